//! Tables with headings in their first row, as CSV or as sheets of a workbook. Cells are text: what a table means is the
//! business of whoever asked for it.
//!
//! A spreadsheet program runs what looks like a formula. Cells are therefore written as text in workbooks and with a leading
//! apostrophe in CSV where they begin like one, and the apostrophe is taken off again when they are read.

use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Largest file read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Most rows of a table.
pub const MAX_ROWS: usize = 50_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 100;
/// Longest cell, in characters.
pub const MAX_CELL_CHARS: usize = 20_000;
/// Most sheets of a workbook.
const MAX_SHEETS: usize = 20;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name: that of the sheet, or of the file without its ending.
    pub name: String,
    /// Headings, trimmed.
    pub columns: Vec<String>,
    /// Rows that are not wholly empty.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the row as a spreadsheet counts: the headings are row 1.
    pub number: usize,
    /// As many cells as there are headings, trimmed.
    pub cells: Vec<String>,
}

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Too long to read.
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// Too many rows, columns or sheets, or a cell that is too long.
    #[error("{0}")]
    TooMuch(String),
    /// Not what its ending says.
    #[error("no readable CSV file: {0}")]
    Csv(#[source] csv::Error),
    /// Not what its ending says.
    #[error("no readable workbook: {0}")]
    Workbook(#[source] calamine::XlsxError),
    /// Text in another encoding than UTF-8.
    #[error("the text is not UTF-8; save the file as CSV UTF-8 or as XLSX")]
    NotUtf8,
    /// Neither ending.
    #[error("the file must end in .csv or .xlsx")]
    Ending,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the table could not be written: {0}")]
pub struct Unwritable(String);

/// Reads the tables of a file by its ending: one of a CSV file, one for each sheet of a workbook.
///
/// # Errors
/// [`Unreadable`].
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match base.rsplit_once('.') {
        Some((name, ending)) if ending.eq_ignore_ascii_case("csv") => Ok(vec![read_csv(name, bytes)?]),
        Some((_, ending)) if ending.eq_ignore_ascii_case("xlsx") => read_workbook(bytes),
        _ => Err(Unreadable::Ending),
    }
}

/// Takes rows in the order of a file and keeps the bounds.
struct Taking {
    sheet: Sheet,
}

impl Taking {
    fn begin(name: &str) -> Self {
        Self { sheet: Sheet { name: name.trim().to_owned(), columns: Vec::new(), rows: Vec::new() } }
    }

    fn row(&mut self, number: usize, mut cells: Vec<String>) -> Result<(), Unreadable> {
        if let Some(cell) = cells.iter().find(|cell| cell.chars().count() > MAX_CELL_CHARS) {
            let start: String = cell.chars().take(40).collect();
            return Err(Unreadable::TooMuch(format!("row {number}: the cell \"{start}…\" is too long")));
        }
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if self.sheet.columns.is_empty() {
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if cells.len() > MAX_COLUMNS {
                return Err(Unreadable::TooMuch(format!("more than {MAX_COLUMNS} columns")));
            }
            self.sheet.columns = cells;
            return Ok(());
        }
        if self.sheet.rows.len() >= MAX_ROWS {
            return Err(Unreadable::TooMuch(format!("more than {MAX_ROWS} rows")));
        }
        cells.resize(self.sheet.columns.len(), String::new());
        self.sheet.rows.push(Row { number, cells });
        Ok(())
    }
}

/// Reads CSV with commas, or with semicolons where the headings are parted by them. A byte order mark is skipped.
fn read_csv(name: &str, bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    let headings = text.lines().next().unwrap_or_default();
    let delimiter = if headings.matches(';').count() > headings.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut taking = Taking::begin(name);
    let mut record = csv::StringRecord::new();
    let (mut number, mut ended) = (0, 1);
    while reader.read_record(&mut record).map_err(Unreadable::Csv)? {
        // The reader passes over empty lines in silence; a spreadsheet counts them as rows.
        let within = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let lines = usize::try_from(reader.position().line().saturating_sub(ended)).unwrap_or(0);
        number += 1 + lines.saturating_sub(within + 1);
        ended = reader.position().line();
        taking.row(number, record.iter().map(|cell| bare(cell.trim())).collect())?;
    }
    Ok(taking.sheet)
}

fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(Unreadable::Workbook)?;
    let names = workbook.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(Unreadable::TooMuch(format!("more than {MAX_SHEETS} sheets")));
    }
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(Unreadable::Workbook)?;
        let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        // Cell by cell: a single one in the last corner of a sheet must not cost the room of all before it.
        while let Some(cell) = cells.next_cell().map_err(Unreadable::Workbook)? {
            let (row, column) = cell.get_position();
            let text = text_of(&Data::from(cell.get_value().clone()));
            if text.is_empty() {
                continue;
            }
            let place = usize::try_from(column).unwrap_or(usize::MAX);
            if place >= MAX_COLUMNS {
                return Err(Unreadable::TooMuch(format!("sheet {name}: more than {MAX_COLUMNS} columns")));
            }
            let line = lines.entry(row).or_default();
            if line.len() <= place {
                line.resize(place + 1, String::new());
            }
            if let Some(kept) = line.get_mut(place) {
                *kept = text;
            }
            if lines.len() > MAX_ROWS + 1 {
                return Err(Unreadable::TooMuch(format!("sheet {name}: more than {MAX_ROWS} rows")));
            }
        }
        let mut taking = Taking::begin(&name);
        for (row, line) in lines {
            taking.row(usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1), line)?;
        }
        sheets.push(taking.sheet);
    }
    Ok(sheets)
}

/// A cell as text. A number that a person typed as `7` is `7`, however the workbook stores it.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}

fn looks_like_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}

/// The text behind the apostrophe that keeps a spreadsheet from running it.
fn bare(cell: &str) -> String {
    cell.strip_prefix('\'').filter(|rest| looks_like_a_formula(rest)).unwrap_or(cell).to_owned()
}

fn guarded(cell: &str) -> String {
    if looks_like_a_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Writes a table as CSV in UTF-8 with a byte order mark, by which spreadsheet programs know it.
///
/// # Errors
/// [`Unwritable`].
pub fn write_csv(sheet: &Sheet) -> Result<Vec<u8>, Unwritable> {
    let broken = |error: String| Unwritable(error);
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(&sheet.columns).map_err(|e| broken(e.to_string()))?;
    for row in &sheet.rows {
        writer.write_record(row.cells.iter().map(|cell| guarded(cell))).map_err(|e| broken(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| broken(e.to_string()))
}

/// Writes tables as a workbook, every cell as text, the headings bold and in sight.
///
/// # Errors
/// [`Unwritable`].
pub fn write_workbook(sheets: &[Sheet]) -> Result<Vec<u8>, Unwritable> {
    let broken = |error: rust_xlsxwriter::XlsxError| Unwritable(error.to_string());
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let bold = rust_xlsxwriter::Format::new().set_bold();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).map_err(broken)?;
        page.set_freeze_panes(1, 0).map_err(broken)?;
        for (column, heading) in (0_u16..).zip(&sheet.columns) {
            page.write_string_with_format(0, column, heading, &bold).map_err(broken)?;
            page.set_column_width(column, 22).map_err(broken)?;
        }
        for (line, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string(line, column, cell).map_err(broken)?;
            }
        }
    }
    workbook.save_to_buffer().map_err(broken)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cells = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        Sheet {
            name: "bodies".into(),
            columns: vec!["key".into(), "name".into()],
            rows: rows.iter().enumerate().map(|(i, row)| Row { number: i + 2, cells: cells(row) }).collect(),
        }
    }

    #[test]
    fn what_was_written_reads_the_same_in_either_form() {
        let table =
            sheet(&[&["a", "Ủy ban, \"xã\"\nMinh Họa"], &["=1+1", "+84 200 000 000"], &["'x", "007"]]);
        assert_eq!(read("bodies.csv", &write_csv(&table).unwrap()).unwrap(), vec![table.clone()]);
        assert_eq!(
            read("x.XLSX", &write_workbook(std::slice::from_ref(&table)).unwrap()).unwrap(),
            vec![table]
        );
    }

    #[test]
    fn a_formula_is_never_written_as_one() {
        let csv = write_csv(&sheet(&[&["=HYPERLINK(\"http://x\")", "-1"]])).unwrap();
        let text = String::from_utf8(csv).unwrap();
        assert!(text.contains("'=HYPERLINK") && text.contains(",'-1"), "{text}");
    }

    #[test]
    fn semicolons_byte_order_marks_and_empty_rows_are_read() {
        let found = read("x.csv", "\u{feff}key;name\n\na;b\n;\n".as_bytes()).unwrap();
        assert_eq!(found[0].rows, vec![Row { number: 3, cells: vec!["a".into(), "b".into()] }]);
    }

    #[test]
    fn a_cell_in_the_last_corner_costs_no_more_than_itself() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "key").unwrap().write_string(1_048_575, 0, "a").unwrap();
        let found = read("x.xlsx", &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found[0].rows, vec![Row { number: 1_048_576, cells: vec!["a".into()] }]);
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write_string(1_048_575, 16_383, "a").unwrap();
        let wide = read("x.xlsx", &book.save_to_buffer().unwrap()).unwrap_err().to_string();
        assert!(wide.contains("columns"), "{wide}");
    }

    #[test]
    fn what_is_no_table_says_why() {
        let why = |file: &str, bytes: &[u8]| read(file, bytes).unwrap_err().to_string();
        assert!(why("x.csv", b"key\n\xff\xfe\n").contains("UTF-8"));
        assert!(why("x.xlsx", b"PK not a zip").contains("workbook"));
        assert!(why("x.pdf", b"").contains(".csv or .xlsx"));
        assert!(
            why("x.csv", format!("key\n{}\n", "a".repeat(MAX_CELL_CHARS + 1)).as_bytes())
                .contains("too long")
        );
    }

    proptest! {
        #[test]
        fn any_text_survives(cells in proptest::collection::vec("[^\u{0}-\u{1f}\u{fffe}\u{ffff}]{1,12}", 2..=2)) {
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assume!(cells.iter().all(|cell| !cell.is_empty()));
            let table = Sheet { rows: vec![Row { number: 2, cells }], ..sheet(&[]) };
            prop_assert_eq!(read("bodies.csv", &write_csv(&table).unwrap()).unwrap(), vec![table.clone()]);
            prop_assert_eq!(read("b.xlsx", &write_workbook(std::slice::from_ref(&table)).unwrap()).unwrap(), vec![table]);
        }
    }
}
