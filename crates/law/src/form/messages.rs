//! What is told to whoever fills a form in wrongly: a stable code, and how to mend it in both languages.

use crate::text::Text;

/// A finding about one value: the code stays the same for ever, the words may improve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) message: Text,
}

fn finding(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { code, message: Text::new(vi, en) }
}

/// The start of a too long or wrong entry, safe to repeat in a message.
fn quoted(words: &str) -> String {
    let short: String = words.chars().filter(|letter| !letter.is_control()).take(60).collect();
    let dots = if words.chars().count() > 60 { "…" } else { "" };
    format!("\"{short}{dots}\"")
}

pub(super) fn required(label: &Text) -> Finding {
    let english = if label.en.is_empty() { &label.vi } else { &label.en };
    finding(
        "required",
        format!("Điền mục bắt buộc: {}.", label.vi),
        format!("Fill in the required box: {english}."),
    )
}

pub(super) fn unknown_field() -> Finding {
    finding(
        "unknown_field",
        "Biểu mẫu không có mục này; bỏ mục này đi.",
        "The form has no such box; leave it out.",
    )
}

pub(super) fn wrong_type(expected_vi: &str, expected_en: &str) -> Finding {
    finding(
        "wrong_type",
        format!("Giá trị phải là {expected_vi}."),
        format!("The value must be {expected_en}."),
    )
}

pub(super) fn too_long(most: usize) -> Finding {
    finding(
        "too_long",
        format!("Rút gọn còn tối đa {most} ký tự."),
        format!("Shorten it to at most {most} characters."),
    )
}

pub(super) fn too_many(most: usize) -> Finding {
    finding("too_many", format!("Ghi tối đa {most} mục."), format!("Give at most {most} entries."))
}

pub(super) fn not_rows() -> Finding {
    finding("wrong_type", "Bảng phải là danh sách các dòng.", "A table must be a list of rows.")
}

pub(super) fn not_rows_by_name() -> Finding {
    finding(
        "wrong_type",
        "Bảng phải ghi theo tên từng dòng.",
        "A table must be given by the names of its rows.",
    )
}

pub(super) fn unknown_row() -> Finding {
    finding(
        "unknown_row",
        "Bảng không có dòng này; bỏ dòng này đi.",
        "The table has no such row; leave it out.",
    )
}

/// A finding about one cell of a table.
pub(super) fn in_cell(row: &Text, column: &Text, about: &Finding) -> Finding {
    let english = if column.en.is_empty() { &column.vi } else { &column.en };
    let row_english = if row.en.is_empty() { &row.vi } else { &row.en };
    finding(
        about.code,
        format!("{}, cột \"{}\": {}", row.vi, column.vi, about.message.vi),
        format!("{row_english}, column \"{english}\": {}", about.message.en),
    )
}

pub(super) fn less_than_part(row: &Text, whole: &Text, part: &Text) -> Finding {
    let english = |text: &Text| if text.en.is_empty() { text.vi.clone() } else { text.en.clone() };
    finding(
        "less_than_part",
        format!("{}: \"{}\" không được nhỏ hơn \"{}\".", row.vi, whole.vi, part.vi),
        format!("{}: \"{}\" must not be less than \"{}\".", english(row), english(whole), english(part)),
    )
}

pub(super) fn not_a_month() -> Finding {
    finding("not_a_month", "Ghi tháng và năm, ví dụ 06/2026.", "Write month and year, for example 06/2026.")
}

pub(super) fn not_an_email() -> Finding {
    finding(
        "not_an_email",
        "Ghi một địa chỉ thư điện tử, ví dụ truc-ban@don-vi.example.",
        "Write one e-mail address, for example duty@body.example.",
    )
}

pub(super) fn not_a_phone() -> Finding {
    finding(
        "not_a_phone",
        "Ghi số điện thoại chỉ gồm chữ số, dấu + ở đầu và dấu cách, ví dụ 024 3555 0100.",
        "Write a telephone number with digits, a leading + and spaces only, for example +84 24 3555 0100.",
    )
}

pub(super) fn two_digit_year() -> Finding {
    finding(
        "two_digit_year",
        "Ghi năm đủ bốn chữ số, ví dụ 2026.",
        "Write the year with all four digits, for example 2026.",
    )
}

pub(super) fn not_a_date() -> Finding {
    finding(
        "not_a_date",
        "Ghi một ngày có thật theo dạng ngày/tháng/năm, ví dụ 12/11/2026.",
        "Write a day that exists as day/month/year, for example 12/11/2026.",
    )
}

pub(super) fn not_a_time() -> Finding {
    finding(
        "not_a_time",
        "Ghi giờ:phút từ 00:00 đến 23:59, ví dụ 17:00.",
        "Write hour:minute from 00:00 to 23:59, for example 17:00.",
    )
}

pub(super) fn not_a_moment() -> Finding {
    finding(
        "not_a_datetime",
        "Ghi ngày và giờ, ví dụ 12/11/2026 17:00.",
        "Write day and time, for example 12/11/2026 17:00.",
    )
}

pub(super) fn in_future(now: &Text) -> Finding {
    finding(
        "in_future",
        format!("Thời điểm này ở tương lai (bây giờ là {}); ghi lại thời điểm đã xảy ra.", now.vi),
        format!("This is in the future (now is {}); write when it happened.", now.en),
    )
}

pub(super) fn before_other(other: &Text) -> Finding {
    let english = if other.en.is_empty() { &other.vi } else { &other.en };
    finding(
        "before_other",
        format!("Thời điểm này sớm hơn mục \"{}\"; sửa một trong hai mục.", other.vi),
        format!("This is earlier than \"{english}\"; correct one of the two."),
    )
}

pub(super) fn not_an_address(entry: &str) -> Finding {
    let entry = quoted(entry);
    finding(
        "not_an_address",
        format!("{entry} không phải địa chỉ IP; ghi dạng 203.0.113.5 hoặc 2001:db8::5."),
        format!("{entry} is no IP address; write 203.0.113.5 or 2001:db8::5."),
    )
}

pub(super) fn not_a_range(entry: &str) -> Finding {
    let entry = quoted(entry);
    finding(
        "not_a_range",
        format!("{entry} không phải dải địa chỉ; ghi dạng 203.0.113.0/24 hoặc 2001:db8::/32."),
        format!("{entry} is no address range; write 203.0.113.0/24 or 2001:db8::/32."),
    )
}

pub(super) fn range_for_address(entry: &str) -> Finding {
    let entry = quoted(entry);
    finding(
        "not_an_address",
        format!("{entry} là một dải; mục này ghi từng địa chỉ, ví dụ 203.0.113.5."),
        format!("{entry} is a range; give single addresses here, for example 203.0.113.5."),
    )
}

pub(super) fn private_address(entry: &str) -> Finding {
    let entry = quoted(entry);
    finding(
        "private_address",
        format!(
            "{entry} thuộc dải nội bộ hoặc dành riêng; ghi địa chỉ công cộng (public) nhìn thấy từ Internet."
        ),
        format!("{entry} is private or reserved; give the public address seen from the Internet."),
    )
}

pub(super) fn not_a_domain(entry: &str) -> Finding {
    let entry = quoted(entry);
    finding(
        "not_a_domain",
        format!("{entry} không phải tên miền; ghi dạng ten-mien.example, không kèm dấu cách."),
        format!("{entry} is no domain name; write name.example without spaces."),
    )
}

pub(super) fn not_an_integer() -> Finding {
    finding(
        "not_an_integer",
        "Ghi một số nguyên chỉ gồm chữ số, ví dụ 1200.",
        "Write a whole number with digits only, for example 1200.",
    )
}

pub(super) fn unknown_option(code: &str) -> Finding {
    let code = quoted(code);
    finding(
        "unknown_option",
        format!("Không có lựa chọn {code}; chọn một trong các ô của biểu mẫu."),
        format!("There is no option {code}; choose from the boxes of the form."),
    )
}

pub(super) fn too_few(least: usize) -> Finding {
    finding("too_few", format!("Đánh dấu ít nhất {least} ô."), format!("Tick at least {least} boxes."))
}

pub(super) fn text_required(option: &Text) -> Finding {
    let english = if option.en.is_empty() { &option.vi } else { &option.en };
    finding(
        "text_required",
        format!("Đã đánh dấu ô \"{}\" thì ghi rõ nội dung.", option.vi),
        format!("You ticked \"{english}\": say what it is."),
    )
}

pub(super) fn text_without_option(option: &Text) -> Finding {
    let english = if option.en.is_empty() { &option.vi } else { &option.en };
    finding(
        "text_without_option",
        format!("Có nội dung nhưng chưa đánh dấu ô \"{}\"; đánh dấu ô hoặc xóa nội dung.", option.vi),
        format!("There is text but \"{english}\" is not ticked; tick it or clear the text."),
    )
}

pub(super) fn not_an_attachment() -> Finding {
    finding(
        "not_an_attachment",
        "Tệp đính kèm không đúng mã; tải tệp lên lại.",
        "This is no attachment id; upload the file again.",
    )
}
