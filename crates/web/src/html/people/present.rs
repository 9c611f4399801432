//! From what the desk says of second factors and sessions to what the pages show.

use crate::html::qr::qr;
use app::people::factors::{FactorsView, Offer};
use app::people::passkeys::Invited;
use phrases::contexts::form::FormFault;
use phrases::contexts::sign_in::{Factors, OfferView, PasskeyMake, PasskeyView, SessionView};

/// One's own second factors.
pub(super) fn factors(view: FactorsView, login: String, errors: Vec<FormFault>) -> Factors {
    Factors {
        login,
        demanded: view.demanded,
        authenticator: view.factors.authenticator,
        passkeys: view.passkeys.iter().map(passkey).collect(),
        codes_left: view.factors.codes_left,
        has_password: view.has_password,
        asks_password: view.asks_password,
        offer: view.offer.map(offer),
        make: view.invited.map(make),
        errors,
    }
}

/// Letters in groups, as people copy them.
fn offer(offer: Offer) -> OfferView {
    let letters: Vec<char> = offer.secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    OfferView { secret: groups.join(" "), qr_svg: qr(&offer.address) }
}

fn make(invited: Invited) -> PasskeyMake {
    let numbers: Vec<String> = invited.algorithms.iter().map(ToString::to_string).collect();
    PasskeyMake {
        challenge: invited.challenge,
        party: invited.party,
        party_name: invited.party_name,
        user: invited.user,
        login: invited.login,
        name: invited.name,
        algorithms: numbers.join(" "),
        have: invited.have.join(" "),
    }
}

/// A passkey.
pub(in crate::html) fn passkey(row: &app::people::PasskeyRow) -> PasskeyView {
    PasskeyView {
        id: row.id.to_string(),
        name: row.name.clone(),
        synced: row.synced,
        created_at: row.created_at.micros(),
        used_at: row.used_at.map(|at| at.micros()),
    }
}

/// A session; `here` is the one in use.
pub(in crate::html) fn session(row: &app::people::SessionRow, here: bool) -> SessionView {
    SessionView {
        id: row.id.to_string(),
        device: row.device.clone(),
        method: row.method.to_string(),
        proof: row.proof.to_string(),
        created_at: row.created_at.micros(),
        seen_at: row.seen_at.micros(),
        here,
    }
}
