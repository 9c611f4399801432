//! The binary `ungcuu`: reads arguments and settings, wires the rooms together, runs one command.
//!
//! Every command takes `--json` and then answers one JSON object on standard output. Exit codes: 0 done, 1 not done,
//! 2 wrong arguments, settings or rulesets; `mailgate` also 75 (EX_TEMPFAIL), so that the mail server comes again.

mod args;
mod assemble;
mod commands;
mod demo;
mod failure;
mod output;
mod settings;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use output::Output;
use std::process::ExitCode;

/// Made for what requests do: making and dropping many small things on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let output = Output::new(args.json);
    match start(args, output) {
        Ok(code) => code,
        Err(failure) => output.failure(&failure),
    }
}

fn start(args: Args, output: Output) -> Result<ExitCode, Failure> {
    let settings = settings::load(&args)?;
    settings::logging(&settings.log);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::broken)?;
    runtime.block_on(async {
        match args.command {
            Command::Serve => commands::serve::run(settings, output).await,
            Command::Work => commands::work::run(settings, output).await,
            Command::Demo(options) => commands::demo::run(settings, options, output).await,
            Command::Migrate => commands::migrate::run(&settings, output).await,
            Command::Mailgate => commands::mailgate::run(settings, output).await,
            Command::Audit(command) => commands::audit::run(command, settings, output).await,
            Command::User(command) => commands::user::run(command, settings, output).await,
            Command::Body(command) => commands::body::run(command, settings, output).await,
            Command::System(command) => commands::system::run(command, settings, output).await,
            Command::Network(command) => commands::network::run(command, settings, output).await,
            Command::Member(command) => commands::member::run(command, settings, output).await,
            Command::Application(command) => commands::application::run(command, &settings, output).await,
            Command::Contact(command) => commands::contact::run(command, &settings, output).await,
            Command::Reach(command) => commands::reach::run(command, &settings, output).await,
            Command::Team(command) => commands::team::run(command, &settings, output).await,
            Command::Duty(command) => commands::duty::run(command, &settings, output).await,
            Command::Whois { asked } => commands::system::whois(asked, settings, output).await,
            Command::Rights(options) => commands::rights::run(options, &settings, output).await,
            Command::Why { record, login } => commands::rights::why(record, login, &settings, output).await,
            Command::Access(command) => commands::rights::access(command, &settings, output).await,
            Command::Token(command) => commands::token::run(command, settings, output).await,
            Command::Config(command) => commands::config::run(&command, &settings, output),
            Command::Doctor => commands::doctor::run(&settings, output).await,
            Command::Openapi => commands::openapi::run(output),
            Command::Law(command) => commands::law::run(command, &settings, output).await,
        }
    })
}
