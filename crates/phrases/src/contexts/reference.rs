//! Being written.
pub fn visit(_v: &mut impl crate::PageVisitor) {}
