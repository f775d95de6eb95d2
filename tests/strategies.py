"""Hypothesis strategies for what clerks type, in small worlds where things meet again."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

#: Histories play from here on, in steps of days, over a turn of the year.
FIRST_DAY = date(2019, 11, 20)
LAST_DAY = date(2021, 2, 10)

PHONES = ("19900000001", "19900000002", "199-0000-0001")
NAMES = ("张三", "李四", "Ann Lee")
CHANNELS = ("counter", "hotline", "nfra", "consumer_center")
BUSINESSES = ("card_debit", "loan", "wealth_own")
STAFF = ("w01", "w02", "王五")
DEPARTMENTS = ("个人金融部", "营业部")
OUTLETS = ("东侨支行", "Station branch")
LEVELS = ("branch_head", "operations_supervisor", "president", "superior")
RESPONSIBILITIES = ("at_fault", "no_fault", "not_complaint")
#: Quotation marks, line ends, combining marks, the wildcards of LIKE: what texts may hold.
WORDS = ("柜台排队太久", 'said "no"', "100%_ sure", "back\\slash", "cafe\u0301", "line\nbreak")

days = st.dates(FIRST_DAY, LAST_DAY)
words = st.sampled_from(WORDS)


def texts(
    required: dict[str, st.SearchStrategy[str]], optional: dict[str, st.SearchStrategy[str]]
) -> st.SearchStrategy[dict[str, str]]:
    """Texts by field name, as a clerk types them."""
    return st.fixed_dictionaries(required, optional=optional)


intakes = texts(
    {"channel": st.sampled_from(CHANNELS), "summary": words},
    {
        "complainant": st.sampled_from(NAMES),
        "phone": st.sampled_from(PHONES),
        "business": st.sampled_from(BUSINESSES),
        "complained": st.sampled_from(STAFF),
        "department": st.sampled_from(DEPARTMENTS),
        "institution": st.sampled_from(OUTLETS),
        "amount": st.sampled_from(("1", "5,000.00", "1.2万")),
        "complexity": st.sampled_from(("simple", "complex")),
        "skip_level": st.sampled_from(("yes", "no")),
        "forwarded_at": st.sampled_from(("2019-11-18", "2019-11-20")),
    },
)

outcomes = texts(
    {"finding": st.sampled_from(("upheld", "not_upheld"))},
    {
        "responsibility": st.sampled_from(RESPONSIBILITIES),
        "compensation": st.sampled_from(("0", "88.50")),
        "resolution": words,
        "satisfaction": st.sampled_from(("1", "5")),
    },
)

judgements = texts(
    {"responsibility": st.sampled_from((*RESPONSIBILITIES, "invalid"))},
    {
        "responsible": st.sampled_from(STAFF),
        "invalid_kind": st.just("malicious"),
        "accountability": st.sampled_from(("warning", "none")),
        "approved_by": st.sampled_from(STAFF),
        "reason": words,
    },
)

#: What is done to the clocks of a case, and how it may end without an outcome.
CLOCK_STEPS = {
    "extend": "extended",
    "pause": "paused",
    "resume": "resumed",
    "notify": "notified",
    "withdraw": "withdrawn",
    "decline": "declined",
}
POLICIES = (
    "uk",
    "cn",
    "branch.contact",
    "cn.2020-3.decide.simple",
    "accepted",
    "contacted",
    "forwarded",
)

notes = texts({}, {"contact": st.just("phone"), "new_facts": st.just("yes")})

clock_texts = texts(
    {"told": st.just("facts,basis,remedies"), "method": st.just("phone"), "reason": words},
    {
        "days": st.sampled_from(("5", "15", "31")),
        "approved_by": st.sampled_from(STAFF),
        "cause": st.sampled_from(("external_appraisal", "not_ours")),
        "at": st.just("today") | days.map(date.isoformat),
    },
)

corrections = st.one_of(
    st.tuples(st.just("channel"), st.sampled_from(CHANNELS)),
    st.tuples(st.just("business"), st.sampled_from((*BUSINESSES, ""))),
    st.tuples(st.just("phone"), st.sampled_from((*PHONES, ""))),
    st.tuples(st.just("complainant"), st.sampled_from((*NAMES, ""))),
    st.tuples(st.just("received_at"), days.map(date.isoformat)),
    st.tuples(st.just("resolved_at"), days.map(date.isoformat)),
    st.tuples(st.just("department"), st.sampled_from((*DEPARTMENTS, ""))),
    st.tuples(st.just("level"), st.sampled_from(LEVELS)),
    st.tuples(st.just("responsibility"), st.sampled_from(RESPONSIBILITIES)),
    st.tuples(st.just("compensation"), st.sampled_from(("0", "12.34", ""))),
    st.tuples(st.just("summary"), words),
)


#: Who complains in the numbered rows of a register: a newer row of a number tells of the same person.
COMPLAINANTS = {
    "A1": {"phone": PHONES[0], "complainant": NAMES[0]},
    "A2": {"phone": PHONES[2]},
    "A3": {"complainant": NAMES[1]},
    "A4": {},
}


@st.composite
def register_rows(draw: st.DrawFn) -> dict[str, str]:
    """One row of a register to import; few numbers, so that rows come back with other values."""
    row = draw(intakes)
    source_id = draw(st.sampled_from((*COMPLAINANTS, "")))
    if source_id:
        row = {k: v for k, v in row.items() if k not in {"phone", "complainant"}}
        row |= COMPLAINANTS[source_id]
    received = draw(st.dates(FIRST_DAY - timedelta(days=400), FIRST_DAY))
    row |= {"received_at": received.isoformat(), "source_id": source_id}
    if draw(st.booleans()):
        row |= draw(outcomes)
        row["resolved_at"] = (received + timedelta(days=draw(st.integers(0, 40)))).isoformat()
    return row


registers = st.lists(register_rows(), min_size=1, max_size=4)
