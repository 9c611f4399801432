//! `/api/v1` for programs.

use crate::Listed;

/// Registers every API route.
pub(crate) fn routes(_listed: &mut Listed) {}
