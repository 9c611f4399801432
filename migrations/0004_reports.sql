-- Reports: the draft being written, the editions submitted, the deliveries to addressees.
CREATE TABLE report (
    id {id} PRIMARY KEY,
    number {text} UNIQUE,
    incident_id {id} NOT NULL REFERENCES incident (id),
    kind {text} NOT NULL,
    ruleset {text} NOT NULL,
    form {text} NOT NULL,
    state {text} NOT NULL,
    body_id {id} NOT NULL REFERENCES body (id),
    field_values {json} NOT NULL,
    edition {int} NOT NULL,
    initial_report_id {id},
    created_at {int} NOT NULL,
    submitted_at {int},
    document_sha256 {text},
    values_sha256 {text},
    version {int} NOT NULL
);
CREATE INDEX report_incident ON report (incident_id, created_at);
CREATE INDEX report_body ON report (body_id, state);

CREATE TABLE report_edition (
    report_id {id} NOT NULL REFERENCES report (id),
    edition {int} NOT NULL,
    field_values {json} NOT NULL,
    values_sha256 {text} NOT NULL,
    document_sha256 {text} NOT NULL,
    submitted_by {text} NOT NULL,
    submitted_at {int} NOT NULL,
    PRIMARY KEY (report_id, edition)
);

CREATE TABLE report_delivery (
    report_id {id} NOT NULL REFERENCES report (id),
    edition {int} NOT NULL,
    body_id {id} NOT NULL REFERENCES body (id),
    role {text} NOT NULL,
    state {text} NOT NULL,
    delivered_at {int} NOT NULL,
    received_at {int},
    judged_at {int},
    judged_by {text} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (report_id, edition, body_id)
);
CREATE INDEX report_delivery_inbox ON report_delivery (body_id, state, delivered_at);
