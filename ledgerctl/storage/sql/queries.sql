-- name: head
-- Size of the ledger and hash of its last event.
SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1;

-- name: event
-- One event with its sealed part.
SELECT * FROM whole_event WHERE seq = :seq;

-- name: event_by_key
-- The event that an idempotency key stands for.
SELECT * FROM whole_event WHERE key = :key;

-- name: any_key
-- Whether an idempotency key between two is there.
SELECT 1 FROM event WHERE key BETWEEN :first AND :last LIMIT 1;

-- name: events
-- The whole chain in order.
SELECT * FROM whole_event ORDER BY seq;

-- name: history
-- The events of one case in order.
SELECT * FROM whole_event WHERE number = :number
ORDER BY seq;

-- name: family
-- The events of one family of kinds in order: those from :first up to, but not including, :last.
SELECT * FROM whole_event WHERE kind >= :first AND kind < :last AND kind <> 'complaint.received'
ORDER BY seq;

-- name: events_between
-- The events from one sequence number to another.
SELECT * FROM whole_event WHERE seq >= :first AND seq <= :last
ORDER BY seq;

-- name: events_by_case
-- Every case's events, case by case.
SELECT * FROM whole_event WHERE number IS NOT NULL
ORDER BY number, seq;

-- name: batch_repeats
-- How many cases of a batch are repeat complaints; none was received before the batch began.
SELECT COUNT(*) FROM cases
WHERE
    received_seq >= (SELECT MIN(first) FROM recording WHERE batch = :batch)
    AND batch = :batch AND repeat_of <> '';

-- name: batch_numbers
-- The cases that a batch touched; it received none before it began.
SELECT number FROM cases NOT INDEXED
WHERE received_seq >= (SELECT MIN(first) FROM recording WHERE batch = :batch) AND batch = :batch
UNION
SELECT event.number
FROM recording CROSS JOIN event NOT INDEXED ON event.seq >= recording.first AND event.kind <> 'complaint.received'
WHERE
    recording.batch = :batch AND event.number IS NOT NULL AND event.seq < COALESCE(
        (SELECT MIN(later.first) FROM recording AS later WHERE later.first > recording.first),
        (SELECT MAX(seq) + 1 FROM event)
    )
ORDER BY number;

-- name: numbers_between
-- The cases that the events from one sequence number to another touched.
SELECT DISTINCT number FROM event
WHERE seq >= :first AND seq <= :last AND number IS NOT NULL ORDER BY number;

-- name: put_recording
-- What the events from here on have in common, unless the ones before have it too.
INSERT INTO recording (first, recorded_at, actor, on_behalf_of, batch)
SELECT :first, :recorded_at, :actor, :on_behalf_of, :batch
WHERE NOT EXISTS (
    SELECT 1 FROM recording
    WHERE
        first = (SELECT MAX(first) FROM recording WHERE first <= :first) AND recorded_at = :recorded_at AND actor = :actor
        AND COALESCE(on_behalf_of, '') = COALESCE(:on_behalf_of, '')
        AND COALESCE(batch, '') = COALESCE(:batch, '')
);

-- name: recordings
-- What events have in common, from which one on.
SELECT first, recorded_at, actor, on_behalf_of, batch FROM recording ORDER BY first;

-- name: secret
-- The key of the blind index.
SELECT value FROM secret WHERE name = :name;

-- name: insert_secret
-- Written once, when the ledger is created.
INSERT INTO secret (name, value) VALUES (:name, :value);

-- name: about
-- Identity, branch and algorithm.
SELECT name, value FROM about ORDER BY name;

-- name: put_about
-- A part of the ledger's identity.
INSERT INTO about (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: settings
-- Every setting.
SELECT name, value FROM setting ORDER BY name;

-- name: put_setting
-- The newest value of a setting.
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: clear_settings
-- Before the settings are derived anew.
DELETE FROM setting;

-- name: populations
-- Every denominator.
SELECT year, measure, size, as_of, source FROM population ORDER BY year, measure;

-- name: put_population
-- The newest denominator of a year and measure.
INSERT INTO population (year, measure, size, as_of, source)
VALUES (:year, :measure, :size, :as_of, :source)
ON CONFLICT (year, measure) DO UPDATE
SET size = excluded.size, as_of = excluded.as_of, source = excluded.source;

-- name: standing_reversals
-- What was taken back and is not restored.
SELECT seq, first, last, batch FROM reversal WHERE stands = 1 ORDER BY seq;

-- name: reversals
-- Every reversal, those that were themselves taken back included.
SELECT seq, first, last, batch, stands FROM reversal ORDER BY seq;

-- name: put_reversal
-- A further reversal; it stands until a later one names it.
INSERT INTO reversal (seq, first, last, batch, stands) VALUES (:seq, :first, :last, :batch, 1);

-- name: put_reversal_stands
-- Whether a reversal stands.
UPDATE reversal SET stands = :stands WHERE seq = :seq;

-- name: clear_populations
-- Before the denominators are derived anew.
DELETE FROM population;

-- name: last_number
-- The last serial given in a year.
SELECT last FROM numbering WHERE year = :year;

-- name: put_number
-- Serials only grow.
INSERT INTO numbering (year, last) VALUES (:year, :last)
ON CONFLICT (year) DO UPDATE SET last = excluded.last WHERE excluded.last > numbering.last;

-- name: person
-- The pseudonym behind a keyed hash.
SELECT person FROM person_index WHERE blind = :blind;

-- name: put_person
-- A further identifier of a person; the first pseudonym stays.
INSERT INTO person_index (blind, person) VALUES (:blind, :person) ON CONFLICT (blind) DO NOTHING;

-- name: case
-- One register row.
SELECT * FROM cases WHERE number = :number;

-- name: person_cases
-- The register rows of one complainant.
SELECT * FROM cases WHERE person = :person ORDER BY received_on, number;

-- name: delete_case
-- Take a register row off before its new form is written.
DELETE FROM cases WHERE received_seq = :received_seq;

-- name: count_cases
-- How many register rows there are.
SELECT COUNT(*) FROM cases;

-- name: repeated_persons
-- Complainants with more than one case.
SELECT person FROM cases WHERE person <> '' GROUP BY person HAVING COUNT(*) > 1 ORDER BY person;

-- name: add_tally
-- Add to the sums of a year, dimension and value.
INSERT INTO tally (
    year, dimension, value, cases, closed, settled_at_branch, escalated, skip_level, repeats, reopened,
    at_fault, on_time, late, undated, compensation
) VALUES (
    :year, :dimension, :value, :cases, :closed, :settled_at_branch, :escalated, :skip_level, :repeats,
    :reopened, :at_fault, :on_time, :late, :undated, :compensation
)
ON CONFLICT (year, dimension, value) DO UPDATE SET
    cases = tally.cases + excluded.cases,
    closed = tally.closed + excluded.closed,
    settled_at_branch = tally.settled_at_branch + excluded.settled_at_branch,
    escalated = tally.escalated + excluded.escalated,
    skip_level = tally.skip_level + excluded.skip_level,
    repeats = tally.repeats + excluded.repeats,
    reopened = tally.reopened + excluded.reopened,
    at_fault = tally.at_fault + excluded.at_fault,
    on_time = tally.on_time + excluded.on_time,
    late = tally.late + excluded.late,
    undated = tally.undated + excluded.undated,
    compensation = tally.compensation + excluded.compensation;

-- name: drop_empty_tally
-- A sum of nothing is no row; during a load a change may be summed before its case is.
DELETE FROM tally
WHERE
    cases = 0 AND closed = 0 AND settled_at_branch = 0 AND escalated = 0 AND skip_level = 0
    AND repeats = 0 AND reopened = 0 AND at_fault = 0 AND on_time = 0 AND late = 0 AND undated = 0
    AND compensation = 0;

-- name: add_anchor
-- Add to what is counted by year, name and bin.
INSERT INTO anchor_tally (year, name, bin, cases) VALUES (:year, :name, :bin, :cases)
ON CONFLICT (year, name, bin) DO UPDATE SET cases = anchor_tally.cases + excluded.cases;

-- name: drop_empty_anchors
-- A count of nothing is no row.
DELETE FROM anchor_tally WHERE cases = 0;

-- name: year_tally
-- The sums of one year.
SELECT
    dimension, value, cases, closed, settled_at_branch, escalated, skip_level, repeats, reopened, at_fault,
    on_time, late, undated, compensation
FROM tally WHERE year = :year ORDER BY dimension, value;

-- name: year_anchors
-- What is counted under one year; the year 0 is no year's own.
SELECT name, bin, cases FROM anchor_tally WHERE year = :year ORDER BY name, bin;

-- name: year_anchor
-- One count of one year, over all bins.
SELECT COALESCE(SUM(cases), 0) FROM anchor_tally WHERE year = :year AND name = :name;

-- name: orphans
-- Sealed parts of no event, and recordings of none.
SELECT seq, 'sealed part' AS part FROM sealed WHERE seq NOT IN (SELECT seq FROM event)
UNION
SELECT first, 'recording' FROM recording WHERE first NOT IN (SELECT seq FROM event)
ORDER BY seq;

-- name: anchor_until
-- One count of all years up to one, by bin.
SELECT bin, SUM(cases) AS cases FROM anchor_tally
WHERE name = :name AND year <= :year
GROUP BY bin
ORDER BY bin;

-- name: years
-- Years in which complaints were received.
SELECT year FROM tally WHERE dimension = 'total' ORDER BY year;

-- name: dimension_values
-- The known values of a dimension over all years.
SELECT DISTINCT value FROM tally
WHERE dimension = :dimension AND value <> '' AND cases <> 0 ORDER BY value;

-- name: search_texts
-- The sealed parts of cases after an event.
SELECT event.number, event.seq, body FROM event JOIN sealed ON sealed.seq = event.seq
WHERE event.seq > :after AND event.number IS NOT NULL ORDER BY event.seq;

-- name: search_covered
-- The last event in the index.
SELECT last FROM search_covered;

-- name: uncover_search
-- Before another last event is noted, and when the index is emptied.
DELETE FROM search_covered;

-- name: cover_search
-- The last event in the index.
INSERT INTO search_covered (last) VALUES (:last);
