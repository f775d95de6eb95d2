"""The documentation keeps up with the code: nothing undocumented, nothing stale, no broken link."""

from __future__ import annotations

import re
from pathlib import Path

import generate
import pytest
from reference_pages import error_classes
from shown import with_outputs

from ledgerctl.cli.dispatch.table import COMMANDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.events import KINDS

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
)
#: Pages that a person wrote and that a reader meets first.
GUIDES = [ROOT / "README.md", *(ROOT / "docs" / "how-to").glob("*.md")]
README_LINES = 110

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SCHEME = re.compile(r"[a-z]+:")
#: Folders of a machine, addresses of a network, and names that only one network knows.
_PRIVATE = re.compile(
    r"(?<![\w.])/(?:home|root|tmp|usr|var|opt|work|mnt|Users)/|\b[A-Z]:\\"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}\b|\blocalhost\b|\.(?:local|internal|lan)\b"
)


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def headings(page: str) -> set[str]:
    """Return the anchors of a page's headings, made as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", page), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.replace(" ", "-") for title in kept}


def test_readme_is_short() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= README_LINES


def test_readme_shows_the_published_year() -> None:
    page = text_of(ROOT / "README.md")
    for figure in ("3.2‱", "4.4‱", "100.0%"):
        assert page.count(figure) >= 2, f"both languages show {figure}"
    for label in ("行内自有渠道", "From inside the bank"):
        assert re.search(rf"^{label} +21$", page, re.MULTILINE)
    for label in ("外部渠道转来", "From outside"):
        assert re.search(rf"^{label} +4\b", page, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"### ledgerctl {command}\n" in text_of(REFERENCE / "commands.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named_in_a_guide(command: str) -> None:
    named = re.compile(rf"\bledgerctl {command}\b|`{command}\b[^`\n]*`|\bmake {command}\b")
    assert any(named.search(text_of(guide)) for guide in GUIDES)


def test_every_error_is_documented_once() -> None:
    codes = [error.code for error in error_classes()]
    assert re.findall(r"^### (E\d{3})$", text_of(REFERENCE / "errors.md"), re.MULTILINE) == codes
    assert len(set(codes)) == len(codes), "a code stands for one error"


def test_every_event_kind_is_documented() -> None:
    assert re.findall(r"^## (\S+)$", text_of(REFERENCE / "events.md"), re.MULTILINE) == list(KINDS)


def test_every_code_and_field_is_documented() -> None:
    page = text_of(REFERENCE / "codes.md")
    for name, vocabulary in VOCABULARIES.items():
        section = page.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        for term in vocabulary.terms():
            assert f"| `{term.key}` | {term.zh} | {term.en} |" in section
    for field in FIELDS.values():
        assert f"| `{field.name}` | {field.zh} | {field.en} |" in page


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", text_of(page))):
        if _SCHEME.match(link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in headings(text_of(target)), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_pages_name_no_machine(page: Path) -> None:
    found = _PRIVATE.search(text_of(page))
    assert found is None, found


def test_decision_records_are_all_listed() -> None:
    folder = ROOT / "docs" / "adr"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text_of(folder / "README.md")) == records
    for name in records:
        page = text_of(folder / name)
        assert page.startswith(f"# {name[:4]} "), name
        titles = re.findall(r"^## (.+)$", page, re.MULTILINE)
        assert titles == ["Context", "Options", "Decision", "Consequence"], name


def test_generated_pages_and_outputs_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    status = generate.main(["--check"])
    assert status == 0, capsys.readouterr().out


def test_a_stale_output_is_made_anew() -> None:
    page = "<!-- output: ledgerctl --version -->\nold\n<!-- end -->\n"
    made = with_outputs(page)
    assert "old" not in made
    assert re.search(r"```text\nledgerctl \d", made)


def test_an_output_holds_no_hash() -> None:
    page = (
        "<!-- run -->\n```sh\nexport LEDGERCTL_LEDGER=a.db\nledgerctl init --branch A\n```\n"
        "<!-- output: ledgerctl verify | head -n 5 -->\n<!-- end -->\n"
    )
    made = with_outputs(page)
    assert "1:…" in made
    assert made == with_outputs(made)


@pytest.mark.parametrize("line", ["rm -r .", "ledgerctl show 2020-0001"])
def test_a_page_whose_commands_fail_is_refused(line: str) -> None:
    with pytest.raises(RuntimeError):
        with_outputs(f"<!-- output: {line} -->\n<!-- end -->\n")
