//! For whoever looks after the network: a person with what there is of signing in, and invitations.

use super::elements::Choice;
use super::form::FormFault;
use super::sign_in::{PasskeyView, SessionView};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<PersonPage>();
    visitor.page::<Invitations>();
}

/// A person: `POST /admin/people/{login}/reset-factors`, `POST /admin/people/{login}/end-sessions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonPage {
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Mail address.
    pub email: String,
    /// Body they act for.
    pub body: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Last came in, microseconds.
    pub signed_in_at: Option<i64>,
    /// A role demands a second factor.
    pub demanded: bool,
    /// There is an authenticator app.
    pub authenticator: bool,
    /// Passkeys.
    pub passkeys: Vec<PasskeyView>,
    /// Recovery codes not used yet.
    pub codes_left: i64,
    /// Sessions that are not over.
    pub sessions: Vec<SessionView>,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "pages/admin/person.html";

    fn samples() -> Vec<Self> {
        let none = PersonPage {
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            email: String::new(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            roles: vec!["coordinator-officer".into()],
            active: false,
            signed_in_at: None,
            demanded: true,
            authenticator: false,
            passkeys: Vec::new(),
            codes_left: 0,
            sessions: Vec::new(),
        };
        let passkey = PasskeyView {
            id: "1".into(),
            name: "Chrome · Windows".into(),
            synced: false,
            created_at: SAMPLE_NOW,
            used_at: None,
        };
        let full = PersonPage {
            email: "minhanh@ungcuu.example".into(),
            active: true,
            signed_in_at: Some(SAMPLE_NOW),
            demanded: false,
            authenticator: true,
            passkeys: vec![passkey],
            codes_left: 10,
            sessions: SessionView::sample(),
            ..none.clone()
        };
        vec![none, full]
    }
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvitationRow {
    /// Id, posted to withdraw it.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Mail address.
    pub email: String,
    /// Name of the body.
    pub body: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// `open`, `accepted`, `withdrawn` or `expired`.
    pub state: String,
    /// Until when, microseconds.
    pub expires_at: i64,
}

/// Invitations: `POST /admin/invitations` with the fields, `POST /admin/invitations/withdraw` with `invitation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitations {
    /// Invitations, newest first.
    pub rows: Vec<InvitationRow>,
    /// Name typed.
    pub name: String,
    /// Sign-in name typed.
    pub login: String,
    /// Position typed.
    pub position: String,
    /// Mail address typed.
    pub email: String,
    /// Telephone typed.
    pub phone: String,
    /// Bodies to choose from.
    pub bodies: Vec<Choice>,
    /// Roles to choose from.
    pub roles: Vec<Choice>,
    /// Days typed.
    pub days: String,
    /// What is wrong.
    pub errors: Vec<FormFault>,
}

impl Page for Invitations {
    const TEMPLATE: &'static str = "pages/admin/invitations.html";

    fn samples() -> Vec<Self> {
        let row = |state: &str| InvitationRow {
            id: state.into(),
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            email: "minhanh@ungcuu.example".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            roles: vec!["coordinator-officer".into(), "administrator".into()],
            state: state.into(),
            expires_at: SAMPLE_NOW,
        };
        let empty = Invitations {
            rows: Vec::new(),
            name: String::new(),
            login: String::new(),
            position: String::new(),
            email: String::new(),
            phone: String::new(),
            bodies: vec![Choice::new("dieu-phoi", "Trung tâm Điều phối Minh Họa", false)],
            roles: vec![Choice::new("operator", "Đơn vị vận hành", true)],
            days: "7".into(),
            errors: vec![FormFault::new("email", "Hãy điền mục này.")],
        };
        let rows = ["open", "accepted", "withdrawn", "expired"].map(row).to_vec();
        vec![empty.clone(), Invitations { rows, errors: Vec::new(), ..empty }]
    }
}
