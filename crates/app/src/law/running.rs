//! The law as it runs: the files of the house, with the changes that were brought into force laid over them. Every node
//! keeps its own and sees by a number in the database that there is a newer one.

use crate::{Error, Result};
use ::law::{Fault, Library, SourceFile};
use domain::Moment;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use store::{Conn, LawFile};

/// How long a node may go by its own law before it looks again.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The law, or the table of rights, does not load: every fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound(pub Vec<Fault>);

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} fault(s) in the law or the table of rights", self.0.len())?;
        self.0.iter().try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

impl std::error::Error for Unsound {}

/// The law of this node.
pub(crate) struct Running {
    house: Vec<SourceFile>,
    now: RwLock<(i64, Arc<Library>)>,
    looked: AtomicI64,
}

impl Running {
    /// The house with what is in force over it.
    ///
    /// # Errors
    /// [`Error::Internal`] around [`Unsound`]; [`Error::Unavailable`].
    pub(crate) async fn load(house: Vec<SourceFile>, conn: &mut Conn) -> Result<Self> {
        let revision = conn.law_revision().await?;
        let library = build(&house, conn.law_files_in_force().await?)?;
        Ok(Self { house, now: RwLock::new((revision, Arc::new(library))), looked: AtomicI64::new(0) })
    }

    /// The library now.
    pub(crate) fn library(&self) -> Arc<Library> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// The library as the database of this transaction has it.
    ///
    /// # Errors
    /// As [`Running::load`]; the law that ran goes on.
    pub(crate) async fn library_in(&self, conn: &mut Conn) -> Result<Arc<Library>> {
        let revision = conn.law_revision().await?;
        if revision > self.now.read().unwrap_or_else(PoisonError::into_inner).0 {
            let library = Arc::new(build(&self.house, conn.law_files_in_force().await?)?);
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            // Somebody else may have taken up law that is newer still.
            if revision > now.0 {
                *now = (revision, library);
            }
        }
        Ok(self.library())
    }

    /// All files in force.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub(crate) async fn files_in(&self, conn: &mut Conn) -> Result<Vec<SourceFile>> {
        Ok(laid_over(&self.house, conn.law_files_in_force().await?))
    }

    /// True when it is time to look for newer law.
    pub(crate) fn stale(&self, now: Moment) -> bool {
        let looked = Moment::from_micros(self.looked.load(Ordering::Relaxed));
        let stale = now >= looked.plus(LOOK_EVERY);
        if stale {
            self.looked.store(now.micros(), Ordering::Relaxed);
        }
        stale
    }
}

/// The law that would run over these files of the house: they and the changes in force.
///
/// # Errors
/// [`Error::Internal`] around [`Unsound`]; [`Error::Unavailable`].
pub async fn law_in_force(house: &[SourceFile], conn: &mut Conn) -> Result<Library> {
    build(house, conn.law_files_in_force().await?)
}

fn build(house: &[SourceFile], over: Vec<LawFile>) -> Result<Library> {
    Library::from_files(laid_over(house, over)).map_err(|faults| Error::internal(Unsound(faults)))
}

/// Files with others laid over them, in order; one without text takes the file away.
pub(crate) fn laid_over(files: &[SourceFile], over: Vec<LawFile>) -> Vec<SourceFile> {
    let mut all: BTreeMap<String, String> =
        files.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    for (path, text) in over {
        match text {
            Some(text) => all.insert(path, text),
            None => all.remove(&path),
        };
    }
    all.into_iter().map(|(path, text)| SourceFile { path, text }).collect()
}
