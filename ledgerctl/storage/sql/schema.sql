-- The ledger file, schema 1. Truth: event, recording, sealed, secret. Everything else is derived from the events
-- and can be rebuilt (`ledgerctl verify --rebuild`).

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    number TEXT,
    key TEXT UNIQUE,
    facts TEXT NOT NULL,
    commitment TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX event_number ON event (number) WHERE number IS NOT NULL;

CREATE INDEX event_kind ON event (kind) WHERE kind <> 'complaint.received';

CREATE TRIGGER event_append BEFORE INSERT ON event
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM event)
BEGIN
    SELECT RAISE(ABORT, 'events are gapless');
END;

CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

-- When, by whom and with what batch events were recorded: each row holds from its event on, until the next.
CREATE TABLE recording (
    first INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    on_behalf_of TEXT,
    batch TEXT
) STRICT;

CREATE INDEX recording_batch ON recording (batch) WHERE batch IS NOT NULL;

CREATE TRIGGER recording_append BEFORE INSERT ON recording
WHEN NEW.first <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM event)
BEGIN
    SELECT RAISE(ABORT, 'recordings begin with the next event');
END;

CREATE TRIGGER recording_update BEFORE UPDATE ON recording
BEGIN
    SELECT RAISE(ABORT, 'recordings are never changed');
END;

CREATE TRIGGER recording_delete BEFORE DELETE ON recording
BEGIN
    SELECT RAISE(ABORT, 'recordings are never deleted');
END;

CREATE TABLE sealed (
    seq INTEGER PRIMARY KEY REFERENCES event (seq),
    salt BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TRIGGER sealed_update BEFORE UPDATE ON sealed
BEGIN
    SELECT RAISE(ABORT, 'sealed parts are never changed');
END;

-- Events whole: envelope, salt and body.
CREATE VIEW whole_event AS
SELECT
    event.seq, event.kind, event.version, event.number, recording.recorded_at, recording.actor,
    recording.on_behalf_of, recording.batch, event.key, event.facts, event.commitment, event.prev, event.hash,
    sealed.salt, sealed.body
FROM event
LEFT JOIN recording ON recording.first = (
    SELECT MAX(each.first) FROM recording AS each WHERE each.first <= event.seq
)
LEFT JOIN sealed ON sealed.seq = event.seq;

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE about (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE population (
    year INTEGER NOT NULL,
    measure TEXT NOT NULL,
    size INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (year, measure)
) STRICT;

CREATE TABLE reversal (
    seq INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    batch TEXT NOT NULL,
    stands INTEGER NOT NULL
) STRICT;

CREATE TABLE numbering (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE person_index (
    blind TEXT PRIMARY KEY,
    person TEXT NOT NULL
) STRICT;

CREATE TABLE cases (
    number TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT '',
    received_on TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL DEFAULT 0,
    month INTEGER NOT NULL DEFAULT 0,
    intake_class TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    handler TEXT NOT NULL DEFAULT '',
    complained TEXT NOT NULL DEFAULT '',
    vulnerability TEXT NOT NULL DEFAULT '',
    responsible TEXT NOT NULL DEFAULT '',
    amount INTEGER,
    compensation INTEGER,
    timely TEXT NOT NULL DEFAULT '',
    closed_on TEXT NOT NULL DEFAULT '',
    days INTEGER,
    timeliness TEXT NOT NULL DEFAULT '',
    closed INTEGER NOT NULL DEFAULT 0,
    escalated INTEGER NOT NULL DEFAULT 0,
    skip_level INTEGER NOT NULL DEFAULT 0,
    reopenings INTEGER NOT NULL DEFAULT 0,
    counted INTEGER NOT NULL DEFAULT 0,
    repeat_of TEXT NOT NULL DEFAULT '',
    to_superior INTEGER NOT NULL DEFAULT 0,
    repeated INTEGER NOT NULL DEFAULT 0,
    person_first INTEGER NOT NULL DEFAULT 0,
    person_again INTEGER NOT NULL DEFAULT 0,
    first_received_on TEXT NOT NULL DEFAULT '',
    backdated INTEGER NOT NULL DEFAULT 0,
    scored_on TEXT NOT NULL DEFAULT '',
    not_at_once INTEGER NOT NULL DEFAULT 0,
    ending TEXT NOT NULL DEFAULT '',
    contact_due TEXT NOT NULL DEFAULT '',
    progress_due TEXT NOT NULL DEFAULT '',
    repeat_linked TEXT NOT NULL DEFAULT '',
    merged_into TEXT NOT NULL DEFAULT '',
    became_regulatory INTEGER NOT NULL DEFAULT 0,
    contact_timeliness TEXT NOT NULL DEFAULT '',
    extended_to INTEGER NOT NULL DEFAULT 0,
    spells TEXT NOT NULL DEFAULT '',
    batch TEXT NOT NULL DEFAULT '',
    recorded_on TEXT NOT NULL DEFAULT '',
    received_seq INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '',
    business TEXT NOT NULL DEFAULT '',
    handling_channel TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL DEFAULT '',
    fault_nature TEXT NOT NULL DEFAULT '',
    severity TEXT NOT NULL DEFAULT '',
    complexity TEXT NOT NULL DEFAULT '',
    finding TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT '',
    settlement TEXT NOT NULL DEFAULT '',
    responsibility TEXT NOT NULL DEFAULT '',
    satisfaction TEXT NOT NULL DEFAULT '',
    institution TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    issue TEXT NOT NULL DEFAULT '',
    first_receiver TEXT NOT NULL DEFAULT '',
    resolved_by TEXT NOT NULL DEFAULT '',
    resolved_at TEXT NOT NULL DEFAULT '',
    notified_at TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    filed_by TEXT NOT NULL DEFAULT '',
    third_party TEXT NOT NULL DEFAULT '',
    second_person TEXT NOT NULL DEFAULT '',
    record_type TEXT NOT NULL DEFAULT '',
    responsible_department TEXT NOT NULL DEFAULT '',
    accountability TEXT NOT NULL DEFAULT '',
    called_back_at TEXT NOT NULL DEFAULT '',
    followup_due TEXT NOT NULL DEFAULT '',
    extended_on TEXT NOT NULL DEFAULT '',
    contacted_at TEXT NOT NULL DEFAULT '',
    judged_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX cases_number ON cases (number);

-- The parts of a branch stand here so that the cases of one are found without looking at the others.
CREATE INDEX cases_received ON cases (received_on, number, institution, department);

CREATE INDEX cases_person ON cases (person) WHERE person <> '';

CREATE INDEX cases_moved ON cases (first_received_on) WHERE first_received_on <> '';

-- Cases that matter to a period long after their receipt; the terms stand in storage/periods.py too.
CREATE INDEX cases_lasting ON cases (received_on, institution, department) WHERE (
    closed = 0
    OR max(closed_on, due_on, resolved_at, notified_at, contacted_at, judged_at, called_back_at, scored_on)
    > date(received_on, '+92 days')
);

CREATE INDEX cases_open ON cases (due_on, number) WHERE closed = 0;

CREATE TABLE tally (
    year INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    cases INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    settled_at_branch INTEGER NOT NULL,
    escalated INTEGER NOT NULL,
    skip_level INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    reopened INTEGER NOT NULL,
    at_fault INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    late INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    compensation INTEGER NOT NULL,
    PRIMARY KEY (year, dimension, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE anchor_tally (
    year INTEGER NOT NULL,
    name TEXT NOT NULL,
    bin INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    PRIMARY KEY (year, name, bin)
) STRICT, WITHOUT ROWID;

-- Full-text index of masked texts; the rowid is an event's. It holds pairs of characters, not the texts.
CREATE VIRTUAL TABLE search USING fts5 (
    pairs, content = '', columnsize = 0, tokenize = 'ascii'
);

CREATE TABLE search_covered (
    last INTEGER NOT NULL
) STRICT;

-- What is erased is found no more, even if nobody empties the index.
CREATE TRIGGER sealed_delete AFTER DELETE ON sealed
BEGIN
    DELETE FROM search_covered;
END;
