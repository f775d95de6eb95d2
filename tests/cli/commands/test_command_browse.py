"""`browse` as a process of its own: what a browser of this machine gets, and what nobody gets."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from desk_line import REGISTER, SCRIPT, refused

from ledgerctl.cli.exports import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_line import Line

PHONE = "13800008000"


class Answer(NamedTuple):
    """What came back: status, headers in small letters, text."""

    status: int
    headers: dict[str, str]
    text: str


class Browser:
    """Asks the server that printed an address; with the cookie once it was welcomed."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.port = self.address.port or 0
        self.cookie = ""

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {"cookie": self.cookie} | headers
        connection.request(method, path, headers=given)
        found = connection.getresponse()
        got = {name.lower(): value for name, value in found.getheaders()}
        answer = Answer(found.status, got, found.read().decode())
        connection.close()
        return answer

    def welcome(self) -> Answer:
        answer = self(f"/?{self.address.query}")
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer


@pytest.fixture
def served(line: Line, tmp_path: Path) -> Iterator[tuple[Browser, subprocess.Popen[str]]]:
    assert line("import", str(REGISTER)).status == 0
    line.add("--summary", f"https://evil.example/{PHONE}", "--complainant", "张三丰")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with subprocess.Popen(
        [SCRIPT, "--ledger", line.ledger, "browse"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"},
    ) as child:
        assert child.stdout is not None
        browser = Browser(child.stdout.readline().strip())
        yield browser, child
        if child.poll() is None:
            child.kill()


@pytest.fixture
def browser(served: tuple[Browser, subprocess.Popen[str]]) -> Browser:
    found, _child = served
    answer = found.welcome()
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    return found


def test_the_register_is_there_and_masked(browser: Browser) -> None:
    page = browser("/ledger/cases")
    assert page.status == 200
    assert "2020-0001" in page.text
    for secret in (PHONE, "张三丰", "林听澜"):
        assert secret not in page.text


def test_the_rows_come_first_and_no_link_leads_to_a_refusal(browser: Browser) -> None:
    page = browser("/ledger/cases").text
    assert 'href="/own/browse.css"' in page
    style = browser("/own/browse.css")
    assert (style.status, style.headers["content-type"]) == (200, "text/css")
    # What it hides does stand in the page: the labels of all columns, links to CSV
    for hidden, mark in (("dl.column-descriptions", "column-descriptions"), ("#export", "export")):
        assert hidden in style.text
        assert mark in page
    assert browser("/own/../browsing.py").status == 404


def test_two_chinese_characters_are_found(browser: Browser) -> None:
    page = browser(f"/ledger/cases?_search={quote('排队')}")
    assert "1 row where search matches" in page.text
    words = browser(f"/ledger/find?words={quote('排队近两个小时')}")
    assert (words.status, "2020-0001" in words.text) == (200, True)


def test_an_address_in_a_text_is_no_link(browser: Browser) -> None:
    assert 'href="https://evil.example' not in browser("/ledger/cases").text


@pytest.mark.parametrize(
    "path",
    [
        "/ledger?sql=select+1",
        "/ledger.json?sql=select+1",
        "/ledger.db",
        "/ledger/cases.csv",
        "/ledger/cases.json?_format=csv",
        "/-/settings",
        "/-/databases",
    ],
)
def test_no_sql_no_file_no_insides(browser: Browser, path: str) -> None:
    assert browser(path).status == 403


def test_whoever_does_not_know_the_key_gets_nothing(browser: Browser) -> None:
    for cookie in ("", "x=y", f"ledgerctl-{browser.port}=wrong", "=;="):
        for path in ("/", "/ledger", "/?key=wrong", "/-/static/app.css"):
            assert browser(path, cookie=cookie) == (403, browser(path, cookie=cookie).headers, "")


def test_another_name_for_this_machine_is_refused(browser: Browser) -> None:
    assert browser("/", host="evil.example").status == 400
    assert browser("/", host=f"evil.example:{browser.port}").status == 400
    assert browser("/", host=f"localhost:{browser.port}").status == 200


def test_nothing_can_be_sent(browser: Browser) -> None:
    assert browser("/ledger", method="POST").status == 405


@pytest.mark.parametrize("path", ["/", "/ledger/cases", "/ledger.db", "/nowhere"])
def test_every_answer_has_a_policy(browser: Browser, path: str) -> None:
    headers = browser(path).headers
    assert headers["content-security-policy"] == browsing.policy()
    assert "'unsafe-inline'" not in browsing.policy().partition("style-src")[0]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


def test_it_listens_on_this_machine_only_and_on_another_port_each_time() -> None:
    with browsing.listening() as first, browsing.listening() as second:
        assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_and_leaves_nothing(
    served: tuple[Browser, subprocess.Popen[str]], tmp_path: Path, number: signal.Signals
) -> None:
    browser, child = served
    assert browser.welcome().status == 303
    [folder] = (tmp_path / "scratch").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    child.send_signal(number)
    _, said = child.communicate(timeout=20)
    assert child.returncode == 0
    assert "Traceback" not in said
    assert list((tmp_path / "scratch").iterdir()) == []


def test_without_datasette_the_extra_is_named(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    refused(line, "browse", code="E937", status=2)
