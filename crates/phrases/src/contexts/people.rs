//! Sign-in and what people manage about themselves: password and API tokens.

use super::elements::Choice;
use super::form::FormFault;
use super::sign_in::{PasskeyAsk, ProviderLink};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<SignIn>();
    visitor.page::<Account>();
    visitor.page::<Tokens>();
}

/// Sign in with name and password: `POST /sign-in` with `name`, `password`, `next`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignIn {
    /// Name typed.
    pub name: String,
    /// Path to go to afterwards.
    pub next: String,
    /// Whether name and password did not fit; never says which.
    pub refused: bool,
    /// Minutes to wait after too many attempts.
    pub wait_minutes: Option<i64>,
    /// Why another way in did not lead in, in words.
    pub refusal: Option<String>,
    /// Without name and password, where passkeys work.
    pub passkey: Option<PasskeyAsk>,
    /// By an outside provider.
    pub provider: Option<ProviderLink>,
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "pages/people/sign-in.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let empty = SignIn {
            name: String::new(),
            next: "/today".into(),
            refused: false,
            wait_minutes: None,
            refusal: None,
            passkey: None,
            provider: None,
        };
        let other_ways = SignIn {
            refusal: Some("Khóa truy cập này không còn dùng được ở đây.".into()),
            passkey: Some(PasskeyAsk::sample()),
            provider: Some(ProviderLink {
                label: "Cổng đăng nhập Minh Họa".into(),
                href: "/sign-in/provider?next=%2Ftoday".into(),
            }),
            ..empty.clone()
        };
        vec![
            empty.clone(),
            other_ways,
            SignIn { name: "truc.ban".into(), refused: true, ..empty.clone() },
            SignIn { wait_minutes: Some(5), ..empty },
        ]
    }
}

/// One's own account: `POST /account/password` with `current`, `new`, `again`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
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
    /// What is wrong with the new password.
    pub errors: Vec<FormFault>,
}

impl Page for Account {
    const TEMPLATE: &'static str = "pages/people/account.html";

    fn samples() -> Vec<Self> {
        let account = Account {
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            email: "minhanh@ungcuu.example".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            roles: vec!["coordinator-officer".into()],
            errors: Vec::new(),
        };
        let wrong = Account {
            errors: vec![FormFault::new("new", "Mật khẩu cần ít nhất 12 ký tự.")],
            ..account.clone()
        };
        vec![account, wrong]
    }
}

/// An API token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenView {
    /// Id, posted to withdraw it.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// Scopes, in words with their codes.
    pub scopes: Vec<String>,
    /// Made, microseconds.
    pub created_at: i64,
    /// Ends, microseconds.
    pub expires_at: i64,
    /// Last used, microseconds.
    pub used_at: Option<i64>,
}

/// API tokens: `POST /account/tokens` with `name`, `scopes` (repeated), `days`; `POST /account/tokens/withdraw`
/// with `token`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tokens {
    /// Tokens that exist.
    pub tokens: Vec<TokenView>,
    /// Scopes that may be given.
    pub scopes: Vec<Choice>,
    /// The new token, shown once.
    pub fresh: Option<String>,
    /// Name typed.
    pub name: String,
    /// Days of life typed.
    pub days: String,
    /// Most days there may be.
    pub most_days: i64,
    /// What is wrong.
    pub errors: Vec<FormFault>,
}

impl Page for Tokens {
    const TEMPLATE: &'static str = "pages/people/tokens.html";

    fn samples() -> Vec<Self> {
        let empty = Tokens {
            tokens: Vec::new(),
            scopes: vec![
                Choice::new("notices:write", "notices:write", true),
                Choice::new("incidents:read", "incidents:read", false),
            ],
            fresh: None,
            name: String::new(),
            days: "90".into(),
            most_days: 365,
            errors: vec![FormFault::new("name", "Hãy đặt tên cho mã truy cập.")],
        };
        let token = TokenView {
            id: "1".into(),
            name: "Hệ thống giám sát".into(),
            scopes: vec!["Gửi thông báo sự cố (notices:submit)".into()],
            created_at: SAMPLE_NOW,
            expires_at: SAMPLE_NOW,
            used_at: Some(SAMPLE_NOW),
        };
        let unused = TokenView { used_at: None, ..token.clone() };
        let full = Tokens {
            tokens: vec![token, unused],
            fresh: Some("uc_0123456789abcdefghijklmnop".into()),
            errors: Vec::new(),
            ..empty.clone()
        };
        vec![empty, full]
    }
}
