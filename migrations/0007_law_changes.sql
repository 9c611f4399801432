-- Changes of the law: drafts, and what was brought into force over the rulesets the house ships.
CREATE TABLE law_change (
    seq {int} PRIMARY KEY,
    id {id} NOT NULL UNIQUE,
    state {text} NOT NULL,
    activation {int} UNIQUE,
    detail {json} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX law_change_state ON law_change (state, activation);

-- A file of a change: its text, or none where the change takes the file away.
CREATE TABLE law_change_file (
    change_id {id} NOT NULL REFERENCES law_change (id),
    path {text} NOT NULL,
    body {text},
    PRIMARY KEY (change_id, path)
);
