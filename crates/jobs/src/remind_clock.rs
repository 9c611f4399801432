//! Reminds whoever owes a clock; does nothing when the duty was met meanwhile.

use app::domain::{ClockRunId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op, clock: ClockRunId) -> Result<(), Error> {
    app::clocks::remind(app, clock, op.now).await
}
