"""Deadline policies 时限规则 as data: what is counted from where, how far it may be extended, who says so.

A policy of a ledger is the shipped default, or one that the ledger's own events adopted. Which one
applies to a case is decided at its receipt and frozen there; later adoptions change no case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The clocks of a case 时钟, in the order in which they run out.
STEPS = ("contact", "progress", "decision")
UNITS = ("hour", "day", "week")
DAY_TYPES = ("calendar", "working")
#: Who must agree to an extension: nobody but the complainant is told, or somebody above approves.
APPROVALS = ("notice", "superior")
#: What starts a clock: the receipt; the registration, or the forwarding by another body, where its day is known
#: at the receipt and not before it; the first contact (the receipt itself, where the complainant was spoken
#: to); the owner's acceptance; for progress, each sign of life.
STARTS = ("received", "registered", "forwarded", "contacted", "accepted", "last_note")
#: Step → the starts that make sense for it.
STARTS_OF = {
    "contact": ("received", "registered", "forwarded", "accepted"),
    "progress": STARTS,
    "decision": ("received", "registered", "forwarded", "contacted", "accepted"),
}
#: Starts whose day is a fact of the receipt.
STARTING_FACTS = {"registered": "registered_at", "forwarded": "forwarded_at"}
#: Those that happen after the receipt.
LATER_STARTS = frozenset({"contacted", "accepted"})
#: What starts a clock anew.
RESTARTS = ("new_facts", "reopened")


class Policy(NamedTuple):
    """One deadline rule 时限规则.

    ``amount`` of ``unit`` after the clock's start; ``day_type`` says whether every day counts or only the
    working days of ``calendar``. ``complexity`` and ``channel`` limit it to cases of those codes (empty: any).
    It may be extended once by ``extension`` of the unit, after which ``extends_to`` rules (empty: itself);
    ``approval`` says who must agree.
    ``start`` is a word of ``STARTS``. ``pauses`` stop the clock, ``restarts`` start it anew. It applies to
    cases received from ``effective_from`` to ``effective_to`` (ISO days, empty: open). ``verified``
    says how sure the source is: ``V`` verified, ``P`` in part, ``M`` from memory, ``own`` the branch's rule.
    """

    key: str
    step: str
    amount: int
    unit: str = "day"
    day_type: str = "calendar"
    jurisdiction: str = "CN"
    complexity: str = ""
    channel: str = ""
    start: str = "received"
    calendar: str = "cn"
    extension: int = 0
    extends_to: str = ""
    approval: str = ""
    pauses: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    effective_from: str = ""
    effective_to: str = ""
    source: str = ""
    verified: str = "own"
    version: int = 1

    @property
    def reference(self) -> str:
        """What a case's events call it: the key, with the version from the second on."""
        return self.key if self.version == 1 else f"{self.key}@{self.version}"

    def in_effect(self, day: str) -> bool:
        """Whether it applies to a case received on an ISO day."""
        return self.effective_from <= day and (not self.effective_to or day <= self.effective_to)


ORDER = "CBIRC order 2020 No. 3"
BRANCH = "the branch's own target"

_ORDER_PAUSES = ("external_appraisal",)


def _order(key: str, complexity: str, amount: int, extension: int, to: str, by: str) -> Policy:
    return Policy(
        f"cn.2020-3.decide.{key}",
        "decision",
        amount,
        complexity=complexity,
        extension=extension,
        extends_to=f"cn.2020-3.decide.{to}" if to else "",
        approval=by,
        pauses=_ORDER_PAUSES,
        restarts=RESTARTS,
        source=ORDER,
        verified="V",
    )


#: What a ledger follows that adopted nothing: the order 2020 No. 3 and the branch's own targets.
DEFAULTS: tuple[Policy, ...] = (
    _order("simple", "simple", 15, 15, "complex", "notice"),
    _order("complex", "complex", 30, 30, "special", "superior"),
    Policy("branch.contact", "contact", 1, day_type="working", source=BRANCH),
    Policy("branch.progress", "progress", 5, day_type="working", start="last_note", source=BRANCH),
)
#: Where an extension leads; no case begins there.
EXTENDED = (_order("special", "special", 60, 0, "", ""),)


class Rulebook:
    """The policies of a ledger in the order in which they were adopted; later ones come first.

    Args:
        standing: what applies now, the shipped defaults first.
        known: everything that ever applied, to explain old cases by.
    """

    def __init__(
        self, standing: Iterable[Policy] = DEFAULTS, known: Iterable[Policy] = DEFAULTS
    ) -> None:
        self.standing = tuple(standing)
        self._known = {policy.reference: policy for policy in (*EXTENDED, *known, *self.standing)}
        self._chosen: dict[tuple[str, str, str, str], Policy | None] = {}

    def choose(self, step: str, day: str, complexity: str, channel: str = "") -> Policy | None:
        """Return the policy of a step for a case received on a day, None when there is none.

        The jurisdiction adopted last for all channels rules the step; a policy of one channel comes before those of
        all. Unknown complexity counts as simple: the shorter
        period is the safe one. A specially complex case begins with the period of a complex one.
        """
        key = (step, day, complexity, channel)
        if key not in self._chosen:
            self._chosen[key] = self._choose(step, day, complexity or "simple", channel)
        return self._chosen[key]

    def _choose(self, step: str, day: str, complexity: str, channel: str) -> Policy | None:
        found = [each for each in self.standing if each.step == step and each.in_effect(day)]
        ruling = [each.jurisdiction for each in found if not each.channel][-1:]
        wanted = "complex" if complexity == "special" else complexity
        fitting = [
            each
            for each in found
            if each.complexity in {"", wanted}
            and each.channel in {"", channel}
            and each.jurisdiction in (ruling or {each.jurisdiction})
        ]
        best = [each for each in fitting if each.channel] or fitting
        return best[-1] if best else None

    def starting_facts(self) -> set[str]:
        """Return the facts of a receipt, beside its own moment, from which a clock may count."""
        starts = {each.start for each in self.standing}
        return {name for start, name in STARTING_FACTS.items() if start in starts}

    def find(self, reference: str) -> Policy | None:
        """Return the policy that a case's events name, one that was retired included."""
        return self._known.get(reference)

    def last_version(self, key: str) -> int:
        """Return the last version there is of a key, 0 when there is none."""
        return max((each.version for each in self._known.values() if each.key == key), default=0)

    def stands(self, key: str) -> Policy | None:
        """Return the policy of this key that applies now, or None."""
        return next((each for each in reversed(self.standing) if each.key == key), None)


#: The rules of a ledger that adopted nothing.
SHIPPED = Rulebook()


def rulebook(changes: Iterable[Policy | str], ever: Iterable[Policy] = ()) -> Rulebook:
    """Return the rules after adoptions (policies) and retirements (keys), in their order.

    ``ever`` are adoptions that may have been taken back: they rule nothing, and explain old cases.
    """
    standing = list(DEFAULTS)
    known = [*DEFAULTS, *ever]
    changed = len(known) > len(DEFAULTS)
    for change in changes:
        changed = True
        key = change if isinstance(change, str) else change.key
        standing = [each for each in standing if each.key != key]
        if not isinstance(change, str):
            standing.append(change)
            known.append(change)
    return Rulebook(standing, known) if changed else SHIPPED
