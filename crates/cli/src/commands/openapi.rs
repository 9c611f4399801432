//! `ungcuu openapi`: the description of the API, for generators of clients.

use crate::failure::Failure;
use crate::output::Output;
use std::process::ExitCode;

pub(crate) fn run(output: Output) -> Result<ExitCode, Failure> {
    let document = web::api::document();
    let pretty = serde_json::to_string_pretty(&document).map_err(Failure::broken)?;
    output.answer(&document, || vec![pretty]);
    Ok(ExitCode::SUCCESS)
}
