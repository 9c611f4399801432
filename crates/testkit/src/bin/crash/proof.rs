//! The proof: what was acknowledged against what is stored, queued and mailed.

use crate::clients::Acknowledged;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::{Settings, Store};
use testkit::outside::Program;

/// Kind of the jobs that mail an acknowledgement.
const KIND: &str = "acknowledge-notice";

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    acknowledged: usize,
    stored: i64,
    queued: i64,
    mailed: usize,
    /// Acknowledged, and not there with that receipt, or without its queued acknowledgement.
    missing: Vec<String>,
    /// Told to two senders, queued twice or mailed twice.
    duplicates: Vec<String>,
    chain: bool,
    /// The count of notices must match exactly: every request was answered in the end.
    exact: bool,
    mails_complete: bool,
}

impl Findings {
    pub(crate) fn sound(&self) -> bool {
        self.missing.is_empty()
            && self.duplicates.is_empty()
            && self.chain
            && self.exact
            && self.mails_complete
    }

    pub(crate) fn line(&self) -> String {
        format!(
            "{} acknowledged, {} stored, {} acknowledgements queued, {} mailed, {} missing, {} twice, chain {}",
            self.acknowledged,
            self.stored,
            self.queued,
            self.mailed,
            self.missing.len(),
            self.duplicates.len(),
            chain(self.chain),
        )
    }

    pub(crate) fn json(&self, database: &str, rounds: u32) -> Value {
        json!({
            "database": database, "rounds": rounds, "acknowledged": self.acknowledged, "stored": self.stored, "queued": self.queued,
            "mailed": self.mailed, "missing": self.missing.len(), "duplicates": self.duplicates.len(), "chain": chain(self.chain),
            "sound": self.sound(), "named": self.missing.iter().chain(&self.duplicates).take(20).collect::<Vec<_>>(),
        })
    }
}

const fn chain(whole: bool) -> &'static str {
    if whole { "whole" } else { "broken" }
}

/// What is owed to the senders, and where to look for it.
pub(crate) struct Proof {
    ungcuu: PathBuf,
    data: PathBuf,
    url: Option<String>,
    owed: Vec<Acknowledged>,
    proven: usize,
}

impl Proof {
    pub(crate) fn new(ungcuu: &Path, data: &Path, url: Option<&str>) -> Self {
        Self {
            ungcuu: ungcuu.to_owned(),
            data: data.to_owned(),
            url: url.map(str::to_owned),
            owed: Vec::new(),
            proven: 0,
        }
    }

    pub(crate) fn owe(&mut self, acknowledged: Vec<Acknowledged>) {
        self.owed.extend(acknowledged);
    }

    /// Checks what came since the last time, and the whole chain.
    pub(crate) async fn check_new(&mut self) -> Result<Findings> {
        let findings = self.check(self.proven).await?;
        self.proven = self.owed.len();
        Ok(findings)
    }

    /// Checks everything once more, now that every request was answered and every mail should be out.
    pub(crate) async fn check_all(&self) -> Result<Findings> {
        let mut findings = self.check(0).await?;
        findings.exact = usize::try_from(findings.stored)? == findings.acknowledged;
        findings.mails_complete = findings.mailed == findings.acknowledged;
        Ok(findings)
    }

    async fn check(&self, from: usize) -> Result<Findings> {
        let store = self.open().await?;
        let mut read = store.read().await?;
        let (stored, _) = read.count_notices().await?;
        let queued = read.count_jobs(KIND).await?;
        let mut found = Findings {
            acknowledged: self.owed.len(),
            stored,
            queued,
            exact: true,
            mails_complete: true,
            ..Findings::default()
        };
        for owed in self.owed.iter().skip(from) {
            let notice = read.notice_by_number(&owed.number).await?;
            if notice.is_none_or(|n| n.receipt != owed.receipt || n.id.to_string() != owed.id) {
                found.missing.push(owed.number.clone());
            } else if read.job_by_dedupe(&format!("acknowledge:{}", owed.id)).await?.is_none() {
                found.missing.push(format!("{} (acknowledgement)", owed.number));
            }
        }
        drop(read);
        store.close().await;
        // Each stored notice has an address to write to, so there are as many acknowledgements as notices: with one
        // found for each, none can be there twice.
        if queued != stored {
            found.duplicates.push(format!("{queued} acknowledgements queued for {stored} notices"));
        }
        let mut told = HashSet::with_capacity(self.owed.len());
        found.duplicates.extend(
            self.owed.iter().filter(|owed| !told.insert(&owed.number)).map(|owed| owed.number.clone()),
        );
        let mails = mails(&self.data.join("outbox"))?;
        found.mailed = mails.len();
        found.duplicates.extend(mails.into_iter().filter(|(_, files)| *files > 1).map(|(id, _)| id));
        let verdict =
            Program::ask(&self.ungcuu, &self.data, self.url.as_deref(), &["audit", "verify"]).await?;
        found.chain = verdict.get("ok").and_then(Value::as_bool).context("no verdict on the audit chain")?;
        Ok(found)
    }

    /// Waits until the running program has mailed everything.
    pub(crate) async fn drain(&self, longest: Duration) -> Result<()> {
        let store = self.open().await?;
        #[expect(clippy::disallowed_methods, reason = "a wait is measured here, at the edge")]
        let begun = Instant::now();
        loop {
            let counts = store.read().await?.job_counts().await?;
            if counts.dead > 0 {
                bail!("{} acknowledgements were given up", counts.dead);
            }
            if counts.waiting + counts.running == 0 {
                store.close().await;
                return Ok(());
            }
            if begun.elapsed() > longest {
                bail!(
                    "{} acknowledgements are still waiting after {longest:?}",
                    counts.waiting + counts.running
                );
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    async fn open(&self) -> Result<Store> {
        let database_url = self.url.clone().unwrap_or_default();
        Ok(Store::open(&Settings {
            data: self.data.clone(),
            database_url,
            connections: 2,
            ..Settings::default()
        })
        .await?)
    }
}

/// Message-IDs in the outbox, with the number of files that carry each.
fn mails(outbox: &Path) -> Result<BTreeMap<String, usize>> {
    let mut mails = BTreeMap::new();
    if !outbox.exists() {
        return Ok(mails);
    }
    for file in std::fs::read_dir(outbox)? {
        let path = file?.path();
        if path.extension().is_none_or(|ending| ending != "eml") {
            continue;
        }
        let bytes = std::fs::read(&path)?;
        let text = String::from_utf8_lossy(&bytes);
        let id = text.lines().take_while(|line| !line.is_empty()).find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("message-id").then(|| value.trim().to_owned())
        });
        *mails.entry(id.with_context(|| format!("{} has no Message-ID", path.display()))?).or_insert(0) += 1;
    }
    Ok(mails)
}
