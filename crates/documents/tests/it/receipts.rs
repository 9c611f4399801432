//! Receipts for who sent a notice.

use crate::printed::assert_shows;
use crate::samples::{DIGEST, receipt_document, render};

#[test]
fn a_receipt_prints_number_moment_digest_and_the_way_to_follow() {
    let pdf = render(&receipt_document());
    assert_eq!(pdf.pages, 1);
    assert_shows(
        &pdf.bytes,
        &[
            "GIẤY XÁC NHẬN",
            "TB-2026-000457",
            "10 giờ 05 phút, ngày 09/11/2026",
            DIGEST,
            "nhật-ký.txt",
            "https://ungcuu.example/theo-doi",
        ],
    );
}
