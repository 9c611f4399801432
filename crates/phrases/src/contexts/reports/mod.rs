//! Reports: the list of what the reader writes and judges, the editor of a draft, and the reading page of what was
//! submitted.
//!
//! ```
//! use phrases::{Page, contexts::reports::ReportEdit};
//! assert!(ReportEdit::samples().len() >= 2);
//! ```

mod edit;
mod index;
mod show;

pub use edit::{AddresseeView, ReportEdit};
pub use index::{ReportIndex, ReportListRow};
pub use show::{DeliveryView, EditionView, ReadRow, ReadSection, ReportShow};

use crate::PageVisitor;

/// Shows every page of this subject.
pub(crate) fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<ReportIndex>();
    visitor.page::<ReportEdit>();
    visitor.page::<ReportShow>();
}
