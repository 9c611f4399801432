-- The audit chain and its head, the queue of follow-up work.
CREATE TABLE audit (
    seq {int} PRIMARY KEY,
    at {int} NOT NULL,
    actor {text} NOT NULL,
    body_id {id},
    request_id {id} NOT NULL,
    act {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject_id {text} NOT NULL,
    detail {text} NOT NULL,
    previous {text} NOT NULL,
    hash {text} NOT NULL
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id, seq);

CREATE TABLE audit_head (
    id {int} PRIMARY KEY,
    seq {int} NOT NULL,
    hash {text} NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE job (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    payload {json} NOT NULL,
    dedupe {text} UNIQUE,
    state {text} NOT NULL,
    run_at {int} NOT NULL,
    attempts {int} NOT NULL,
    lease_until {int} NOT NULL,
    last_error {text} NOT NULL,
    created_at {int} NOT NULL,
    settled_at {int}
);
CREATE INDEX job_due ON job (state, run_at);
