//! Reports: the form in its printed order.

use documents::Body;
use law::{FieldKind, Layout};

use crate::printed::{assert_hides, assert_shows, text_as_drawn, text_of};
use crate::samples::{document, field, form, form_of, initial, render, report, report_document, section};

#[test]
fn a_report_prints_its_heading_fields_and_notes_in_vietnamese() {
    assert_shows(
        &render(&report_document()).bytes,
        &[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "SỞ MINH HỌA TỈNH NGHỆ AN",
            "Số: 05/BC-TTDL",
            "Nghệ An, ngày 09 tháng 02 năm 2026",
            "BÁO CÁO BAN ĐẦU SỰ CỐ",
            "Kính gửi:",
            "Tên tổ chức/cá nhân thông báo sự cố (*): Trung tâm Dữ liệu Sông Lam (dữ liệu minh họa)",
            "Dải địa chỉ Public IP kết nối với hệ thống bên ngoài: 203.0.113.0/28; 2001:db8:7::/48",
            "Ngày phát hiện sự cố (*): 09/11/2026",
            "Thời gian phát hiện (*): 08 giờ 40 phút",
            "Nhận được thông báo từ: Nhà cung cấp dịch vụ Internet Bến Thủy",
            "nhật-ký-máy-chủ.zip",
            "10 giờ 05 phút, ngày 09/11/2026",
            "Nơi nhận:",
            "- Lưu: VT, KT.",
            "KT. GIÁM ĐỐC",
            "(Ký tên, đóng dấu)",
            "Nguyễn Thị Ví Dụ",
            "1. Phần (*) là những thông tin bắt buộc.",
            "VN-2026-000123",
        ],
    );
}

#[test]
fn hints_are_printed_on_blank_forms_only() {
    assert_hides(&render(&report_document()).bytes, &["Gợi ý"]);
    let blank = documents::Report { values: law::Values::new(), hints: true, ..report() };
    assert_shows(&render(&document(Body::Report(blank))).bytes, &["Gợi ý"]);
}

#[test]
fn fields_keep_the_order_of_the_form() {
    let Some(text) = text_of(&render(&report_document()).bytes) else { return };
    let labels =
        form().fields().map(|field| field.label.vi.trim_end_matches(':').to_owned()).collect::<Vec<_>>();
    let mut from = 0;
    for label in labels.iter().filter(|label| !label.is_empty()) {
        let found = text[from..].find(label.as_str());
        from += found.unwrap_or_else(|| panic!("{label:?} is missing or out of order in:\n{text}"));
    }
}

#[test]
fn a_fact_without_a_box_is_printed_in_the_box_it_belongs_to() {
    let Some(text) = text_of(&render(&report_document()).bytes) else { return };
    let fact = text.find("Mức độ lây lan: Chưa lan sang hệ thống khác").expect("the fact");
    assert!(text.find("Mô tả sơ bộ").unwrap() < fact && fact < text.find("Ngày phát hiện").unwrap());
}

#[test]
fn empty_optional_fields_are_dropped_only_when_asked_and_allowed() {
    let printed = |drop_empty: bool, allowed: bool| {
        let mut report = report();
        report.drop_empty = drop_empty;
        if !allowed {
            report.form.notes.clear();
        }
        render(&document(Body::Report(report))).bytes
    };
    let empty = ["Tên nhà cung cấp dịch vụ kết nối bên ngoài"];
    assert_shows(&printed(false, true), &empty);
    assert_shows(&printed(true, false), &empty);
    assert_hides(&printed(true, true), &empty);
}

#[test]
fn a_mandatory_field_stays_even_when_it_is_empty() {
    let mut report = report();
    report.drop_empty = true;
    report.values.remove("notifier.name");
    assert_shows(
        &render(&document(Body::Report(report))).bytes,
        &["Tên tổ chức/cá nhân thông báo sự cố (*): ..."],
    );
}

#[test]
fn a_draft_carries_its_mark_on_every_page() {
    let mut draft = report_document();
    draft.draft = true;
    let pdf = render(&draft);
    if let Some(text) = text_as_drawn(&pdf.bytes) {
        assert_eq!(text.matches("DỰ THẢO").count(), pdf.pages, "the line at the head of the page: {text}");
        assert_eq!(text.matches("D Ự T H Ả O").count(), pdf.pages, "the words across the page: {text}");
    }
    assert_hides(&render(&report_document()).bytes, &["DỰ THẢO"]);
}

#[test]
fn the_initial_report_is_cited_in_its_box_or_else_in_a_line() {
    let mut closing = report();
    closing.initial_report = Some(initial());
    assert_shows(
        &render(&document(Body::Report(closing.clone()))).bytes,
        &["Báo cáo ban đầu sự cố: số 05/BC-TTDL, ngày 09/11/2026."],
    );
    closing.form = form_of(vec![section(
        "",
        vec![field("link", "Ký hiệu báo cáo ban đầu sự cố", FieldKind::ReportLink)],
    )]);
    let bytes = render(&document(Body::Report(closing))).bytes;
    assert_shows(&bytes, &["Ký hiệu báo cáo ban đầu sự cố: 05/BC-TTDL, ngày 09/11/2026"]);
    assert_hides(&bytes, &["Báo cáo ban đầu sự cố: số"]);
}

#[test]
fn the_sign_and_the_day_of_the_initial_report_fill_the_boxes_bound_to_them() {
    let mut closing = report();
    closing.initial_report = Some(initial());
    let mut day = field("day", "Ngày báo cáo", FieldKind::Date);
    day.binds = Some("incident.initial_report.date".into());
    closing.form = form_of(vec![section("", vec![field("link", "Số ký hiệu", FieldKind::ReportLink), day])]);
    assert_shows(
        &render(&document(Body::Report(closing))).bytes,
        &["Số ký hiệu: 05/BC-TTDL Ngày báo cáo: 09/11/2026"],
    );
}

#[test]
fn a_section_that_is_one_box_under_its_own_name_prints_the_name_once() {
    let mut report = report();
    let said = crate::samples::required(field("said", "Hiện trạng", FieldKind::LongText));
    report.form = form_of(vec![section("HIỆN TRẠNG", vec![said])]);
    let bytes = render(&document(Body::Report(report))).bytes;
    assert_shows(&bytes, &["HIỆN TRẠNG (*)"]);
    assert_hides(&bytes, &["Hiện trạng"]);
}

#[test]
fn a_form_in_letter_layout_has_a_subject_below_the_sign() {
    let mut letter = report();
    letter.form.layout = Layout::OfficialLetter;
    letter.form.title.vi = "BÁO CÁO BAN ĐẦU SỰ CỐ".into();
    assert_shows(&render(&document(Body::Report(letter))).bytes, &["V/v báo cáo ban đầu sự cố"]);
}

#[test]
fn a_form_without_any_value_is_printed_as_a_blank_form() {
    let mut blank = report();
    blank.values.clear();
    assert_shows(
        &render(&document(Body::Report(blank))).bytes,
        &["Ngày phát hiện sự cố (*): ...", "Cấp độ 5"],
    );
}
