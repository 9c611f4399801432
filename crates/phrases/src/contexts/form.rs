//! Forms of law, and small forms with errors, as pages show them.
//!
//! `templates/partials/form.html` draws a [`FormView`] that the page has put in the variable `form`:
//! `{% set form = page.form %}{% include "partials/form.html" %}` between the page's own `<form>` tags.
//! Names posted are the field keys; the free text of an option is `<key>.<code>.text`; files come as the key.

use super::elements::FileView;
use serde::Serialize;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormFault {
    /// Key of the field, which is also the id of its control.
    pub key: String,
    /// How to mend it, in the reader's language.
    pub text: String,
}

impl FormFault {
    /// A fault.
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> FormFault {
        FormFault { key: key.into(), text: text.into() }
    }
}

/// Kinds of field, as rulesets name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// Mail address.
    Email,
    /// Telephone number.
    Phone,
    /// Day.
    Date,
    /// Time of day.
    Time,
    /// Day and time.
    Datetime,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// Addresses, one a line.
    IpList,
    /// Address ranges, one a line.
    CidrList,
    /// Domains, one a line.
    DomainList,
    /// Whole number.
    Integer,
    /// Files.
    Attachments,
    /// Number of an earlier report.
    ReportLink,
    /// Month of a year.
    Month,
    /// Printed text without a control.
    Fixed,
    /// Rows and columns.
    Table,
}

/// A table of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableView {
    /// Heading of the column that names the rows.
    pub rows_label: Option<String>,
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// Rows; of an open table those that are filled, then some that are empty.
    pub rows: Vec<TableRowView>,
    /// Words and sums of the last row.
    pub total: Option<TableRowView>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    /// Key.
    pub key: String,
    /// Label, with the heading it shares with its neighbours.
    pub label: String,
    /// Kind of its cells.
    pub kind: FieldKind,
    /// Printed as mandatory.
    pub required: bool,
    /// Options of a choice: code and label.
    pub options: Vec<(String, String)>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRowView {
    /// Key, or position in an open table.
    pub key: String,
    /// Name of the row; empty in an open table.
    pub label: String,
    /// A title between rows.
    pub heading: bool,
    /// Values by column.
    pub cells: Vec<String>,
}

/// A file that the record already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredFile {
    /// Posted value; a file whose value does not come back is taken off.
    pub id: String,
    /// The file.
    pub file: FileView,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// Posted code.
    pub code: String,
    /// Text.
    pub label: String,
    /// Whether it asks for a free text.
    pub text: bool,
    /// What the free text is, where the form says so.
    pub text_label: Option<String>,
    /// Whether it is ticked.
    pub checked: bool,
    /// The free text.
    pub text_value: String,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Key in the ruleset.
    pub key: String,
    /// Printed number, for example `A.1`.
    pub number: Option<String>,
    /// Label.
    pub label: String,
    /// Explanation.
    pub hint: Option<String>,
    /// Kind.
    pub kind: FieldKind,
    /// Printed as mandatory.
    pub required: bool,
    /// Printed on the line of the field before.
    pub same_line: bool,
    /// Options of a choice.
    pub options: Vec<OptionView>,
    /// Value of a single field.
    pub value: String,
    /// Values of a list field; of files, those that are not among the stored ones.
    pub values: Vec<String>,
    /// Files already stored.
    pub files: Vec<StoredFile>,
    /// Rows and columns of a table.
    pub table: Option<TableView>,
    /// Whether the record filled it, so that the reader should check it.
    pub known: bool,
    /// What is wrong.
    pub errors: Vec<String>,
}

impl FieldView {
    /// An empty field.
    pub fn new(key: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> FieldView {
        FieldView {
            key: key.into(),
            number: None,
            label: label.into(),
            hint: None,
            kind,
            required: false,
            same_line: false,
            options: Vec::new(),
            value: String::new(),
            values: Vec::new(),
            files: Vec::new(),
            table: None,
            known: false,
            errors: Vec::new(),
        }
    }
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// Id in the ruleset.
    pub id: String,
    /// Printed letter.
    pub letter: Option<String>,
    /// Printed title; may be empty.
    pub title: String,
    /// Fields in printed order.
    pub fields: Vec<FieldView>,
}

/// A form of law, empty, half filled or full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormView {
    /// Id in the ruleset.
    pub id: String,
    /// Printed number, for example `Mẫu 03`.
    pub number: String,
    /// Title.
    pub title: String,
    /// Short name of the text of law and the article.
    pub cite: String,
    /// Remarks printed with the form, or about a contradiction in it.
    pub notes: Vec<String>,
    /// Sections in printed order.
    pub sections: Vec<SectionView>,
    /// Everything that is wrong, in the order of the form.
    pub errors: Vec<FormFault>,
}

impl FormView {
    /// Puts each fault on its field and keeps the list for the summary.
    pub fn with_errors(mut self, errors: Vec<FormFault>) -> FormView {
        for field in self.sections.iter_mut().flat_map(|section| section.fields.iter_mut()) {
            field.errors = errors
                .iter()
                .filter(|fault| fault.key == field.key)
                .map(|fault| fault.text.clone())
                .collect();
        }
        self.errors = errors;
        self
    }

    /// An invented form with every kind of field.
    pub fn sample() -> FormView {
        use FieldKind::*;
        let kinds = [
            (Text, "Tên tổ chức, cá nhân"),
            (Email, "Thư điện tử"),
            (Phone, "Điện thoại"),
            (Date, "Ngày phát hiện"),
            (Time, "Giờ phát hiện"),
            (Datetime, "Thời điểm khắc phục"),
            (Choice, "Sự cố đã được khắc phục chưa"),
            (Choices, "Hiện tượng quan sát được"),
            (IpList, "Địa chỉ IP công cộng"),
            (CidrList, "Dải địa chỉ"),
            (DomainList, "Tên miền"),
            (Integer, "Số máy bị ảnh hưởng"),
            (LongText, "Mô tả sự cố"),
            (Attachments, "Tệp kèm theo"),
            (ReportLink, "Số báo cáo ban đầu"),
            (Fixed, "Kính gửi: Cơ quan điều phối"),
            (Month, "Từ tháng"),
            (Table, "Số lượng sự cố"),
        ];
        let option = |code: &str, label: &str, text| OptionView {
            code: code.into(),
            label: label.into(),
            text,
            text_label: text.then(|| "Ghi rõ".into()),
            checked: code == "1",
            text_value: String::new(),
        };
        let mut fields = Vec::new();
        for (position, (kind, label)) in kinds.into_iter().enumerate() {
            let mut field = FieldView::new(format!("mau.truong{position}"), label, kind);
            field.number = Some(format!("A.{}", position + 1));
            field.required = position < 2;
            field.same_line = kind == Time;
            field.known = kind == Phone;
            if kind == Phone {
                field.value = "0200 000 001".into();
            }
            if kind == IpList {
                field.hint = Some("Mỗi dòng một địa chỉ; không ghi địa chỉ nội bộ.".into());
                field.values = vec!["192.0.2.10".into(), "2001:db8::10".into()];
            }
            if matches!(kind, Choice | Choices) {
                field.options =
                    vec![option("1", "Rồi", false), option("2", "Chưa", false), option("3", "Khác", true)];
            }
            if kind == Table {
                field.table = Some(TableView::sample());
            }
            if kind == Attachments {
                field.files = vec![StoredFile { id: "1".into(), file: FileView::sample() }];
                field.values = vec!["2".into()];
            }
            fields.push(field);
        }
        let rest = fields.split_off(8);
        FormView {
            id: "initial-report".into(),
            number: "Mẫu 03".into(),
            title: "Báo cáo ban đầu sự cố".into(),
            cite: "Điều 9, TT 20/2017".into(),
            notes: vec!["Các mục có dấu (*) là bắt buộc.".into()],
            sections: vec![
                SectionView {
                    id: "notifier".into(),
                    letter: Some("A".into()),
                    title: "Thông tin về tổ chức, cá nhân thông báo".into(),
                    fields,
                },
                SectionView { id: "incident".into(), letter: None, title: String::new(), fields: rest },
            ],
            errors: Vec::new(),
        }
    }

    /// The sample with two faults.
    pub fn sample_with_errors() -> FormView {
        FormView::sample().with_errors(vec![
            FormFault::new("mau.truong1", "Ghi địa chỉ thư điện tử, ví dụ ten@donvi.example."),
            FormFault::new("mau.truong8", "10.0.0.1 là địa chỉ nội bộ; hãy ghi địa chỉ công cộng."),
        ])
    }
}
