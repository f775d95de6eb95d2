-- The ledger file, schema 1. Truth: event, sealed, secret. Everything else is derived from the events
-- and can be rebuilt (`ledgerctl verify --rebuild`).

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    number TEXT,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    on_behalf_of TEXT,
    batch TEXT,
    key TEXT UNIQUE,
    facts TEXT NOT NULL,
    commitment TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX event_number ON event (number) WHERE number IS NOT NULL;

CREATE INDEX event_batch ON event (batch) WHERE batch IS NOT NULL;

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

CREATE TABLE sealed (
    seq INTEGER PRIMARY KEY REFERENCES event (seq),
    salt BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TRIGGER sealed_update BEFORE UPDATE ON sealed
BEGIN
    SELECT RAISE(ABORT, 'sealed parts are never changed');
END;

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
    number TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    received_on TEXT NOT NULL,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    intake_class TEXT NOT NULL,
    level TEXT NOT NULL,
    handler TEXT NOT NULL,
    complained TEXT NOT NULL,
    amount INTEGER,
    compensation INTEGER,
    timely TEXT NOT NULL,
    closed_on TEXT NOT NULL,
    days INTEGER,
    timeliness TEXT NOT NULL,
    closed INTEGER NOT NULL,
    escalated INTEGER NOT NULL,
    skip_level INTEGER NOT NULL,
    reopenings INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    repeat_of TEXT NOT NULL,
    spells TEXT NOT NULL,
    batch TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    received_seq INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    person TEXT NOT NULL,
    channel TEXT NOT NULL,
    business TEXT NOT NULL,
    handling_channel TEXT NOT NULL,
    cause TEXT NOT NULL,
    fault_nature TEXT NOT NULL,
    severity TEXT NOT NULL,
    complexity TEXT NOT NULL,
    finding TEXT NOT NULL,
    remedy TEXT NOT NULL,
    settlement TEXT NOT NULL,
    responsibility TEXT NOT NULL,
    satisfaction TEXT NOT NULL,
    institution TEXT NOT NULL,
    department TEXT NOT NULL,
    product TEXT NOT NULL,
    issue TEXT NOT NULL,
    first_receiver TEXT NOT NULL,
    resolved_by TEXT NOT NULL,
    resolved_at TEXT NOT NULL,
    notified_at TEXT NOT NULL,
    due_on TEXT NOT NULL
) STRICT;

CREATE INDEX cases_received ON cases (received_on, number);

CREATE INDEX cases_person ON cases (person) WHERE person <> '';

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

CREATE TABLE days_tally (
    year INTEGER NOT NULL,
    days INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    PRIMARY KEY (year, days)
) STRICT, WITHOUT ROWID;

CREATE TABLE spell_tally (
    opened INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    spells INTEGER NOT NULL,
    PRIMARY KEY (opened, closed)
) STRICT, WITHOUT ROWID;

CREATE TABLE flow_tally (
    year INTEGER NOT NULL,
    flow TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (year, flow)
) STRICT, WITHOUT ROWID;
