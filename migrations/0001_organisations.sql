-- Bodies, people, systems. Type words in braces are expanded per database (see crates/store/src/migrate.rs).
CREATE TABLE body (
    id {id} PRIMARY KEY,
    key {text} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    name_en {text} NOT NULL,
    parent_id {id} REFERENCES body (id),
    province {text},
    sector {text},
    contact {json} NOT NULL,
    created_at {int} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX body_kind ON body (kind, province);
CREATE INDEX body_parent ON body (parent_id);
CREATE INDEX body_email ON body ((contact->>'email'));

CREATE TABLE person (
    id {id} PRIMARY KEY,
    body_id {id} NOT NULL REFERENCES body (id),
    login {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    position {text} NOT NULL,
    email {text} NOT NULL,
    phone {text} NOT NULL,
    roles {json} NOT NULL,
    lang {text} NOT NULL,
    password_hash {text} NOT NULL,
    failed_tries {int} NOT NULL,
    locked_until {int} NOT NULL,
    active {bool} NOT NULL,
    created_at {int} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX person_body ON person (body_id);

CREATE TABLE session (
    id {id} PRIMARY KEY,
    secret_sha256 {text} NOT NULL UNIQUE,
    person_id {id} NOT NULL REFERENCES person (id),
    csrf {text} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE api_token (
    id {id} PRIMARY KEY,
    secret_sha256 {text} NOT NULL UNIQUE,
    person_id {id} NOT NULL REFERENCES person (id),
    name {text} NOT NULL,
    scopes {json} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int},
    revoked_at {int}
);
CREATE INDEX api_token_person ON api_token (person_id);

CREATE TABLE information_system (
    id {id} PRIMARY KEY,
    key {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    name_folded {text} NOT NULL,
    owner_id {id} NOT NULL REFERENCES body (id),
    operator_id {id} NOT NULL REFERENCES body (id),
    provider_id {id} REFERENCES body (id),
    level {int},
    national_important {bool} NOT NULL,
    environment {text} NOT NULL,
    domains {json} NOT NULL,
    addresses {json} NOT NULL,
    purpose {text} NOT NULL,
    created_at {int} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX information_system_owner ON information_system (owner_id);
CREATE INDEX information_system_operator ON information_system (operator_id);

CREATE TABLE information_system_key (
    kind {text} NOT NULL,
    value {text} NOT NULL,
    system_id {id} NOT NULL REFERENCES information_system (id),
    PRIMARY KEY (kind, value, system_id)
);

-- Sequences of record numbers.
-- Facts of this deployment: its key for the secrets of notices.
CREATE TABLE deployment (
    name {text} PRIMARY KEY,
    value {text} NOT NULL
);

CREATE TABLE counter (
    name {text} PRIMARY KEY,
    value {int} NOT NULL
);
