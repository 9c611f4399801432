//! Invented forms, values and documents, and the one engine that the tests share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use documents::{
    Body, Document, Engine, Footer, Formalities, InitialReport, Letter, Pdf, Receipt, Report, Signature,
};
use jiff::civil::date;
use law::{
    Certainty, Extra, Field, FieldKind, FieldOption, Form, FormNote, FormNumber, Header, Layout, Section,
    Text, Values,
};
use serde_json::json;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::with_house_fonts().expect("run `make web` first"));

pub const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub fn render(document: &Document) -> Pdf {
    ENGINE.render(document).expect("a document")
}

pub fn engine() -> &'static Engine {
    &ENGINE
}

pub fn vi(words: &str) -> Text {
    Text::new(words, "")
}

pub fn field(key: &str, label: &str, kind: FieldKind) -> Field {
    Field {
        table: None,
        key: key.into(),
        number: None,
        label: vi(label),
        hint: Some(vi("Gợi ý không bao giờ được in")),
        kind,
        required: false,
        options: Vec::new(),
        min_choices: None,
        public_only: false,
        not_future: false,
        after: None,
        binds: None,
        short: false,
        same_line: false,
        trace: Vec::new(),
        cite: String::new(),
        note: None,
    }
}

pub fn required(field: Field) -> Field {
    Field { required: true, ..field }
}

fn beside(field: Field) -> Field {
    Field { same_line: true, ..field }
}

fn choices(field: Field, options: &[(&str, &str, bool)]) -> Field {
    let options = options.iter().map(|(code, label, text)| FieldOption {
        code: (*code).into(),
        label: vi(label),
        text: *text,
        text_label: None,
        trace: Vec::new(),
    });
    Field { options: options.collect(), ..field }
}

pub fn section(title: &str, fields: Vec<Field>) -> Section {
    Section {
        id: "s".into(),
        letter: None,
        letter_printed: true,
        title: vi(title),
        note: None,
        trace: Vec::new(),
        fields,
    }
}

pub fn form_of(sections: Vec<Section>) -> Form {
    Form {
        id: "sample-report".parse().unwrap(),
        code: None,
        number: FormNumber::default(),
        report: Some("initial".into()),
        title: vi("Báo cáo ban đầu sự cố"),
        cite: "Điều 9".into(),
        certainty: Certainty::Recalled,
        source: "invented".into(),
        trace: Vec::new(),
        layout: Layout::Report,
        header: Header { national: true, ..Header::default() },
        notes: vec![
            FormNote {
                text: vi(
                    "Phần (*) là những thông tin bắt buộc. Các phần còn lại có thể loại bỏ nếu không có thông tin.",
                ),
                rule: Some("optional-may-be-dropped".into()),
            },
            FormNote {
                text: vi("Sử dụng tiêu đề bắt đầu bằng “[TBSC]” khi gửi thông báo qua email."),
                rule: Some("subject-tag".into()),
            },
        ],
        sections,
        signature: Some(law::Signature {
            label: vi("Cá nhân / Tổ chức báo cáo"),
            note: Some(vi("(Ký tên, đóng dấu)")),
            place_date: true,
            trace: Vec::new(),
        }),
        extra: Vec::new(),
    }
}

/// A form with every kind of field, in the manner of an initial report.
pub fn form() -> Form {
    use FieldKind::*;
    let levels = ["1", "2", "3", "4", "5"].map(|n| (n, format!("Cấp độ {n}")));
    let levels: Vec<_> = levels.iter().map(|(n, label)| (*n, label.as_str(), false)).collect();
    let mut form = form_of(vec![
        section(
            "Thông tin về tổ chức/cá nhân thông báo sự cố",
            vec![
                required(field("notifier.name", "Tên tổ chức/cá nhân thông báo sự cố", Text)),
                required(field("notifier.address", "Địa chỉ:", Text)),
                required(field("notifier.phone", "Điện thoại", Phone)),
                beside(required(field("notifier.email", "Email", Email))),
            ],
        ),
        section(
            "Thông tin chi tiết về hệ thống bị sự cố",
            vec![
                required(field("system.operator", "Tên đơn vị vận hành hệ thống thông tin", Text)),
                field("system.owner", "Cơ quan chủ quản", Text),
                choices(
                    field("system.level", "Phân loại cấp độ của hệ thống thông tin (nếu có)", Choice),
                    &levels,
                ),
                field("system.provider", "Tên nhà cung cấp dịch vụ kết nối bên ngoài (nếu có)", Text),
                field("system.ranges", "Dải địa chỉ Public IP kết nối với hệ thống bên ngoài", CidrList),
            ],
        ),
        section(
            "",
            vec![
                required(field("summary", "Mô tả sơ bộ về sự cố", LongText)),
                required(field("detected.date", "Ngày phát hiện sự cố", Date)),
                beside(required(field("detected.time", "Thời gian phát hiện", Time))),
            ],
        ),
        section(
            "Hiện trạng sự cố (*)",
            vec![choices(
                field("state", "", Choice),
                &[("done", "Đã được xử lý", false), ("open", "Chưa được xử lý", false)],
            )],
        ),
        section(
            "Cách thức phát hiện (*)",
            vec![choices(
                field("how", "", Choices),
                &[
                    ("ids", "Qua hệ thống phát hiện xâm nhập", false),
                    ("log", "Kiểm tra dữ liệu lưu lại (Log File)", false),
                    ("told", "Nhận được thông báo từ", true),
                    ("other", "Khác, đó là", true),
                ],
            )],
        ),
        section(
            "Thông tin bổ sung về hệ thống xảy ra sự cố",
            vec![
                field("system.os", "Hệ điều hành", Text),
                beside(field("system.version", "Version", Text)),
                field("system.addresses", "Các địa chỉ IP của hệ thống", IpList),
                field("system.domains", "Các tên miền của hệ thống", DomainList),
                field("system.purpose", "Mục đích chính sử dụng hệ thống", Text),
                field("attached", "Thông tin gửi kèm", Attachments),
                field("proposal", "Kiến nghị", LongText),
                required(field("reported.at", "Thời gian thực hiện báo cáo sự cố", Datetime)),
            ],
        ),
    ]);
    form.extra = vec![Extra { field: field("spread", "Mức độ lây lan", Text), into: "summary".into() }];
    form
}

pub fn values() -> Values {
    let filled = json!({
        "notifier.name": "Trung tâm Dữ liệu Sông Lam (dữ liệu minh họa)",
        "notifier.address": "Số 1 đường Ví Dụ, phường Minh Họa, tỉnh Nghệ An",
        "notifier.phone": "0200 000 0001",
        "notifier.email": "truc@songlam.example",
        "system.operator": "Trung tâm Dữ liệu Sông Lam",
        "system.owner": "Sở Minh Họa tỉnh Nghệ An",
        "system.level": "3",
        "system.ranges": ["203.0.113.0/28", "2001:db8:7::/48"],
        "summary": "Lúc 08 giờ 40 phút, hệ thống giám sát ghi nhận lưu lượng bất thường tới cổng dịch vụ công; một số trang \
            bị thay đổi giao diện.\nĐơn vị đã cô lập máy chủ web, sao lưu nhật ký và chuyển sang trang thông báo tạm.",
        "spread": "Chưa lan sang hệ thống khác",
        "detected.date": "2026-11-09",
        "detected.time": "08:40",
        "state": "open",
        "how": ["log", "told"],
        "how.told.text": "Nhà cung cấp dịch vụ Internet Bến Thủy",
        "system.os": "Linux",
        "system.addresses": ["203.0.113.5"],
        "system.domains": ["dichvu.songlam.example"],
        "attached": ["a1", "a2"],
        "proposal": "Đề nghị hỗ trợ phân tích mã độc.",
        "reported.at": "2026-11-09T10:05:00+07:00"
    });
    filled.as_object().unwrap().clone()
}

pub fn formalities() -> Formalities {
    Formalities {
        superior: Some("Sở Minh Họa tỉnh Nghệ An".into()),
        agency: "Trung tâm Dữ liệu Sông Lam".into(),
        sign: Some("5/BC-TTDL".into()),
        place: "Nghệ An".into(),
        date: Some(date(2026, 2, 9)),
        urgency: None,
        addressees: vec!["Cơ quan điều phối quốc gia".into(), "Sở Minh Họa tỉnh Nghệ An".into()],
        recipients: vec!["Như trên".into(), "Ban Giám đốc".into(), "Lưu: VT, KT".into()],
        signature: Some(Signature {
            capacity: Some("KT. Giám đốc".into()),
            title: Some("Phó Giám đốc".into()),
            name: Some("Nguyễn Thị Ví Dụ".into()),
        }),
        appendices: Vec::new(),
    }
}

pub fn document(body: Body) -> Document {
    Document {
        title: "Báo cáo ban đầu sự cố VN-2026-000123".into(),
        author: "Trung tâm Dữ liệu Sông Lam".into(),
        moment: "2026-11-09T10:05:00+07:00".parse().unwrap(),
        ident: "VN-2026-000123/initial/1".into(),
        draft: false,
        footer: Some(Footer { record: "VN-2026-000123".into(), digest: Some(DIGEST.into()) }),
        formalities: formalities(),
        body,
    }
}

pub fn report() -> Report {
    Report {
        form: form(),
        values: values(),
        drop_empty: false,
        hints: false,
        attachment_names: BTreeMap::from([("a1".into(), "nhật-ký-máy-chủ.zip".into())]),
        initial_report: None,
        reporter: Some("Trần Văn Minh Họa".into()),
    }
}

pub fn report_document() -> Document {
    document(Body::Report(report()))
}

/// A report whose only field holds `text`.
pub fn report_saying(text: &str) -> Document {
    let form = form_of(vec![section("", vec![field("said", "Nội dung", FieldKind::LongText)])]);
    let values = json!({ "said": text }).as_object().unwrap().clone();
    document(Body::Report(Report { form, values, ..report() }))
}

pub fn initial() -> InitialReport {
    InitialReport { sign: "5/BC-TTDL".into(), date: date(2026, 11, 9) }
}

pub fn letter_document() -> Document {
    document(Body::Letter(Letter {
        subject: "phối hợp xử lý sự cố đối với cổng dịch vụ công".into(),
        bases: vec!["Căn cứ Quy chế minh họa về ứng cứu sự cố".into(), "Theo đề nghị của đơn vị vận hành".into()],
        paragraphs: vec![
            "Qua theo dõi, đơn vị ghi nhận địa chỉ 198.51.100.7 liên tục dò quét hệ thống dichvu.songlam.example.".into(),
            "Đề nghị Quý đơn vị phối hợp ngăn chặn, lưu giữ nhật ký và thông báo kết quả trước 17 giờ 00 phút ngày \
             10/11/2026.\nTrân trọng cảm ơn sự hợp tác của Quý đơn vị./."
                .into(),
        ],
    }))
}

pub fn receipt_document() -> Document {
    let mut receipt = document(Body::Receipt(Receipt {
        notice: "TB-2026-000457".into(),
        received_at: "2026-11-09T03:05:07Z".parse().unwrap(),
        channel: Some("Trang tiếp nhận trực tuyến".into()),
        sender: Some("Trần Văn Minh Họa".into()),
        summary: Some("Trang dichvu.songlam.example bị thay đổi giao diện".into()),
        attachments: vec!["ảnh-chụp.png".into(), "nhật-ký.txt".into()],
        digest: DIGEST.into(),
        follow: vec![
            "Theo dõi tại https://ungcuu.example/theo-doi bằng số tiếp nhận và mã tra cứu đã gửi.".into(),
        ],
    }));
    receipt.formalities.sign = None;
    receipt.formalities.addressees.clear();
    receipt
}
