//! The results as Markdown, as they stand in `docs/BENCHMARKS.md`.

use crate::bench::{Results, Running};
use crate::figures::Line;
use std::fmt::Write;

const HEAD: &str = "| | Database | Clients | Per second | p50 ms | p90 ms | p99 ms | Longest ms | Aim |\n|---|---|---:|---:|---:|---:|---:|---:|---|\n";

/// All tables.
pub(crate) fn markdown(results: &Results) -> String {
    let m = &results.machine;
    let mut text = format!(
        "{} · {} cores, {} GiB memory, {}, Linux {}; the load, the program and PostgreSQL share the machine.\n",
        m.date, m.cores, m.memory_gib, m.disk, m.kernel
    );
    if !m.processor.is_empty() {
        let _ = writeln!(text, "Processor: {}.", m.processor);
    }
    section(&mut text, "The machine's own limit", &results.limits);
    section(&mut text, "Durable acknowledged notices through the API", &results.notices);
    section(&mut text, &format!("Pages at {} incidents", results.incidents), &results.pages);
    section(&mut text, "Whose an address is, over 20,000 ranges and 50,000 names", &results.whois);
    section(&mut text, "Documents", &results.documents);
    text.push_str("\n### Start and memory\n\n| Database | Data | Start ms | Idle MB | Under load MB | Aim |\n|---|---|---:|---:|---:|---|\n");
    for running in &results.running {
        row(&mut text, running);
    }
    text
}

fn section(text: &mut String, title: &str, lines: &[Line]) {
    let _ = write!(text, "\n### {title}\n\n{HEAD}");
    for line in lines {
        let f = &line.figures;
        let _ = writeln!(
            text,
            "| {}{} | {} | {} | {:.0} | {:.2} | {:.2} | {:.2} | {:.1} | {} |",
            line.what,
            if f.refused > 0 { format!(" ({} refused)", f.refused) } else { String::new() },
            line.database,
            line.clients,
            f.per_second,
            f.p50_ms,
            f.p90_ms,
            f.p99_ms,
            f.max_ms,
            aim(line.aim_met),
        );
    }
}

fn row(text: &mut String, r: &Running) {
    let megabytes = |bytes: u64| bytes as f64 / 1_000_000.0;
    let _ = writeln!(
        text,
        "| {} | {} | {:.0} | {:.0} (of its own {:.0}) | {:.0} (of its own {:.0}) | {} |",
        r.database,
        r.data,
        r.start_ms,
        megabytes(r.idle_bytes.0),
        megabytes(r.idle_bytes.1),
        megabytes(r.loaded_bytes.0),
        megabytes(r.loaded_bytes.1),
        aim(Some(r.aim_met())),
    );
}

const fn aim(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "met",
        Some(false) => "**missed**",
        None => "",
    }
}
