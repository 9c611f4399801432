//! Why a command did not do what was asked, and with which exit code.

use std::process::ExitCode;

/// A failed command.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) lines: Vec<String>,
}

impl Failure {
    /// Wrong arguments, settings or rulesets: exit 2.
    pub(crate) fn wrong(line: impl ToString) -> Self {
        Self { code: 2, lines: vec![line.to_string()] }
    }

    /// Several faults of rulesets: exit 2.
    pub(crate) fn faults(lines: Vec<String>) -> Self {
        Self { code: 2, lines }
    }

    /// Something did not work: exit 1.
    pub(crate) fn broken(error: impl Into<anyhow::Error>) -> Self {
        Self { code: 1, lines: vec![format!("{:#}", error.into())] }
    }

    /// The same failure, each line led by what was being done.
    pub(crate) fn during(self, what: &str) -> Self {
        Self { lines: self.lines.into_iter().map(|line| format!("{what}: {line}")).collect(), ..self }
    }

    pub(crate) fn exit(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Invalid(problems) => {
                let lines = problems.iter().map(|p| match &p.message {
                    Some(text) => format!("{}: {}", p.field, text.en),
                    None => format!("{}: {}", p.field, p.code),
                });
                Self { code: 2, lines: lines.collect() }
            }
            app::Error::Internal(source) if source.is::<app::law::Unsound>() => {
                Self { code: 2, lines: source.to_string().lines().map(str::to_owned).collect() }
            }
            other => Self::broken(other),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::broken(error)
    }
}
