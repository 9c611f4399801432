-- The register of members: memberships, applications, profiles, contact points and their changes.
ALTER TABLE body ADD COLUMN commune {text};
ALTER TABLE body ADD COLUMN name_folded {text} NOT NULL DEFAULT '';
CREATE INDEX body_name ON body (name_folded, key);
CREATE INDEX body_province ON body (province, name_folded, key);

CREATE TABLE membership (
    body_id {id} PRIMARY KEY REFERENCES body (id),
    kind {text} NOT NULL,
    state {text} NOT NULL,
    cluster {text} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX membership_state ON membership (state, kind);

CREATE TABLE member_profile (
    body_id {id} NOT NULL REFERENCES body (id),
    edition {int} NOT NULL,
    detail {json} NOT NULL,
    PRIMARY KEY (body_id, edition)
);

CREATE TABLE membership_application (
    seq {int} NOT NULL UNIQUE,
    id {id} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    state {text} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX membership_application_state ON membership_application (state, seq);

CREATE TABLE profile_change (
    id {id} PRIMARY KEY,
    body_id {id} NOT NULL REFERENCES body (id),
    state {text} NOT NULL,
    at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
-- One edit of a body waits at a time.
CREATE UNIQUE INDEX profile_change_waiting ON profile_change (body_id) WHERE state = 'pending';
CREATE INDEX profile_change_state ON profile_change (state, at);
CREATE INDEX profile_change_body ON profile_change (body_id, at);

CREATE TABLE contact_point (
    id {id} PRIMARY KEY,
    body_id {id} NOT NULL REFERENCES body (id),
    active {bool} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX contact_point_body ON contact_point (body_id, active);

CREATE TABLE contact_change (
    seq {int} NOT NULL UNIQUE,
    id {id} PRIMARY KEY,
    body_id {id} NOT NULL REFERENCES body (id),
    settled {bool} NOT NULL,
    due_at {int},
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX contact_change_body ON contact_change (body_id, seq);
CREATE INDEX contact_change_open ON contact_change (settled, seq);
