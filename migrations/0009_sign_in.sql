-- Signing in: factors beside the password, passkeys, invitations, names at an outside provider, and what was used once.
-- Tries are counted by name, network and device now; no try of a stranger is noted on a person.
ALTER TABLE person DROP COLUMN failed_tries;
ALTER TABLE person DROP COLUMN locked_until;
ALTER TABLE person ADD COLUMN signed_in_at {int};

ALTER TABLE session ADD COLUMN method {text} NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN proof {text} NOT NULL DEFAULT 'none';
ALTER TABLE session ADD COLUMN device {text} NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN seen_at {int} NOT NULL DEFAULT 0;
UPDATE session SET seen_at = created_at;
CREATE INDEX session_person ON session (person_id, seen_at);

ALTER TABLE api_token ADD COLUMN used_at {int};
-- Tokens without an end get one: a year after they were made.
UPDATE api_token SET expires_at = created_at + 31536000000000 WHERE expires_at IS NULL;

-- One-time passwords by an app. The secret is sealed under the key of the deployment.
CREATE TABLE authenticator (
    person_id {id} PRIMARY KEY REFERENCES person (id),
    sealed_secret {text} NOT NULL,
    created_at {int} NOT NULL,
    -- None until the app has shown its first right code.
    proven_at {int},
    -- The last time step whose code was taken.
    last_step {int} NOT NULL
);

CREATE TABLE recovery_code (
    person_id {id} NOT NULL REFERENCES person (id),
    tag {text} NOT NULL,
    used_at {int},
    PRIMARY KEY (person_id, tag)
);

CREATE TABLE passkey (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL REFERENCES person (id),
    credential {text} NOT NULL UNIQUE,
    public_key {text} NOT NULL,
    sign_count {int} NOT NULL,
    name {text} NOT NULL,
    synced {bool} NOT NULL,
    created_at {int} NOT NULL,
    used_at {int}
);
CREATE INDEX passkey_person ON passkey (person_id);

-- What opens something once: the hash of a challenge or of an answer that was taken.
CREATE TABLE spent (
    sha256 {text} PRIMARY KEY,
    expires_at {int} NOT NULL
);
CREATE INDEX spent_expiry ON spent (expires_at);

CREATE TABLE invitation (
    id {id} PRIMARY KEY,
    login {text} NOT NULL,
    name {text} NOT NULL,
    position {text} NOT NULL,
    email {text} NOT NULL,
    phone {text} NOT NULL,
    body_id {id} NOT NULL REFERENCES body (id),
    roles {json} NOT NULL,
    lang {text} NOT NULL,
    invited_by {text} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    accepted_at {int},
    withdrawn_at {int}
);
CREATE INDEX invitation_age ON invitation (created_at);

-- Who an outside provider means. What is mapped belongs to the provider: roles and body follow its word at each sign-in.
CREATE TABLE provider_subject (
    issuer {text} NOT NULL,
    subject {text} NOT NULL,
    person_id {id} NOT NULL REFERENCES person (id),
    mapped {bool} NOT NULL,
    created_at {int} NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX provider_subject_person ON provider_subject (person_id);
