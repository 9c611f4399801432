//! Recovery codes: ten, of 80 bits each, told once, kept as keyed hashes, each good for one sign-in when the other factors
//! are out of reach.

use crate::{App, Result};
use domain::PersonId;
use domain::canonical::hex;
use store::Tx;

/// How many there are.
const CODES: usize = 10;
/// Letters that are not mistaken for one another (Crockford).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LENGTH: usize = 16;

/// Makes new codes in the place of all that were there.
pub(super) async fn replace(app: &App, tx: &mut Tx, person: PersonId) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..CODES).map(|_| fresh(app)).collect();
    let tags: Vec<String> = codes.iter().map(|code| tag(app, person, code)).collect();
    tx.replace_codes(person, &tags).await?;
    Ok(codes)
}

/// `7QKM-2FXA-9TRD-H4ZB`.
fn fresh(app: &App) -> String {
    let letters: Vec<u8> = app
        .fresh
        .bytes::<LENGTH>()
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte & 31)).copied())
        .collect();
    let groups: Vec<String> =
        letters.chunks(4).map(|group| group.iter().map(|l| char::from(*l)).collect()).collect();
    groups.join("-")
}

/// The keyed hash of a code as typed.
pub(in crate::people) fn tag(app: &App, person: PersonId, code: &str) -> String {
    hex(&app.tag_for("recovery-code", &[person.uuid().as_bytes(), plain(code).as_bytes()]))
}

/// A code without what people add or mistake: spaces and hyphens, O for 0, I and L for 1.
fn plain(code: &str) -> String {
    let read = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    code.chars().filter(char::is_ascii_alphanumeric).map(read).take(LENGTH + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["7QKM-2FX0-1TRD-H4ZB", " 7qkm 2fxo ltrd h4zb", "7QKM2FXOiTRDH4ZB"] {
            assert_eq!(plain(typed), "7QKM2FX01TRDH4ZB");
        }
    }
}
