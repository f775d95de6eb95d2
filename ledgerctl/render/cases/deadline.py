"""The deadlines of one case 期限说明: each clock with its result, then every step that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Document, Heading, Lines
from ledgerctl.render.words.receipt import policy_text
from ledgerctl.render.words.texts import clauses, day, field_label, label, pair, shown, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.cases.explaining import Deadlines
    from ledgerctl.domain.deadlines.explaining import Clock, Step
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: What happened → how the step is told; ``{day}`` is its day.
_STEPS = {
    "received": N_("{day}: received; counted from the next day to {due}"),
    "reopened": N_("{day}: reopened; counted anew to {due}"),
    "registered": N_("{day}: registered; counted from the next day to {due}"),
    "forwarded": N_("{day}: forwarded; counted from the next day to {due}"),
    "accepted": N_("{day}: accepted by its owner; counted from the next day to {due}"),
    "first_contact": N_("{day}: first contact; counted from the next day to {due}"),
    "new_facts": N_("{day}: new facts; counted anew to {due}"),
    "noted": N_("{day}: progress note; counted anew to {due}"),
    "contacted": N_("{day}: complainant contacted"),
    "skipped_weekend": N_("{day}: does not count, weekend"),
    "skipped_holiday": N_("{day}: does not count, {name}"),
    "skipped_exchanged": N_("{day}: does not count, day off for the working day {worked}"),
    "made_up": N_("{day}: counts, a weekend day that is worked"),
    "due": N_("{day}: due, by the end of the day"),
    "paused": N_("{day}: the clock stops"),
    "resumed": N_("{day}: the clock runs again, to {due}"),
    "extended": N_("{day}: extended by {extra_days}, from {due_before} to {due_on}"),
    "extended_late": N_(
        "{day}: extension to {due_on} recorded on {recorded_on}, after {due_before}: the due day stays"
    ),
    "on_time": N_("{day}: done in time"),
    "late": N_("{day}: done too late; days: {days}"),
}
#: Values told behind a step, by their labels.
_BEHIND = ("contact_method", "pause_cause", "approved_by", "approval", "told_at")
_STATES = {
    "running": N_("{due}; days left: {left}"),
    "overdue": N_("{due}; OVERDUE, days: {over}"),
    "suspended": N_("the clock stands still; {due} when it stopped"),
    "on_time": N_("{due}; done in time"),
    "late": N_("{due}; done late"),
    "spoken_to": N_("the complainant was spoken to at receipt"),
    "waiting": N_("not started: {start}"),
    "none": N_("no clock"),
}


#: What a clock that has not started waits for.
_AWAITED = {
    "contacted": N_("it begins with the first contact"),
    "accepted": N_("it begins when the owner accepts the case"),
}


def document(result: Deadlines, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the clocks of the case, the one that runs out first on top."""
    complaint = result.complaint
    status = label("status", complaint.status, language)
    blocks: list[Block] = [Heading(f"{complaint.number}  {status}", 1)]
    for clock in result.clocks:
        blocks += _clock(clock, language)
    return Document(tuple(blocks))


def _clock(clock: Clock, language: str) -> Iterator[Block]:
    left = clock.days_left
    state = _(_STATES[clock.state]).format(
        due=day(clock.due, language),
        left=left if left is not None else unknown(language),
        over=-left if left is not None else unknown(language),
        start=_(_AWAITED[clock.policy.start]) if clock.policy and clock.state == "waiting" else "",
    )
    yield Heading(pair(label("step", clock.step, language), state, language))
    lines = list(_rule(clock, language))
    lines += [_line(step, language) for step in clock.steps]
    if lines:
        yield Lines(tuple(lines))


def _rule(clock: Clock, language: str) -> Iterator[str]:
    if clock.policy is not None:
        rule = [policy_text(clock.policy), clock.reference]
        if clock.calendar and clock.policy.day_type == "working":
            rule.append(_("calendar {calendar}").format(calendar=clock.calendar))
        yield clauses(rule, language)
    if clock.provisional:
        yield _("Provisional: the official holiday schedule was not published when it was counted")


def _line(step: Step, language: str) -> str:
    from ledgerctl.domain.days.calendars import holiday_name

    values = {name: shown(name, value, language) for name, value in step.values.items()}
    values |= {
        name: str(step.values[name])
        for name in ("due", "due_before", "due_on", "recorded_on", "worked")
        if name in step.values
    }
    if "name" in step.values:
        values["name"] = holiday_name(str(step.values["name"]), language)
    told = _(_STEPS[step.what]).format(day=day(step.day, language), **values)
    behind = [
        pair(field_label(name, language), values[name], language)
        for name in _BEHIND
        if name in step.values
    ]
    return clauses([told, *behind], language)


def data(result: Deadlines) -> dict[str, Json]:
    """Return the JSON data: the case, the day asked about, each clock with its steps."""
    return {
        "number": result.complaint.number,
        "status": result.complaint.status,
        "today": result.today,
        "clocks": records(result),
    }


def records(result: Deadlines) -> list[dict[str, Json]]:
    """Return one record per clock."""
    return [
        {
            "step": clock.step,
            "policy": clock.reference,
            "source": clock.policy.source if clock.policy else "",
            "verified": clock.policy.verified if clock.policy else "",
            "calendar": clock.calendar,
            "due": clock.due,
            "state": clock.state,
            "ended_on": clock.ended_on,
            "days_left": clock.days_left,
            "provisional": clock.provisional,
            "steps": [
                {
                    "day": step.day,
                    "what": step.what,
                    **{name: value for name, value in step.values.items() if value != ""},
                }
                for step in clock.steps
            ],
        }
        for clock in result.clocks
    ]
