//! Notices: the triage inbox, one notice with everything that can be done to it, and the two forms by which
//! somebody who is signed in hands one in.
//!
//! ```
//! use phrases::{Page, contexts::notices::NoticeIndex};
//! assert!(NoticeIndex::samples().len() >= 2);
//! ```

mod index;
mod show;
mod show_samples;
mod write;

pub use index::{NoticeIndex, NoticeRow};
pub use show::{
    ConfirmForm, FilledFormView, Likely, NoticeActs, NoticeShow, ProposedSystem, SenderView, SharedTrait,
    VerificationView,
};
pub use write::{NoticeEnter, NoticeFields, NoticeSubmit};

use crate::PageVisitor;

/// Shows every page of this subject.
pub(crate) fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<NoticeIndex>();
    visitor.page::<NoticeShow>();
    visitor.page::<NoticeEnter>();
    visitor.page::<NoticeSubmit>();
}
