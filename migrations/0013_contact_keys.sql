-- Public keys of contact points, and the warnings that they end.
CREATE TABLE contact_key (
    contact_id {id} PRIMARY KEY REFERENCES contact_point (id),
    digest {text} NOT NULL,
    expires_at {int},
    armoured {text} NOT NULL
);
CREATE INDEX contact_key_end ON contact_key (expires_at);

CREATE TABLE contact_key_warning (
    contact_id {id} NOT NULL REFERENCES contact_point (id),
    digest {text} NOT NULL,
    state {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (contact_id, digest, state)
);
