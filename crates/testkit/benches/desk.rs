//! How long single acts take, without database and network: folding text for the search, the receipt of a notice, a
//! legal clock, a legal form, a page.
#![allow(missing_docs, reason = "criterion makes public functions without words")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that cannot start ends with its place"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::canonical::{canonical, sha256_hex};
use phrases::Page;
use phrases::contexts::incidents::IncidentIndex;
use phrases::frame::Frame;
use std::hint::black_box;

fn words(c: &mut Criterion) {
    let text =
        "Từ 07:40 trang chủ hiện nội dung lạ; nhật ký cho thấy nhiều lần đăng nhập bất thường từ bên ngoài. "
            .repeat(6);
    let mut group = c.benchmark_group("words");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("fold", |b| b.iter(|| domain::text::fold(black_box(&text))));
    group.finish();
}

fn receipt(c: &mut Criterion) {
    let content: serde_json::Value =
        serde_json::from_str(&testkit::outside::notice(1, 1)).expect("a notice is JSON");
    c.bench_function("receipt/canonical and sha256", |b| {
        b.iter(|| sha256_hex(canonical(black_box(&content)).as_bytes()))
    });
}

fn law(c: &mut Criterion) {
    let library = app::law::house_library().expect("the rulesets of the house");
    let ruleset = library.ruleset("tt20-2017").expect("the ruleset");
    let at = "2026-02-13T09:30:00+07:00".parse().expect("a moment");
    c.bench_function("law/clock", |b| {
        b.iter(|| app::law::compute_clock(&library, "tt20-2017", "initial-report", black_box(at)))
    });
    let form = ruleset.form("initial-report").expect("the form");
    let values = testkit::completed(form, law::Values::new());
    let context = law::Context { now: at };
    c.bench_function("law/form", |b| b.iter(|| law::validate(form, black_box(&values), &context, true)));
}

fn page(c: &mut Criterion) {
    let phrases = phrases::Phrases::new().expect("phrases and templates");
    let page = IncidentIndex::samples().into_iter().next().expect("a sample");
    let frame = Frame::sample_officer();
    c.bench_function("page/incident list", |b| {
        b.iter(|| phrases.render(black_box(&page), phrases::Lang::Vi, &frame))
    });
}

criterion_group!(desk, words, receipt, law, page);
criterion_main!(desk);
