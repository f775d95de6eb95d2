"""The event kinds: a stable name each, one module each, found on demand.

A kind's module holds its data, its stored form, its schema version and its effect; what may be
written is decided in ``decisions``. To change a stored form, raise ``version`` and add an upcaster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.errors.system import LedgerTooNew

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.domain.events.base import Event, Facts, Sealed

#: Stored kind → (module, class). The stored name never changes; modules and classes may.
KINDS: dict[str, tuple[str, str]] = {
    "ledger.created": ("created", "LedgerCreated"),
    "setting.changed": ("setting", "SettingChanged"),
    "population.recorded": ("population", "PopulationRecorded"),
    "complaint.received": ("received", "ComplaintReceived"),
    "complaint.noted": ("noted", "ComplaintNoted"),
    "complaint.assigned": ("assigned", "ComplaintAssigned"),
    "complaint.escalated": ("escalated", "ComplaintEscalated"),
    "complaint.resolved": ("resolved", "ComplaintResolved"),
    "complaint.reopened": ("reopened", "ComplaintReopened"),
    "complaint.corrected": ("corrected", "ComplaintCorrected"),
    "complaint.judged": ("judged", "ComplaintJudged"),
    "suggestion.made": ("suggestion_made", "SuggestionMade"),
    "suggestion.forwarded": ("suggestion_forwarded", "SuggestionForwarded"),
    "suggestion.answered": ("suggestion_answered", "SuggestionAnswered"),
    "improvement.opened": ("improvement_opened", "ImprovementOpened"),
    "improvement.linked": ("improvement_linked", "ImprovementLinked"),
    "improvement.planned": ("improvement_planned", "ImprovementPlanned"),
    "improvement.done": ("improvement_done", "ImprovementDone"),
    "improvement.verified": ("improvement_verified", "ImprovementVerified"),
    "opportunity.heard": ("opportunity_heard", "OpportunityHeard"),
    "opportunity.offered": ("opportunity_offered", "OpportunityOffered"),
    "opportunity.concluded": ("opportunity_concluded", "OpportunityConcluded"),
    "report.issued": ("report_issued", "ReportIssued"),
    "complaint.extended": ("extended", "ComplaintExtended"),
    "complaint.paused": ("paused", "ComplaintPaused"),
    "complaint.resumed": ("resumed", "ComplaintResumed"),
    "complaint.notified": ("notified", "ComplaintNotified"),
    "complaint.withdrawn": ("withdrawn", "ComplaintWithdrawn"),
    "complaint.declined": ("declined", "ComplaintDeclined"),
    "policy.adopted": ("policy_adopted", "PolicyAdopted"),
    "policy.retired": ("policy_retired", "PolicyRetired"),
    "complaint.linked": ("linked", "ComplaintLinked"),
    "complaint.unlinked": ("unlinked", "ComplaintUnlinked"),
    "complaint.attached": ("attached", "ComplaintAttached"),
    "complaint.called_back": ("called_back", "ComplaintCalledBack"),
    "complaint.repaired": ("repaired", "ComplaintRepaired"),
    "watch.added": ("watch_added", "WatchAdded"),
    "watch.lifted": ("watch_lifted", "WatchLifted"),
    "watch.told": ("watch_told", "WatchTold"),
    "watch.viewed": ("watch_viewed", "WatchViewed"),
    "batch.reversed": ("batch_reversed", "BatchReversed"),
    "events.reversed": ("events_reversed", "EventsReversed"),
    "data.revealed": ("revealed", "DataRevealed"),
    "import.recorded": ("import_recorded", "ImportRecorded"),
}


def _assigned_1(facts: Facts, sealed: Sealed) -> tuple[Facts, Sealed]:
    # Version 1 knew hand-overs only.
    return {**facts, "assignment": "handed_over"}, sealed


#: (kind, version) → the parts in the form of the next version.
UPCASTERS: dict[tuple[str, int], Callable[[Facts, Sealed], tuple[Facts, Sealed]]] = {
    ("complaint.assigned", 1): _assigned_1,
}


def event_class(kind: str) -> type[Event]:
    """Return the class of a stored kind.

    Raises:
        LedgerTooNew: this program does not know the kind.
    """
    if kind not in KINDS:
        raise LedgerTooNew(path=kind, version=kind, known=", ".join(KINDS))
    from importlib import import_module  # noqa: PLC0415 - only the kinds at hand are loaded

    module, name = KINDS[kind]
    return cast("type[Event]", getattr(import_module(f"{__name__}.{module}"), name))


def load_event(kind: str, version: int, number: str | None, facts: Facts, sealed: Sealed) -> Event:
    """Return the event that stored parts describe, in today's form.

    Raises:
        LedgerTooNew: the kind or its version is newer than this program.
    """
    kind_class = event_class(kind)
    if version > kind_class.version:
        raise LedgerTooNew(path=kind, version=version, known=kind_class.version)
    while version < kind_class.version:
        facts, sealed = UPCASTERS[kind, version](facts, sealed)
        version += 1
    return kind_class.load(number, facts, sealed)
