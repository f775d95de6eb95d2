from __future__ import annotations

import pytest

from ledgerctl.domain.days.calendars import names
from ledgerctl.domain.days.policies import (
    DEFAULTS,
    EXTENDED,
    SHIPPED,
    STEPS,
    Policy,
    Rulebook,
    rulebook,
)
from ledgerctl.domain.deadlines import policy_sets
from ledgerctl.domain.deadlines.clocks import at_receipt
from ledgerctl.errors.clocks import BadPolicy

OWN = Policy("own.decide", "decision", 7)
FOREIGN = Policy("au.x", "decision", 30, jurisdiction="AU", effective_from="2021-01-01")


def test_a_ledger_that_adopted_nothing_follows_the_shipped_rules() -> None:
    assert rulebook([]) is SHIPPED
    assert SHIPPED.standing == DEFAULTS


@pytest.mark.parametrize(
    ("complexity", "key"),
    [
        ("simple", "cn.2020-3.decide.simple"),
        ("", "cn.2020-3.decide.simple"),
        ("complex", "cn.2020-3.decide.complex"),
        ("special", "cn.2020-3.decide.complex"),
    ],
)
def test_the_policy_of_a_complexity(complexity: str, key: str) -> None:
    found = SHIPPED.choose("decision", "2020-03-04", complexity)
    assert found is not None
    assert found.key == key


def test_the_jurisdiction_adopted_last_rules_from_its_first_day() -> None:
    rules = rulebook([FOREIGN])
    before, after = (rules.choose("decision", day, "") for day in ("2020-12-31", "2021-01-01"))
    assert before == DEFAULTS[0]
    assert after == FOREIGN


def test_a_policy_ends_with_its_last_day() -> None:
    rules = rulebook([OWN._replace(effective_to="2020-12-31")])
    assert rules.choose("decision", "2020-12-31", "") == rules.stands("own.decide")
    assert rules.choose("decision", "2021-01-01", "") == DEFAULTS[0]


def test_what_was_retired_still_explains_old_cases() -> None:
    rules = rulebook([OWN, OWN._replace(amount=9, version=2), "own.decide", "branch.contact"])
    assert rules.stands("own.decide") is None
    assert rules.find("own.decide") == OWN
    assert rules.find("own.decide@2") == OWN._replace(amount=9, version=2)
    assert rules.last_version("own.decide") == 2
    assert rules.last_version("nobody") == 0
    assert rules.choose("contact", "2020-03-04", "") is None


def test_every_extension_leads_to_a_policy_that_is_known() -> None:
    for policy in (*policy_sets.shipped().values(), *EXTENDED):
        assert policy.step in STEPS
        assert policy.calendar in names()
        assert policy.source
        assert not policy.extends_to or SHIPPED.find(policy.extends_to) is not None


def test_nothing_unverified_is_in_force_by_default() -> None:
    assert {policy.verified for policy in DEFAULTS} == {"V", "own"}
    marks = {policy.key: policy.verified for policy in policy_sets.shipped().values()}
    assert {key for key, mark in marks.items() if mark in {"P", "M"}} == {
        "uk.disp.summary",
        "uk.disp.final",
        "cn.pboc-2020-5.reply",
        "cn.cbrc-2012.decide",
    }


def shipped(name: str) -> list[Policy]:
    return [each._replace(verified="own") for each in policy_sets.SETS[name]]


def test_a_policy_of_one_channel_rules_that_channel_alone() -> None:
    late = OWN._replace(key="own.later", amount=9)
    rules = rulebook([*shipped("pboc"), late])
    for channel, key in (
        ("pboc", "cn.pboc-2020-5.reply"),
        ("nfra", "own.later"),
        ("", "own.later"),
    ):
        found = rules.choose("decision", "2020-03-04", "complex", channel)
        assert found is not None
        assert found.key == key
    facts = at_receipt({"channel": "pboc", "received_at": "2020-03-04", "closed": True}, rules)
    assert (facts["policy"], facts["due_on"]) == ("cn.pboc-2020-5.reply", "2020-03-19")


def test_a_policy_of_one_channel_does_not_change_the_jurisdiction() -> None:
    rules = rulebook([FOREIGN, *shipped("pboc")])
    for channel in ("pboc", "hotline"):
        assert rules.choose("decision", "2021-01-01", "", channel) == FOREIGN
    alone = Rulebook(shipped("pboc"))
    assert alone.choose("decision", "2021-01-01", "", "pboc") == shipped("pboc")[0]
    assert alone.choose("decision", "2021-01-01", "", "nfra") is None


def test_a_channel_of_ones_own_policy_is_one_of_the_codes() -> None:
    given: dict[str, object] = {"key": "own.x", "step": "decision", "amount": 3}
    assert policy_sets.own({**given, "channel": "nfra"}).channel == "nfra"
    with pytest.raises(BadPolicy):
        policy_sets.own({**given, "channel": "pigeon"})


def test_the_notice_of_2012_counts_working_days_from_registration_until_the_order_came() -> None:
    rules = rulebook(shipped("cn-2012"))
    given = {"channel": "hotline", "received_at": "2019-03-01", "registered_at": "2019-03-04"}
    assert at_receipt({**given, "closed": True}, rules)["due_on"] == "2019-03-25"
    found = rules.choose("decision", "2020-03-01", "")
    assert found is not None
    assert found.key == "cn.2020-3.decide.simple"


def test_a_policy_of_ones_own_is_marked_as_such() -> None:
    given = {
        "key": "own.decide",
        "step": "decision",
        "amount": 10,
        "day_type": "working",
        "extension": 5,
        "approval": "superior",
        "pauses": ["authority"],
        "restarts": "new_facts",
        "effective_from": "2021-01-01",
        "source": "circular 12",
    }
    found = policy_sets.own(given)
    assert (found.verified, found.version) == ("own", 1)
    assert (found.pauses, found.restarts) == (("authority",), ("new_facts",))
    assert found.reference == "own.decide"
    assert found._replace(version=3).reference == "own.decide@3"
