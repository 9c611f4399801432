-- Notices, the files that come with them, the words that follow.
CREATE TABLE attachment (
    id {id} PRIMARY KEY,
    sha256 {text} NOT NULL,
    name {text} NOT NULL,
    media_type {text} NOT NULL,
    size_bytes {int} NOT NULL,
    malware {bool} NOT NULL,
    subject_kind {text},
    subject_id {id},
    position {int} NOT NULL,
    created_by {id},
    created_at {int} NOT NULL
);
CREATE INDEX attachment_subject ON attachment (subject_kind, subject_id, position);
CREATE INDEX attachment_content ON attachment (sha256);

CREATE TABLE notice (
    seq {int} NOT NULL UNIQUE,
    id {id} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    state {text} NOT NULL,
    channel {text} NOT NULL,
    received_at {int} NOT NULL,
    recorded_at {int} NOT NULL,
    acknowledged_after_micros {int} NOT NULL,
    subject {text} NOT NULL,
    content {json} NOT NULL,
    receipt {text} NOT NULL,
    secret_sha256 {text} NOT NULL,
    lang {text} NOT NULL,
    sender_body_id {id} REFERENCES body (id),
    handled_by_id {id} REFERENCES body (id),
    taken_by_id {id} REFERENCES person (id),
    verdict {text} NOT NULL,
    incident_id {id},
    merged_into_id {id},
    reason {text} NOT NULL,
    message_id {text},
    raw_sha256 {text},
    version {int} NOT NULL
);
CREATE INDEX notice_state ON notice (state, seq);
CREATE INDEX notice_sender ON notice (sender_body_id, seq) WHERE sender_body_id IS NOT NULL;
CREATE INDEX notice_handler ON notice (handled_by_id, state, seq) WHERE handled_by_id IS NOT NULL;
CREATE INDEX notice_incident ON notice (incident_id) WHERE incident_id IS NOT NULL;
CREATE UNIQUE INDEX notice_message ON notice (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE notice_key (
    kind {text} NOT NULL,
    value {text} NOT NULL,
    notice_seq {int} NOT NULL,
    PRIMARY KEY (kind, value, notice_seq)
);

CREATE TABLE notice_verification (
    id {id} PRIMARY KEY,
    notice_id {id} NOT NULL REFERENCES notice (id),
    checked_by {text} NOT NULL,
    checked_at {int} NOT NULL,
    method {text} NOT NULL,
    verdict {text} NOT NULL,
    note {text} NOT NULL
);
CREATE INDEX notice_verification_notice ON notice_verification (notice_id, checked_at);

CREATE TABLE message (
    id {id} PRIMARY KEY,
    subject_kind {text} NOT NULL,
    subject_id {id} NOT NULL,
    audience {text} NOT NULL,
    direction {text} NOT NULL,
    author {text} NOT NULL,
    author_body_id {id},
    body {text} NOT NULL,
    mail_id {text},
    written_at {int} NOT NULL
);
CREATE INDEX message_subject ON message (subject_kind, subject_id, written_at);
CREATE UNIQUE INDEX message_mail ON message (mail_id);

-- Mail that was refused, with the reason: nothing goes silently.
CREATE TABLE mail_refused (
    id {id} PRIMARY KEY,
    at {int} NOT NULL,
    code {text} NOT NULL,
    detail {text} NOT NULL,
    sender {text} NOT NULL,
    size_bytes {int} NOT NULL,
    sha256 {text} NOT NULL
);

-- Answers kept for repeated requests with the same Idempotency-Key.
CREATE TABLE idempotency (
    scope {text} NOT NULL,
    key {text} NOT NULL,
    request_sha256 {text} NOT NULL,
    answer {json} NOT NULL,
    created_at {int} NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
-- only: sqlite
CREATE VIRTUAL TABLE notice_text USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'ascii');
-- only: postgres
CREATE TABLE notice_text (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX notice_text_words ON notice_text USING GIN (words);
-- end
