-- Incidents, their parties, steps, clocks and record.
CREATE TABLE incident (
    seq {int} NOT NULL UNIQUE,
    id {id} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    state {text} NOT NULL,
    severity {text} NOT NULL,
    title {text} NOT NULL,
    system_id {id} REFERENCES information_system (id),
    level {int},
    province {text},
    sector {text},
    class {text},
    detected_at {int} NOT NULL,
    confirmed_at {int} NOT NULL,
    ended_at {int},
    closed_at {int},
    next_due_at {int},
    next_due_clock {text},
    updated_at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX incident_state ON incident (state, seq, severity, province);
CREATE INDEX incident_severity ON incident (severity, seq, state, province);
CREATE INDEX incident_province ON incident (province, seq, state, severity);
CREATE INDEX incident_level ON incident (level, seq);
CREATE INDEX incident_class ON incident (class, seq);
CREATE INDEX incident_due ON incident (next_due_at);

CREATE TABLE incident_party (
    incident_id {id} NOT NULL REFERENCES incident (id),
    incident_seq {int} NOT NULL,
    body_id {id} NOT NULL REFERENCES body (id),
    role {text} NOT NULL,
    sees {text} NOT NULL,
    since {int} NOT NULL,
    until {int},
    PRIMARY KEY (incident_id, body_id, role, since)
);
CREATE INDEX incident_party_body ON incident_party (body_id, incident_seq);

CREATE TABLE incident_step (
    id {id} PRIMARY KEY,
    incident_id {id} NOT NULL REFERENCES incident (id),
    step {text} NOT NULL,
    round {int} NOT NULL,
    state {text} NOT NULL,
    lead_id {id},
    started_at {int},
    settled_at {int},
    detail {json} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (incident_id, step, round)
);
CREATE INDEX incident_step_lead ON incident_step (lead_id, state);

CREATE TABLE incident_entry (
    id {id} PRIMARY KEY,
    incident_id {id} NOT NULL REFERENCES incident (id),
    kind {text} NOT NULL,
    code {text} NOT NULL,
    body {text} NOT NULL,
    document {text} NOT NULL,
    internal {bool} NOT NULL,
    author {text} NOT NULL,
    author_body_id {id},
    to_body_id {id},
    at {int} NOT NULL
);
CREATE INDEX incident_entry_incident ON incident_entry (incident_id, at);

CREATE TABLE severity_record (
    id {id} PRIMARY KEY,
    incident_id {id} NOT NULL REFERENCES incident (id),
    at {int} NOT NULL,
    detail {json} NOT NULL
);
CREATE INDEX severity_record_incident ON severity_record (incident_id, at);

CREATE TABLE clock_run (
    id {id} PRIMARY KEY,
    incident_id {id} NOT NULL REFERENCES incident (id),
    ruleset {text} NOT NULL,
    clock {text} NOT NULL,
    state {text} NOT NULL,
    due_kind {text} NOT NULL,
    due_at {int},
    started_at {int} NOT NULL,
    owing_body_id {id},
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX clock_run_incident ON clock_run (incident_id);
CREATE INDEX clock_run_due ON clock_run (state, due_kind, due_at);
-- only: sqlite
CREATE VIRTUAL TABLE incident_text USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
-- only: postgres
CREATE TABLE incident_text (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX incident_text_words ON incident_text USING GIN (words);
-- end
