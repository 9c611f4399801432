//! Brings the clocks of open incidents in line with a change of the law.

use app::domain::Op;
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op) -> Result<(), Error> {
    app::law::changes::follow_change(app, op).await
}
