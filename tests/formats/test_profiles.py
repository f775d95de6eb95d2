from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.house import NoSuchFile, NoSuchProfile
from ledgerctl.errors.system import BadProfile, CannotRead
from ledgerctl.formats.profiles import (
    ClosedWhen,
    Profile,
    fold_heading,
    load_profile,
    parse_profile,
    shipped_profiles,
)

if TYPE_CHECKING:
    from pathlib import Path


def parse(text: str) -> Profile:
    return parse_profile(text.encode(), path="mine.toml", name="mine")


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(BadProfile) as caught:
        parse(text)
    return str(caught.value.values["problem"]), str(caught.value.values["expected"])


@pytest.mark.parametrize("name", shipped_profiles())
def test_shipped_profiles_load(name: str) -> None:
    profile = load_profile(name)
    # A register's numbers are the same whichever of its three profiles reads them
    prefix = "register" if name.startswith("register") else name
    assert (profile.name, profile.key_prefix) == (name, prefix)
    assert profile.title
    assert profile.title_zh


def test_the_shipped_profiles() -> None:
    assert shipped_profiles() == (
        *("cfpb", "complaint-site", "generic", "ledger", "nyc311"),
        *("register", "register-en", "register-zh"),
    )


def test_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(NoSuchProfile) as caught:
        load_profile("cpfb")
    known = ", ".join(shipped_profiles())
    assert caught.value.values == {"name": "cpfb", "known": known}


def test_own_profile_by_path(tmp_path: Path) -> None:
    path = tmp_path / "branch.toml"
    path.write_text('[constants]\nchannel = "柜面"\n', "utf-8")
    profile = load_profile(str(path))
    assert (profile.name, profile.constants) == ("branch", {"channel": "counter"})
    with pytest.raises(NoSuchFile):
        load_profile(str(tmp_path / "none.toml"))
    with pytest.raises(CannotRead):
        load_profile(f"{tmp_path}/")


def test_everything_a_profile_can_say() -> None:
    profile = parse(
        """
        name = "x"
        catalogue = false
        date_forms = ["mdy", "default"]
        empty = ["-", "N/A"]
        required = ["business"]
        keep = ["How It Came"]
        [columns]
        "How it came?" = "channel"
        Product = ["product", "business"]
        [values.channel]
        "Walk  in" = "counter"
        Unknown = ""
        [otherwise]
        business = "other"
        [constants]
        amount = "12.50"
        [fallback]
        summary = ["product"]
        [closed_when]
        field = "finding"
        values = ["Done"]
        """
    )
    assert profile.columns == {"howitcame": ("channel",), "product": ("product", "business")}
    assert profile.values == {"channel": {"walk in": "counter", "unknown": ""}}
    assert profile.constants == {"amount": 1250}
    assert profile.required == ("received_at", "channel", "summary", "business")
    assert profile.closed_when == ClosedWhen("finding", frozenset({"done"}))
    assert profile.keep == {"howitcame"}
    assert (profile.key_prefix, profile.date_forms) == ("x", ("mdy", "default"))


@pytest.mark.parametrize(
    ("text", "problem", "expected"),
    [
        ("colums = 1", "no key colums", "columns"),
        ("[columns]\na = 'chanel'", "no field chanel", "channel"),
        ("[columns]\na = 1", "columns.a is not a list", ""),
        ("[columns]\n'A b' = 'issue'\nab = 'issue'", "heading ab stands twice", ""),
        ("columns = 'x'", "columns is not a table", ""),
        ("[values]\nchannel = 'x'", "values.channel is not a table", ""),
        ("[values.channel]\nweb = 'onlin'", "onlin is not a value of channel", "online"),
        ("[values.channel]\nweb = 3", "values.channel is not a text", ""),
        ("[values.chanel]\nweb = 'online'", "no field chanel", "channel"),
        ("[values.summary]\na = 'b'", "summary is free text", ""),
        ("[otherwise]\nphone = '1'", "phone is free text", ""),
        ("[constants]\nchannel = ''", "is not a value of channel", ""),
        ("[otherwise]\nbusiness = 'nothing'", "nothing is not a value", ""),
        ("date_forms = ['dmy']", "no form of dates dmy", "mdy"),
        ("date_forms = 'mdy'", "date_forms is not a list", ""),
        ("catalogue = 'no'", "catalogue is neither", ""),
        ("name = 3", "name is not a text", ""),
        ("required = ['sumary']", "no field sumary", "summary"),
        ("[closed_when]\nfeild = 'x'", "closed_when has no key feild", "field"),
        ("[closed_when]\nstarts = 'x'", "closed_when.field is not a text", ""),
        ("[fallback]\nchannel = ['issue']", "channel is no text", ""),
        ("[fallback]\nsummary = ['phone']", "phone is no short text", ""),
        ("name = ", "Invalid value", "TOML"),
    ],
)
def test_mistakes_are_named(text: str, problem: str, expected: str) -> None:
    found = refusal(text)
    assert problem in found[0]
    assert expected in found[1]


def test_bytes_that_are_no_toml_are_refused() -> None:
    for data in (b"\xff\xfe", b" " * ((1 << 20) + 1)):
        with pytest.raises(BadProfile):
            parse_profile(data, path="x", name="x")


def test_a_mistake_keeps_its_message_id() -> None:
    with pytest.raises(BadProfile) as caught:
        parse("colums = 1")
    problem = caught.value.values["problem"]
    assert (problem.template, problem.values) == ("there is no key {word}", {"word": "colums"})  # type: ignore[attr-defined]  # a Detail


def test_headings_fold() -> None:
    assert fold_heading("Timely response?") == fold_heading("timely_RESPONSE") == "timelyresponse"
    assert fold_heading("受理 渠道（内）") == "受理渠道内"
