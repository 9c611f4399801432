-- Ways to find what large registers are asked for again and again.
CREATE INDEX notice_channel ON notice (channel, seq);
CREATE INDEX notice_verdict ON notice (verdict, seq);
CREATE INDEX notice_merged ON notice (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX clock_run_when ON clock_run (state, due_at);
CREATE INDEX attachment_waiting ON attachment (created_at) WHERE subject_id IS NULL;
CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';
CREATE INDEX mail_refused_at ON mail_refused (at);
CREATE INDEX report_delivery_body ON report_delivery (body_id, report_id);

-- Wrong passwords under names that nobody has wait like those of people who are there.
CREATE TABLE sign_in_try (
    name_sha256 {text} PRIMARY KEY,
    tries {int} NOT NULL,
    waits_until {int} NOT NULL,
    tried_at {int} NOT NULL
);
CREATE INDEX sign_in_try_age ON sign_in_try (tried_at);

-- A list that goes on after a row needs a place that no two reports share: reports may be begun in one instant.
ALTER TABLE report ADD COLUMN seq {int};
UPDATE report SET seq = (
    SELECT COUNT(*) FROM report o
    WHERE o.created_at < report.created_at OR (o.created_at = report.created_at AND o.id <= report.id));
INSERT INTO counter (name, value) SELECT 'report-begun', COUNT(*) FROM report;
CREATE UNIQUE INDEX report_seq ON report (seq);
