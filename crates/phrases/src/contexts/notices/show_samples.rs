//! Invented notices for the page of one notice: in work, just received, merged.

use super::show::{
    ConfirmForm, FilledFormView, Likely, NoticeActs, NoticeShow, ProposedSystem, SenderView, SharedTrait,
    VerificationView,
};
use crate::contexts::access::WhyView;
use crate::contexts::desk::{Act, Attachment, HOUR, MessageView, Typed};
use crate::contexts::elements::{Choice, Fact, Happening, Link};
use crate::frame::SAMPLE_NOW;

/// One in work, one that nobody has taken, one merged, one rejected, one before its sender, one that a colleague has.
pub(super) fn all() -> Vec<NoticeShow> {
    let waiting = "Hãy tiếp nhận thông báo trước.";
    let received = NoticeShow {
        state: "received".into(),
        verdict: "unverified".into(),
        verifications: Vec::new(),
        taken_by: None,
        ongoing: None,
        detected_at: None,
        attachments: Vec::new(),
        form: None,
        likely: Vec::new(),
        messages: Vec::new(),
        sender: SenderView {
            known_contact: None,
            position: String::new(),
            address: String::new(),
            ..sender()
        },
        acts: NoticeActs {
            take: Some(Act::possible()),
            ask: Some(Act::refused(waiting)),
            reject: Some(Act::refused(waiting)),
            merge: Some(Act::refused(waiting)),
            confirm: Some(Act::refused(waiting)),
            join: Some(Act::refused(waiting)),
            ..acts()
        },
        confirm: None,
        ..in_work()
    };
    let decided = NoticeShow {
        why: WhyView::plain(),
        acts: NoticeActs {
            take: None,
            verify: Some(Act::possible()),
            ask: None,
            reject: None,
            merge: None,
            confirm: None,
            join: None,
            write: None,
            write_internal: false,
        },
        confirm: None,
        likely: Vec::new(),
        ..in_work()
    };
    let merged = NoticeShow {
        state: "merged".into(),
        merged_into: Some(Link::new("TB-2026-000338", "/notices/TB-2026-000338")),
        incident: Some(Link::new("VN-2026-000123", "/incidents/VN-2026-000123")),
        ..decided.clone()
    };
    let rejected = NoticeShow {
        state: "rejected".into(),
        verdict: "false".into(),
        reason: "Nội dung là thư quảng cáo, không phải sự cố.".into(),
        ..decided.clone()
    };
    let own = NoticeShow {
        verifications: Vec::new(),
        acts: NoticeActs { verify: None, write: Some(Act::possible()), ..decided.acts.clone() },
        ..decided
    };
    let another = NoticeShow {
        taken_by: Some("Lê Quang Huy".into()),
        sender: SenderView { email: String::new(), ..sender() },
        acts: NoticeActs { take: Some(Act::possible()), ..acts() },
        ..in_work()
    };
    let mended = NoticeShow {
        typed: Some(Typed::sample("reject", "reason", "Hãy ghi lý do; người gửi sẽ đọc lý do này.", "")),
        merged: vec![Link::new("TB-2026-000336", "/notices/TB-2026-000336")],
        ..in_work()
    };
    vec![in_work(), received, merged, rejected, own, another, mended]
}

fn acts() -> NoticeActs {
    NoticeActs {
        take: None,
        verify: Some(Act::possible()),
        ask: Some(Act::possible()),
        reject: Some(Act::possible()),
        merge: Some(Act::possible()),
        confirm: Some(Act::possible()),
        join: Some(Act::possible()),
        write: Some(Act::possible()),
        write_internal: true,
    }
}

fn sender() -> SenderView {
    SenderView {
        organisation: "UBND xã Ví Dụ".into(),
        name: "Trần Văn Bình".into(),
        position: "Công chức Văn hóa – Xã hội".into(),
        address: "Số 1 đường Ví Dụ, xã Ví Dụ, tỉnh Minh Họa".into(),
        phone: "0200 000 241".into(),
        email: "vanphong@xa-vidu.example".into(),
        signed_in_for: None,
        known_contact: Some(Link::new("UBND xã Ví Dụ", "/admin/bodies/ubnd-xa-vi-du")),
    }
}

fn in_work() -> NoticeShow {
    NoticeShow {
        number: "TB-2026-000341".into(),
        version: 3,
        state: "taken".into(),
        channel: "web".into(),
        subject: "Trang thông tin điện tử xã bị thay đổi giao diện".into(),
        description: "Khoảng 08:15 sáng nay trang chủ hiển thị hình ảnh lạ và dòng chữ tiếng nước ngoài.\nĐường dẫn hxxps://trang-thay-the[.]example/index.html xuất hiện trong mã nguồn.\nĐơn vị đã tạm ngắt máy chủ khỏi mạng.".into(),
        received_at: SAMPLE_NOW - 2 * HOUR,
        recorded_at: SAMPLE_NOW - 2 * HOUR,
        acknowledged_after: 420_000,
        receipt: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        sender: sender(),
        verdict: "verified".into(),
        verifications: vec![VerificationView {
            by: "Nguyễn Thị Minh Anh".into(),
            at: SAMPLE_NOW - HOUR,
            method: "Gọi lại theo số đã biết".into(),
            verdict: "verified".into(),
            note: "Gọi theo số trong danh bạ mạng lưới, đúng người gửi.".into(),
        }],
        methods: vec![
            Choice::new("call-back", "Gọi lại theo số đã biết", true),
            Choice::new("known-contact", "Đầu mối đã đăng ký", false),
            Choice::new("official-letter", "Công văn có ký tên, đóng dấu", false),
        ],
        verdicts: vec![
            Choice::new("verified", "Đã xác thực", true),
            Choice::new("doubtful", "Có nghi vấn", false),
            Choice::new("false", "Giả mạo", false),
        ],
        detected_at: Some(SAMPLE_NOW - 9 * HOUR),
        system: "Trang thông tin điện tử xã Ví Dụ".into(),
        domains: vec!["xa-vidu[.]example".into(), "trang-thay-the[.]example".into()],
        addresses: vec!["203[.]0[.]113[.]24".into(), "2001[:]db8[:][:]24".into()],
        ongoing: Some(true),
        confidential: true,
        help_wanted: true,
        attachments: Attachment::samples(),
        malware_password: "infected".into(),
        form: Some(FilledFormView {
            title: "Báo cáo ban đầu sự cố".into(),
            law: "TT 20/2017".into(),
            facts: vec![
                Fact::new("Tên đơn vị vận hành hệ thống thông tin", "UBND xã Ví Dụ"),
                Fact::new("Cấp độ hệ thống", "Cấp độ 2"),
                Fact::new("Hệ điều hành", "Linux, phiên bản 6.1"),
            ],
        }),
        likely: likely(),
        taken_by: Some("Nguyễn Thị Minh Anh".into()),
        incident: None,
        merged_into: None,
        merged: Vec::new(),
        reason: String::new(),
        paper_address: "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into(),
        acts: acts(),
        confirm: Some(confirm()),
        messages: MessageView::samples(),
        history: vec![Happening::sample(), Happening {
            what: "Đã gửi xác nhận tiếp nhận cho người gửi".into(),
            who: "Hệ thống".into(),
            text: None,
            at: SAMPLE_NOW - 2 * HOUR,
            ..Happening::sample()
        }],
        why: WhyView::sample(),
        typed: None,
    }
}

fn likely() -> Vec<Likely> {
    let shared = |kind: &str, value: &str| SharedTrait { kind: kind.into(), value: value.into() };
    vec![
        Likely {
            number: "TB-2026-000338".into(),
            href: "/notices/TB-2026-000338".into(),
            subject: "Cổng thông tin bị thay đổi giao diện".into(),
            state: "confirmed".into(),
            received_at: SAMPLE_NOW - 30 * HOUR,
            score: 75,
            shared: vec![shared("address", "203[.]0[.]113[.]24"), shared("domain", "xa-vidu[.]example")],
            mergeable: true,
        },
        Likely {
            number: "TB-2026-000320".into(),
            href: "/notices/TB-2026-000320".into(),
            subject: "Không truy cập được trang xã".into(),
            state: "rejected".into(),
            received_at: SAMPLE_NOW - 200 * HOUR,
            score: 25,
            shared: vec![shared("system", "Trang thông tin điện tử xã Ví Dụ")],
            mergeable: false,
        },
    ]
}

fn confirm() -> ConfirmForm {
    let bodies =
        |first: &str| vec![Choice::new("1", first, true), Choice::new("2", "UBND tỉnh Minh Họa", false)];
    ConfirmForm {
        title: "Trang thông tin điện tử xã bị thay đổi giao diện".into(),
        detected_at: "2026-11-20T08:15".into(),
        systems: vec![ProposedSystem {
            id: "11".into(),
            name: "Trang thông tin điện tử xã Ví Dụ".into(),
            level: Some(2),
            owner: "UBND tỉnh Minh Họa".into(),
            operator: "UBND xã Ví Dụ".into(),
            checked: true,
        }],
        system_name: "Trang thông tin điện tử".into(),
        owners: bodies("UBND xã Ví Dụ"),
        operators: bodies("Trung tâm Công nghệ Minh Họa"),
        levels: (1..=5)
            .map(|level| Choice::new(level.to_string(), format!("Cấp độ {level}"), level == 2))
            .collect(),
        environments: vec![
            Choice::new("internet", "Internet", true),
            Choice::new("wan", "Mạng diện rộng", false),
            Choice::new("lan", "Mạng nội bộ", false),
        ],
    }
}
