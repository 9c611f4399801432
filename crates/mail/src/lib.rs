//! Room `mail`.
