-- Changes of the law: drafts, and what was brought into force over the rulesets the house ships.
CREATE TABLE law_change (
    seq {int} PRIMARY KEY,
    id {id} NOT NULL UNIQUE,
    state {text} NOT NULL,
    activation {int} UNIQUE,
    detail {json} NOT NULL,
    version {int} NOT NULL
);

-- A file of a change: its text, or none where the change takes the file away.
CREATE TABLE law_change_file (
    change_id {id} NOT NULL REFERENCES law_change (id),
    path {text} NOT NULL,
    body {text},
    -- SHA-256 of the text that was in force when the file became part of the change; none where there was no such file.
    base_sha256 {text},
    PRIMARY KEY (change_id, path)
);
