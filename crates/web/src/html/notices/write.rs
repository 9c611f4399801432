//! Reading what was typed about a notice: the same fields in both forms.

use crate::html::desk::given;
use crate::{Fault, Posted};
use app::Error;
use domain::notices::{Draft, Sender};

/// The notice as typed.
///
/// # Errors
/// An unreadable moment; the question about state secrets left open.
pub(super) fn draft(posted: &Posted) -> Result<Draft, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    let lines = |name: &str| posted.text(name).split([',', ';', '\n', '\r']).map(str::to_owned).collect();
    if posted.given("secret").is_none() {
        return Err(Fault(Error::field("secret", "required")));
    }
    Ok(Draft {
        sender: Sender {
            organisation: text("organisation"),
            name: text("name"),
            position: text("position"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
        },
        subject: text("subject"),
        description: text("description"),
        detected_at: given(posted, "detected_at")?,
        system: text("system"),
        domains: lines("domains"),
        addresses: lines("addresses"),
        ongoing: match posted.text("ongoing") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        confidential: posted.ticked("confidential"),
        state_secret: posted.text("secret") != "no",
        help_wanted: posted.ticked("help_wanted"),
        form: None,
        addressed_to: None,
    })
}
