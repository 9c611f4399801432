//! Settings of the job runner.

use serde::{Deserialize, Serialize};

/// Settings of the job runner (`[jobs]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Run jobs inside `serve`. Turn off where `ungcuu work` runs beside it. Default true.
    pub in_serve: bool,
    /// Jobs claimed at once. Default 64.
    pub batch: i64,
    /// Wait when there is nothing to do, in milliseconds. Default 1000.
    pub idle_millis: u64,
    /// After this long without settlement a job is taken from its worker, in seconds. Default 300.
    pub lease_seconds: u64,
    /// Sweep out what is no longer needed this often, in minutes. Default 60.
    pub sweep_minutes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { in_serve: true, batch: 64, idle_millis: 1000, lease_seconds: 300, sweep_minutes: 60 }
    }
}
