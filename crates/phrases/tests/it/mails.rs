//! Every mail is written in both languages.
