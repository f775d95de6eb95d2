"""The deadline policies of a ledger 时限规则管理: what applies, what is shipped, adopting, retiring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now, record
from ledgerctl.application.desk.moments import past_moment
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.domain.days.policies import EXTENDED
from ledgerctl.domain.deadlines import policy_sets
from ledgerctl.domain.events.policy_adopted import PolicyAdopted
from ledgerctl.domain.events.policy_retired import PolicyRetired
from ledgerctl.errors.clocks import NoSuchPolicy, PolicyStands, PolicyUnverified
from ledgerctl.errors.house import ReasonNeeded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.days.policies import Policy, Rulebook
    from ledgerctl.domain.events.base import Event, Fact


@dataclass(frozen=True, slots=True)
class Listed:
    """One policy with the shipped sets it belongs to, and whether the ledger follows it."""

    policy: Policy
    sets: Sequence[str]
    stands: bool


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies that a ledger follows and those it could adopt, as of an ISO day."""

    policies: Sequence[Listed]
    today: str


def listed(desk: Desk) -> Policies:
    """Return every policy of the ledger, then those of the shipped sets."""
    rules = rules_of(desk.store)
    today = branch_now(desk, desk.store.ledger().settings).local[:10]
    own = [_listed(policy, stands=True) for policy in rules.standing]
    keys = {each.policy.key for each in own}
    others = [
        _listed(policy, stands=False)
        for policy in policy_sets.shipped().values()
        if policy.key not in keys
    ]
    return Policies([*own, *others], today)


def shown(desk: Desk, name: str) -> Listed:
    """Return one policy by its key or by the name under which a case holds it.

    Raises:
        NoSuchPolicy: there is none of this name.
    """
    rules = rules_of(desk.store)
    standing = rules.stands(name)
    if standing is not None:
        return _listed(standing, stands=True)
    extended = {policy.key: policy for policy in EXTENDED}
    found = rules.find(name) or policy_sets.shipped().get(name) or extended.get(name)
    if found is None:
        raise _unknown(name)
    return _listed(found, stands=False)


def adopt(
    desk: Desk,
    name: str,
    meta: Meta,
    *,
    values: Sequence[Mapping[str, object]] = (),
    own: bool = False,
    reason: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Adopt a shipped set or policy by ``name``, or policies of one's own by their ``values``.

    Cases received from now on follow it; those there are keep what was frozen into them. What nobody
    verified is adopted only as the branch's ``own`` rule.

    Raises:
        NoSuchPolicy, BadPolicy, PolicyUnverified, PolicyStands, FutureDate.
    """
    wanted = [policy_sets.own(each) for each in values] if values else _shipped(name)
    if own:
        wanted = [policy._replace(verified="own") for policy in wanted]
    for policy in wanted:
        if policy.verified in {"P", "M"}:
            raise PolicyUnverified(policy=policy.key, source=policy.source)

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        rules = rules_of(transaction)
        fresh = [found for policy in wanted if (found := _next(policy, rules)) is not None]
        if not fresh:
            raise PolicyStands(policy=name or ", ".join(policy.key for policy in wanted))
        when = past_moment(at, moment)
        from_set = name if name in policy_sets.SETS else ""
        events = [PolicyAdopted(policy, from_set, when, reason.strip()) for policy in fresh]
        details: dict[str, Fact] = {"policies": [policy.reference for policy in fresh]}
        details |= {"set": from_set} if from_set else {}
        receipt = Receipt(PolicyAdopted.kind, None, 0, "", transaction.head(), details=details)
        return events, receipt

    return record(desk, meta, PolicyAdopted.kind, work, dry_run=dry_run)


def retire(
    desk: Desk, key: str, meta: Meta, *, reason: str, at: str = "", dry_run: bool = False
) -> Receipt:
    """Retire a policy 停用; cases that it was frozen into keep it.

    Raises:
        ReasonNeeded, NoSuchPolicy (none of this key applies), FutureDate.
    """
    if not reason.strip():
        raise ReasonNeeded(step="policy retire")

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        if rules_of(transaction).stands(key) is None:
            raise _unknown(key)
        return [PolicyRetired(key, past_moment(at, moment), reason.strip())], None

    return record(desk, meta, PolicyRetired.kind, work, dry_run=dry_run)


def _shipped(name: str) -> list[Policy]:
    if name in policy_sets.SETS:
        return list(policy_sets.SETS[name])
    found = policy_sets.shipped().get(name)
    if found is None:
        raise _unknown(name)
    return [found]


def _next(policy: Policy, rules: Rulebook) -> Policy | None:
    """Return the policy with its next version, None when it stands as it is and rules its step."""
    last = rules.last_version(policy.key)
    standing = rules.stands(policy.key)
    same = standing is not None and standing == policy._replace(version=standing.version)
    if same and all(each.jurisdiction == policy.jurisdiction for each in _later(policy, rules)):
        return None
    earlier = rules.find(policy._replace(version=last).reference) if last else None
    again = earlier is not None and earlier == policy._replace(version=last)
    return policy._replace(version=last if again else last + 1)


def _later(policy: Policy, rules: Rulebook) -> list[Policy]:
    keys = [each.key for each in rules.standing]
    return [each for each in rules.standing[keys.index(policy.key) :] if each.step == policy.step]


def _listed(policy: Policy, *, stands: bool) -> Listed:
    found = [name for name, own in policy_sets.SETS.items() if policy.key in {p.key for p in own}]
    return Listed(policy, found, stands)


def _unknown(name: str) -> NoSuchPolicy:
    return NoSuchPolicy(name=name, known=", ".join(policy_sets.SETS))
