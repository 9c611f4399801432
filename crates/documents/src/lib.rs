//! Room `documents`.
