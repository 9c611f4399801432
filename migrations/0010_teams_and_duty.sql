-- Response teams: who holds which post, delegations, documents signed, meetings.
CREATE TABLE team (
    id {id} PRIMARY KEY,
    key {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    body_id {id} NOT NULL REFERENCES body (id),
    province {text} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX team_province ON team (province);

CREATE TABLE team_member (
    id {id} PRIMARY KEY,
    team_id {id} NOT NULL REFERENCES team (id),
    person_id {id} REFERENCES person (id),
    body_id {id} NOT NULL REFERENCES body (id),
    from_at {int} NOT NULL,
    until_at {int},
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX team_member_team ON team_member (team_id, from_at);
CREATE INDEX team_member_person ON team_member (person_id);
CREATE INDEX team_member_body ON team_member (body_id);

CREATE TABLE team_delegation (
    id {id} PRIMARY KEY,
    team_id {id} NOT NULL REFERENCES team (id),
    number {int} NOT NULL,
    until_at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (team_id, number)
);

CREATE TABLE team_document (
    id {id} PRIMARY KEY,
    team_id {id} NOT NULL REFERENCES team (id),
    number {text} NOT NULL,
    incident_id {id} REFERENCES incident (id),
    signed_at {int} NOT NULL,
    detail {json} NOT NULL,
    UNIQUE (team_id, number)
);
CREATE INDEX team_document_signed ON team_document (team_id, signed_at);

CREATE TABLE team_meeting (
    id {id} PRIMARY KEY,
    team_id {id} NOT NULL REFERENCES team (id),
    state {text} NOT NULL,
    planned_at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX team_meeting_team ON team_meeting (team_id, planned_at);
CREATE INDEX team_meeting_owed ON team_meeting (planned_at) WHERE state = 'held';

-- Consents of owners that team members may open an affected system, and what was opened under them.
CREATE TABLE access_consent (
    id {id} PRIMARY KEY,
    incident_id {id} NOT NULL REFERENCES incident (id),
    from_at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX access_consent_incident ON access_consent (incident_id, from_at);

CREATE TABLE access_use (
    id {id} PRIMARY KEY,
    consent_id {id} NOT NULL REFERENCES access_consent (id),
    at {int} NOT NULL,
    detail {json} NOT NULL
);
CREATE INDEX access_use_consent ON access_use (consent_id, at);

-- Duty around the clock.
CREATE TABLE duty_roster (
    body_id {id} PRIMARY KEY REFERENCES body (id),
    public {bool} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);

CREATE TABLE duty_shift (
    id {id} PRIMARY KEY,
    body_id {id} NOT NULL REFERENCES duty_roster (body_id),
    line {text} NOT NULL,
    from_at {int} NOT NULL,
    until_at {int} NOT NULL,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX duty_shift_when ON duty_shift (body_id, line, from_at);

-- A month that was published, with its gaps and why they were accepted.
CREATE TABLE duty_month (
    body_id {id} NOT NULL REFERENCES duty_roster (body_id),
    line {text} NOT NULL,
    month {text} NOT NULL,
    published_at {int} NOT NULL,
    detail {json} NOT NULL,
    PRIMARY KEY (body_id, line, month)
);
