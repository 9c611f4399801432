//! One file a command.

pub(crate) mod application;
pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod clocks;
pub(crate) mod config;
pub(crate) mod contact;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod duty;
pub(crate) mod law;
pub(crate) mod law_changes;
pub(crate) mod law_form;
pub(crate) mod mailgate;
pub(crate) mod member;
pub(crate) mod migrate;
pub(crate) mod network;
pub(crate) mod openapi;
pub(crate) mod reach;
pub(crate) mod rights;
pub(crate) mod serve;
pub(crate) mod system;
pub(crate) mod team;
pub(crate) mod token;
pub(crate) mod user;
pub(crate) mod work;

use crate::failure::Failure;
use std::io::BufRead;

/// One line of standard input: a password is never an argument, where other people could see it.
fn line_from_stdin() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(Failure::broken)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// A text of law, or a part of one, that is not there.
fn unknown(what: &str, name: &str) -> Failure {
    Failure::wrong(format!(
        "no {what} \"{name}\"; `ungcuu law list` and `ungcuu law show ID` say what there is"
    ))
}
