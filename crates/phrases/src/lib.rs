//! Room `phrases`.
