-- Whether contact points can be reached: tests, the trial of each contact point, and how each stands.
CREATE TABLE reach_test (
    seq {int} NOT NULL UNIQUE,
    id {id} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    whole {bool} NOT NULL,
    at {int} NOT NULL,
    detail {json} NOT NULL
);
CREATE INDEX reach_test_whole ON reach_test (whole, at);

CREATE TABLE reach_trial (
    id {id} PRIMARY KEY,
    test_id {id} NOT NULL REFERENCES reach_test (id),
    contact_id {id} NOT NULL REFERENCES contact_point (id),
    body_id {id} NOT NULL REFERENCES body (id),
    state {text} NOT NULL,
    rung {text} NOT NULL,
    bounced {bool} NOT NULL,
    due_at {int},
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX reach_trial_test ON reach_trial (test_id, id);
CREATE INDEX reach_trial_contact ON reach_trial (contact_id, id);
CREATE INDEX reach_trial_to_call ON reach_trial (state, rung, due_at, id);

CREATE TABLE contact_reach (
    contact_id {id} PRIMARY KEY REFERENCES contact_point (id),
    detail {json} NOT NULL
);
