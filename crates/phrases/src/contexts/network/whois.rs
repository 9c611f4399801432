//! Whose an address or a domain name is.

use super::{ContactLine, ReachLine, RegistryLine};
use crate::Page;
use crate::contexts::form::FormFault;
use serde::Serialize;

/// A body around a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownBody {
    /// `owner`, `operator`, `provider`, `security` or `unit`.
    pub part: String,
    /// Address of its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Its general telephone; empty when not known.
    pub phone: String,
    /// Its general mail address; empty when not known.
    pub email: String,
    /// The contact point to try first; none when it has none.
    pub contact: Option<ContactLine>,
}

impl KnownBody {
    pub(super) fn samples() -> Vec<KnownBody> {
        let body = |part: &str, phone: &str, email: &str, reach: Option<ReachLine>| KnownBody {
            part: part.into(),
            href: "/network/bodies/benh-vien-minh-hoa".into(),
            name: "Bệnh viện Minh Họa".into(),
            phone: phone.into(),
            email: email.into(),
            contact: reach.map(|reach| ContactLine { reach: Some(reach), ..ContactLine::sample() }),
        };
        let mut reach = ReachLine::samples().into_iter();
        vec![
            body("owner", "0000 000 001", "truc@donvi.example", reach.next()),
            body("operator", "", "truc@donvi.example", reach.next()),
            body("provider", "0000 000 001", "", None),
            body("security", "", "", reach.next()),
            body("unit", "", "", None),
        ]
    }
}

/// A system that claims what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownSystem {
    /// Address of its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Level, when approved.
    pub level: Option<i64>,
    /// What it is for; empty when not told.
    pub purpose: String,
    /// Whom to call.
    pub bodies: Vec<KnownBody>,
}

/// Whose an address or a name is: `GET /network/whois` with `q`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Whois {
    /// What was asked; empty before a question.
    pub asked: String,
    /// A question was answered.
    pub answered: bool,
    /// The narrowest claim that covers it.
    pub claim: Option<String>,
    /// Who claims it.
    pub systems: Vec<KnownSystem>,
    /// What a registry says of the claim, or of the address when nobody claims it.
    pub registry: Option<RegistryLine>,
    /// What is wrong with the question.
    pub errors: Vec<FormFault>,
}

impl Page for Whois {
    const TEMPLATE: &'static str = "pages/network/whois.html";

    fn samples() -> Vec<Self> {
        let system = KnownSystem {
            href: "/network/systems/cong-minh-hoa".into(),
            name: "Cổng thông tin minh họa".into(),
            level: Some(3),
            purpose: "Cổng thông tin điện tử".into(),
            bodies: KnownBody::samples(),
        };
        let bare = KnownSystem { level: None, purpose: String::new(), bodies: Vec::new(), ..system.clone() };
        let found = Whois {
            asked: "203.0.113.7".into(),
            answered: true,
            claim: Some("203.0.113.0/24".into()),
            systems: vec![system.clone()],
            registry: None,
            errors: Vec::new(),
        };
        let mut told: Vec<Whois> = RegistryLine::samples()
            .into_iter()
            .map(|line| Whois { registry: Some(line), ..found.clone() })
            .collect();
        told.extend([
            Whois { systems: vec![system, bare], ..found.clone() },
            Whois { claim: None, systems: Vec::new(), ..found.clone() },
            Whois {
                errors: vec![FormFault::new("q", "Đây không phải địa chỉ.")],
                ..Whois { answered: false, ..found.clone() }
            },
            found,
            Whois::default(),
        ]);
        told
    }
}
