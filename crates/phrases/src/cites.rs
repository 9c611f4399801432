//! Citations in English. Texts of law are cited in rulesets as they are printed, in Vietnamese; a reader of English
//! gets the same places in English words. Numbers and letters stay as printed.
//!
//! ```
//! use phrases::{Lang, cites::cited};
//! assert_eq!(cited("Điều 9 khoản 1 điểm đ", Lang::En), "Article 9 clause 1 point đ");
//! assert_eq!(cited("Điều 9", Lang::Vi), "Điều 9");
//! ```

use crate::Lang;

/// Words of citations; of two that begin alike the longer stands first.
const WORDS: &[(&str, &str)] = &[
    ("Hợp của các danh mục kênh trong các văn bản", "The lists of channels of all texts together"),
    ("số điều trong bản ban hành chưa tìm được", "article number in the issued text not found yet"),
    ("số điều cần đối chiếu", "article number to be checked"),
    ("số điều chưa tìm được", "article number not found yet"),
    ("nghĩa vụ; các cách thức là chính sách", "the duty; the ways of doing it are policy"),
    ("phân tích, xác minh, đánh giá", "analysis, verification, assessment"),
    ("danh mục kịch bản", "list of scenarios"),
    ("Loại sự cố/tấn công mạng", "Type of incident or attack"),
    ("Loại sự cố", "Type of incident"),
    ("Báo cáo tổng hợp", "Summary report"),
    ("in lần thứ hai", "as printed the second time"),
    ("cần đối chiếu", "to be checked"),
    ("cùng ý", "in the same sense"),
    ("Quy chế kèm", "Regulation attached to"),
    ("Quy chế", "Regulation"),
    ("Bộ luật Dân sự", "Civil Code"),
    ("Bộ luật Lao động", "Labour Code"),
    ("Bộ luật", "Code"),
    ("Luật", "Law"),
    ("Nghị định", "Decree"),
    ("NĐ", "Decree"),
    ("Thông tư", "Circular"),
    ("TT", "Circular"),
    ("Quyết định", "Decision"),
    ("QĐ", "Decision"),
    ("Thông báo", "Notice"),
    ("Chương", "Chapter"),
    ("Điều", "Article"),
    ("điều", "article"),
    ("Khoản", "Clause"),
    ("khoản", "clause"),
    ("Điểm", "Point"),
    ("điểm", "point"),
    ("Phụ lục", "Appendix"),
    ("Biểu mẫu", "Form"),
    ("Mẫu", "Form"),
    ("mẫu", "form"),
    ("Mục", "Section"),
    ("mục", "section"),
    ("cột", "column"),
    ("bước", "step"),
    ("Ghi chú", "Remarks"),
    ("Dự thảo", "Draft"),
    ("dự thảo", "draft"),
    ("Số", "No."),
    ("số", "No."),
    ("và", "and"),
];

/// A citation in the reader's language.
pub fn cited(text: &str, lang: Lang) -> String {
    if lang == Lang::Vi {
        return text.to_owned();
    }
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    let mut inside = false;
    while let Some(next) = rest.chars().next() {
        match known(rest).filter(|_| !inside) {
            Some((english, after)) => {
                told.push_str(english);
                rest = after;
                inside = false;
            }
            None => {
                told.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
                inside = joins(next);
            }
        }
    }
    told
}

/// The known word that a text begins with, and what follows it.
fn known(text: &str) -> Option<(&'static str, &str)> {
    WORDS.iter().find_map(|(word, english)| {
        let after = text.strip_prefix(word)?;
        (!after.chars().next().is_some_and(joins)).then_some((*english, after))
    })
}

/// Whether a sign belongs to the word beside it; `05/2017/QĐ-TTg` is one word.
fn joins(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '/' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_in_english_and_numbers_stay() {
        let said = [
            ("Điều 9 khoản 1 điểm b, khoản 2; Phụ lục I", "Article 9 clause 1 point b, clause 2; Appendix I"),
            ("Điều 9; Mẫu số 04", "Article 9; Form No. 04"),
            ("Quyết định 05/2017/QĐ-TTg Điều 7 khoản 3", "Decision 05/2017/QĐ-TTg Article 7 clause 3"),
            (
                "Quyết định 05/2017/QĐ-TTg Chương II (dự thảo: Điều 3 khoản 5)",
                "Decision 05/2017/QĐ-TTg Chapter II (draft: Article 3 clause 5)",
            ),
            ("Bộ luật Dân sự 2015, Điều 148 khoản 5", "Civil Code 2015, Article 148 clause 5"),
            ("Luật số 86/2015/QH13 và NĐ 330/2026/NĐ-CP", "Law No. 86/2015/QH13 and Decree 330/2026/NĐ-CP"),
            ("Điều 1 (số điều cần đối chiếu)", "Article 1 (article number to be checked)"),
            ("Phụ lục III Thông tư 20/2017/TT-BTTTT", "Appendix III Circular 20/2017/TT-BTTTT"),
            ("Mẫu 03", "Form 03"),
            ("", ""),
        ];
        for (vietnamese, english) in said {
            assert_eq!(cited(vietnamese, Lang::En), english);
        }
    }

    #[test]
    fn vietnamese_stays_as_it_is_printed() {
        assert_eq!(cited("Điều 9 khoản 1 điểm đ; Mẫu số 04", Lang::Vi), "Điều 9 khoản 1 điểm đ; Mẫu số 04");
    }

    #[test]
    fn english_and_longer_words_are_left_alone() {
        assert_eq!(
            cited("Decision 1088/QĐ-UBND (Bắc Ninh), Traffic Light Protocol 2.0", Lang::En),
            "Decision 1088/QĐ-UBND (Bắc Ninh), Traffic Light Protocol 2.0"
        );
    }

    #[test]
    fn a_longer_word_stands_before_the_one_it_begins_with() {
        for (place, (word, _)) in WORDS.iter().enumerate() {
            let earlier = WORDS.iter().take(place).find(|(other, _)| word.starts_with(other));
            assert_eq!(earlier, None, "{word}");
        }
    }
}
