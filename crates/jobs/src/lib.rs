//! Room `jobs`.
