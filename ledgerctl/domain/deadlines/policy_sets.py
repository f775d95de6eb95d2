"""The shipped sets of deadline policies 规则集: the law of other places, and a branch's own targets.

A policy marked V was read in its source. P (in part) and M (from memory) are not law here: they are
adopted only as a branch's own rule, by somebody who has read the source.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ledgerctl.domain.codes.clock_terms import PAUSE_CAUSE
from ledgerctl.domain.codes.vocabulary import CHANNEL, COMPLEXITY
from ledgerctl.domain.days import calendars
from ledgerctl.domain.days.policies import (
    APPROVALS,
    BRANCH,
    DAY_TYPES,
    DEFAULTS,
    RESTARTS,
    STARTS_OF,
    STEPS,
    UNITS,
    Policy,
)
from ledgerctl.domain.text.privacy import check_text, visible
from ledgerctl.errors.clocks import BadPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

_UK, _US, _AU, _SG = "UK", "US", "AU", "SG"

#: Set → its policies.
SETS: dict[str, tuple[Policy, ...]] = {
    "cn": tuple(policy for policy in DEFAULTS if policy.step == "decision"),
    "branch": tuple(policy for policy in DEFAULTS if policy.source == BRANCH),
    "pboc": (
        Policy("cn.pboc-2020-5.reply", "decision", 15, channel="pboc", extension=45, approval="superior", source="PBoC order 2020 No. 5", verified="P"),
    ),
    "cn-2012": (
        Policy("cn.cbrc-2012.decide", "decision", 15, day_type="working", start="registered", extension=45, approval="notice", effective_to="2020-02-29", source="CBRC notice of 2012", verified="P"),
    ),
    "uk": (
        Policy("uk.disp.summary", "contact", 3, day_type="working", jurisdiction=_UK, calendar="uk", source="FCA Handbook DISP 1.5", verified="P"),
        Policy("uk.disp.final", "decision", 8, unit="week", jurisdiction=_UK, calendar="uk", source="FCA Handbook DISP 1.10", verified="P"),
    ),
    "us": (
        Policy("us.cfpb.response", "decision", 15, jurisdiction=_US, calendar="us", start="forwarded", extension=45, approval="notice", source="CFPB portal guidance", verified="V"),
    ),
    "au": (
        Policy("au.rg271.acknowledge", "contact", 1, day_type="working", jurisdiction=_AU, calendar="au", source="ASIC RG 271", verified="V"),
        Policy("au.rg271.response", "decision", 30, jurisdiction=_AU, calendar="au", source="ASIC RG 271", verified="V"),
    ),
    "sg": (
        Policy("sg.fa.acknowledge", "contact", 2, day_type="working", jurisdiction=_SG, calendar="sg", source="Financial Advisers (Complaints Handling and Resolution) Regulations 2021", verified="V"),
        Policy("sg.fa.final", "decision", 20, day_type="working", jurisdiction=_SG, calendar="sg", source="Financial Advisers (Complaints Handling and Resolution) Regulations 2021", verified="V"),
    ),
}  # fmt: skip


def shipped() -> dict[str, Policy]:
    """Return every shipped policy by its key."""
    return {policy.key: policy for policies in SETS.values() for policy in policies}


#: Field of a policy → the words it takes.
_WORDS = {
    "step": STEPS,
    "unit": UNITS,
    "day_type": DAY_TYPES,
    "complexity": ("", *COMPLEXITY.keys()),
    "channel": ("", *CHANNEL.keys()),
    "approval": ("", *APPROVALS),
}
_WHOLE = {"amount": 1, "extension": 0}
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{2,60}")
_MOST = 4000
_LONGEST = 200


def own(values: Mapping[str, object]) -> Policy:
    """Return a policy of the branch's own from its fields by name; it is marked as such.

    Raises:
        BadPolicy: a field is missing, unknown or not accepted; the error says what is.
    """
    fields = [name for name in Policy._fields if name not in {"verified", "version"}]
    for name in values:
        if name not in fields:
            raise BadPolicy(field=name, value=values[name], accepted=", ".join(fields))
    for name in ("key", "step", "amount"):
        if name not in values:
            raise BadPolicy(field=name, value="-", accepted="key, step, amount")
    # Whoever names no start means the usual one: notes, for the clock of notes.
    usual = {"start": "last_note"} if values["step"] == "progress" else {}
    given = {**usual, **values}
    policy = Policy(**{name: _value(name, value) for name, value in given.items()})  # type: ignore[arg-type]  # each value has its field's type
    if policy.start not in STARTS_OF[policy.step]:
        accepted = ", ".join(STARTS_OF[policy.step])
        raise BadPolicy(field="start", value=policy.start, accepted=accepted)
    if policy.day_type == "working" and policy.unit != "day":
        raise BadPolicy(field="unit", value=policy.unit, accepted="day")
    return policy


def _value(name: str, value: object) -> object:
    if name in _WHOLE:
        return _whole(name, value)
    if name in {"pauses", "restarts"}:
        return _causes(name, value)
    text = str(value)
    forbidden = check_text(text)
    if forbidden is not None or len(text) > _LONGEST:
        raise BadPolicy(field=name, value=visible(text[:_LONGEST]), accepted=f"1 - {_LONGEST}")
    accepted = _WORDS.get(name)
    if accepted is not None and text not in accepted:
        raise BadPolicy(field=name, value=text, accepted=", ".join(filter(None, accepted)))
    if name == "key" and not _KEY.fullmatch(text):
        raise BadPolicy(field=name, value=text, accepted="a-z 0-9 . _ -")
    if name == "calendar" and text not in calendars.names():
        raise BadPolicy(field=name, value=text, accepted=", ".join(calendars.names()))
    if name in {"effective_from", "effective_to"} and text:
        return _day(name, text)
    return text


def _whole(name: str, value: object) -> int:
    least = _WHOLE[name]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise BadPolicy(field=name, value=value, accepted=f"{least} - {_MOST}")
    return value


def _causes(name: str, value: object) -> tuple[str, ...]:
    known = PAUSE_CAUSE.keys() if name == "pauses" else RESTARTS
    found = tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
    for cause in found:
        if cause not in known:
            raise BadPolicy(field=name, value=cause, accepted=", ".join(known))
    return found


def _day(name: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadPolicy(field=name, value=text, accepted="YYYY-MM-DD") from None
