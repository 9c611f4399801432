-- Records that only named persons see, who is named on them, and who read them.
ALTER TABLE incident ADD COLUMN restricted {int} NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN restricted {int} NOT NULL DEFAULT 0;

CREATE TABLE access_grant (
    id {id} PRIMARY KEY,
    record_kind {text} NOT NULL,
    record_id {id} NOT NULL,
    person_id {id} NOT NULL REFERENCES person (id),
    granted_by {text} NOT NULL,
    reason {text} NOT NULL,
    since {int} NOT NULL,
    until {int},
    withdrawn_at {int},
    withdrawn_by {text} NOT NULL
);
CREATE INDEX access_grant_record ON access_grant (record_kind, record_id);
CREATE INDEX access_grant_person ON access_grant (person_id, record_kind, record_id) WHERE withdrawn_at IS NULL;

-- One row a reader, door and stretch of fifteen minutes.
CREATE TABLE record_read (
    record_kind {text} NOT NULL,
    record_id {id} NOT NULL,
    reader {text} NOT NULL,
    door {text} NOT NULL,
    slot {int} NOT NULL,
    name {text} NOT NULL,
    body_id {id},
    at {int} NOT NULL,
    PRIMARY KEY (record_kind, record_id, reader, door, slot)
);
CREATE INDEX record_read_at ON record_read (record_kind, record_id, at);

-- What was confidential or TLP:RED before is restricted from now on. Named on an incident are the officers who took its
-- notices; they name the others.
-- only: sqlite
UPDATE incident SET restricted = 1 WHERE detail->>'confidential' = 1 OR detail->>'tlp' = 'red';
UPDATE notice SET restricted = 1 WHERE content->>'confidential' = 1;
INSERT INTO access_grant (id, record_kind, record_id, person_id, granted_by, reason, since, until, withdrawn_at, withdrawn_by)
SELECT randomblob(16), 'incident', t.incident_id, t.taken_by_id, '', '', t.since, NULL, NULL, ''
FROM (SELECT n.incident_id, n.taken_by_id, MIN(i.confirmed_at) AS since FROM notice n JOIN incident i ON i.id = n.incident_id
      WHERE i.restricted = 1 AND n.taken_by_id IS NOT NULL GROUP BY n.incident_id, n.taken_by_id) t;
-- only: postgres
UPDATE incident SET restricted = 1 WHERE detail->>'confidential' = 'true' OR detail->>'tlp' = 'red';
UPDATE notice SET restricted = 1 WHERE content->>'confidential' = 'true';
INSERT INTO access_grant (id, record_kind, record_id, person_id, granted_by, reason, since, until, withdrawn_at, withdrawn_by)
SELECT gen_random_uuid(), 'incident', t.incident_id, t.taken_by_id, '', '', t.since, NULL, NULL, ''
FROM (SELECT n.incident_id, n.taken_by_id, MIN(i.confirmed_at) AS since FROM notice n JOIN incident i ON i.id = n.incident_id
      WHERE i.restricted = 1 AND n.taken_by_id IS NOT NULL GROUP BY n.incident_id, n.taken_by_id) t;
-- end
CREATE INDEX incident_restricted ON incident (id) WHERE restricted = 1;
CREATE INDEX notice_restricted ON notice (id) WHERE restricted = 1;
