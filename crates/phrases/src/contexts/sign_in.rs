//! Second factors, passkeys, sessions and invitations, as people see their own.

use super::form::FormFault;
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<Second>();
    visitor.page::<Factors>();
    visitor.page::<RecoveryCodes>();
    visitor.page::<Sessions>();
    visitor.page::<Invitation>();
}

/// What a browser needs to ask a device for a passkey; posted to `/sign-in/passkey` as `credential`, `client_data`,
/// `authenticator_data`, `signature`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyAsk {
    /// Challenge, base64url.
    pub challenge: String,
    /// Id of the site.
    pub party: String,
}

impl PasskeyAsk {
    /// An invented one.
    pub fn sample() -> Self {
        Self { challenge: "Y2hhbGxlbmdl".into(), party: "ungcuu.example".into() }
    }
}

/// The way in by an outside provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProviderLink {
    /// What people call it.
    pub label: String,
    /// Where it begins.
    pub href: String,
}

/// The second factor: `POST /sign-in/second` with `code`, `next`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Second {
    /// Path to go to afterwards.
    pub next: String,
    /// What was wrong with the last try, in words.
    pub refusal: Option<String>,
    /// The other way, where passkeys work.
    pub passkey: Option<PasskeyAsk>,
}

impl Page for Second {
    const TEMPLATE: &'static str = "pages/people/second.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let plain = Second { next: "/today".into(), refusal: None, passkey: None };
        let refused = Second {
            refusal: Some("Mã không đúng hoặc đã dùng. Hãy đợi mã mới rồi nhập lại.".into()),
            passkey: Some(PasskeyAsk::sample()),
            ..plain.clone()
        };
        vec![plain, refused]
    }
}

/// What a browser needs to make a passkey; posted to `/account/factors/passkeys` as `client_data`, `attestation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyMake {
    /// Challenge, base64url.
    pub challenge: String,
    /// Id of the site.
    pub party: String,
    /// Name of the site.
    pub party_name: String,
    /// Handle of the person, base64url.
    pub user: String,
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// COSE algorithms, the wanted first, with spaces between.
    pub algorithms: String,
    /// Credentials that are there already, base64url, with spaces between.
    pub have: String,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyView {
    /// Id, posted to remove it.
    pub id: String,
    /// Given name.
    pub name: String,
    /// Kept in step between devices.
    pub synced: bool,
    /// Added, microseconds.
    pub created_at: i64,
    /// Last used, microseconds.
    pub used_at: Option<i64>,
}

/// A secret for an authenticator app, not confirmed yet: `POST /account/factors/authenticator/confirm` with `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferView {
    /// To be typed, in groups.
    pub secret: String,
    /// To be scanned, as an SVG element.
    pub qr_svg: Option<String>,
}

/// One's own second factors. One form with `current` posts to `/account/factors/authenticator`, `…/authenticator/remove`,
/// `…/codes`, `…/passkeys`, `…/passkeys/remove` (with `passkey`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Factors {
    /// Sign-in name, for password managers.
    pub login: String,
    /// A role demands one.
    pub demanded: bool,
    /// There is an authenticator app.
    pub authenticator: bool,
    /// Passkeys.
    pub passkeys: Vec<PasskeyView>,
    /// Recovery codes not used yet.
    pub codes_left: i64,
    /// There is a password to ask for.
    pub has_password: bool,
    /// Adding one asks for it too.
    pub asks_password: bool,
    /// An app to confirm.
    pub offer: Option<OfferView>,
    /// Making a passkey, where that works.
    pub make: Option<PasskeyMake>,
    /// What is wrong.
    pub errors: Vec<FormFault>,
}

impl Page for Factors {
    const TEMPLATE: &'static str = "pages/people/factors.html";

    fn samples() -> Vec<Self> {
        let none = Factors {
            login: "minhanh".into(),
            demanded: true,
            authenticator: false,
            passkeys: Vec::new(),
            codes_left: 0,
            has_password: true,
            asks_password: false,
            offer: Some(OfferView {
                secret: "JBSW Y3DP EHPK 3PXP".into(),
                qr_svg: Some("<svg aria-hidden=\"true\"></svg>".into()),
            }),
            make: Some(PasskeyMake {
                challenge: "Y2hhbGxlbmdl".into(),
                party: "ungcuu.example".into(),
                party_name: "Trung tâm Điều phối Minh Họa".into(),
                user: "bWluaGFuaA".into(),
                login: "minhanh".into(),
                name: "Nguyễn Thị Minh Anh".into(),
                algorithms: "-7 -8 -257".into(),
                have: String::new(),
            }),
            errors: vec![FormFault::new("code", "Mã không đúng.")],
        };
        let passkey = PasskeyView {
            id: "1".into(),
            name: "Chrome · Windows".into(),
            synced: true,
            created_at: SAMPLE_NOW,
            used_at: Some(SAMPLE_NOW),
        };
        let unused = PasskeyView { id: "2".into(), synced: false, used_at: None, ..passkey.clone() };
        let full = Factors {
            authenticator: true,
            passkeys: vec![passkey, unused],
            codes_left: 9,
            asks_password: true,
            offer: None,
            errors: vec![FormFault::new("current", "Mật khẩu hiện tại không đúng.")],
            ..none.clone()
        };
        let bare = Factors {
            demanded: false,
            has_password: false,
            offer: None,
            make: None,
            errors: Vec::new(),
            ..none.clone()
        };
        vec![none, full, bare]
    }
}

/// New recovery codes, told once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

impl Page for RecoveryCodes {
    const TEMPLATE: &'static str = "pages/people/codes.html";

    fn samples() -> Vec<Self> {
        vec![RecoveryCodes { codes: vec!["7QKM-2FXA-9TRD-H4ZB".into(), "0123-4567-89AB-CDEF".into()] }]
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// Id, posted to end it.
    pub id: String,
    /// The device in few words; may be empty.
    pub device: String,
    /// `password`, `passkey` or `provider`.
    pub method: String,
    /// `none`, `authenticator`, `recovery-code`, `passkey` or `provider`.
    pub proof: String,
    /// Begun, microseconds.
    pub created_at: i64,
    /// Last seen, microseconds.
    pub seen_at: i64,
    /// Whether it is the one in use.
    pub here: bool,
}

impl SessionView {
    /// Invented ones.
    pub fn sample() -> Vec<Self> {
        let here = SessionView {
            id: "1".into(),
            device: "Chrome · Windows".into(),
            method: "password".into(),
            proof: "authenticator".into(),
            created_at: SAMPLE_NOW,
            seen_at: SAMPLE_NOW,
            here: true,
        };
        let other = SessionView {
            id: "2".into(),
            device: String::new(),
            method: "passkey".into(),
            proof: "passkey".into(),
            here: false,
            ..here.clone()
        };
        vec![here, other]
    }
}

/// One's own sessions: `POST /account/sessions/end` with `session`, `POST /account/sessions/end-others`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sessions {
    /// The sessions, the last seen first.
    pub sessions: Vec<SessionView>,
}

impl Page for Sessions {
    const TEMPLATE: &'static str = "pages/people/sessions.html";

    fn samples() -> Vec<Self> {
        let all = SessionView::sample();
        vec![Sessions { sessions: all.iter().take(1).cloned().collect() }, Sessions { sessions: all }]
    }
}

/// An invitation, for whoever has its link: `POST` to the same address with `new`, `again`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Where the form is posted to.
    pub action: String,
    /// Name of whoever is invited.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Name of the body.
    pub body: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// From then on it opens nothing, microseconds.
    pub expires_at: i64,
    /// What is wrong with the password.
    pub errors: Vec<FormFault>,
}

impl Page for Invitation {
    const TEMPLATE: &'static str = "pages/people/invitation.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let invitation = Invitation {
            action: "/invitation/0123".into(),
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            roles: vec!["coordinator-officer".into()],
            expires_at: SAMPLE_NOW,
            errors: Vec::new(),
        };
        let wrong = Invitation {
            errors: vec![FormFault::new("new", "Mật khẩu cần ít nhất 12 ký tự.")],
            ..invitation.clone()
        };
        vec![invitation, wrong]
    }
}
