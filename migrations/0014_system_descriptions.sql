-- What a system offers, runs on and is protected by; what is found by its software; since when a claim stands.
ALTER TABLE information_system ADD COLUMN description {json} NOT NULL DEFAULT 'null';
ALTER TABLE information_system_key ADD COLUMN since {int} NOT NULL DEFAULT 0;
UPDATE information_system_key SET since =
    (SELECT s.created_at FROM information_system s WHERE s.id = information_system_key.system_id);

CREATE TABLE system_software (
    system_id {id} NOT NULL REFERENCES information_system (id),
    place {int} NOT NULL,
    words {text} NOT NULL,
    version {text} NOT NULL,
    cpe {text} NOT NULL,
    PRIMARY KEY (system_id, place)
);
CREATE INDEX system_software_cpe ON system_software (cpe);

-- What an officer decided on two claims of different owners. A decision is never changed; a later one stands beside it.
CREATE TABLE claim_decision (
    id {id} PRIMARY KEY,
    wider_system_id {id} NOT NULL REFERENCES information_system (id),
    wider_owner_id {id} NOT NULL REFERENCES body (id),
    wider {text} NOT NULL,
    narrower_system_id {id} NOT NULL REFERENCES information_system (id),
    narrower_owner_id {id} NOT NULL REFERENCES body (id),
    narrower {text} NOT NULL,
    verdict {text} NOT NULL,
    reason {text} NOT NULL,
    decided_by {text} NOT NULL,
    decided_at {int} NOT NULL
);
CREATE INDEX claim_decision_at ON claim_decision (decided_at);

-- What an Internet registry published, apart from what people entered; one edition at a time.
CREATE TABLE allocation_edition (
    id {id} PRIMARY KEY,
    source {text} NOT NULL,
    published {text} NOT NULL,
    home {text} NOT NULL,
    records {int} NOT NULL,
    brought_by {text} NOT NULL,
    brought_at {int} NOT NULL
);

CREATE TABLE allocation (
    kind {text} NOT NULL,
    first {text} NOT NULL,
    last {text} NOT NULL,
    registry {text} NOT NULL,
    country {text} NOT NULL,
    day {text} NOT NULL,
    status {text} NOT NULL,
    PRIMARY KEY (kind, first, last)
);
CREATE INDEX allocation_country ON allocation (kind, country, first);
