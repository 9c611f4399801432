//! A process drawn as a diagram: phases as bands, steps as boxes on levels, arrows for what must come first, dashed
//! arrows for ways back. Only places are computed here; `templates/partials/diagram.html` draws.

use super::role_names;
use crate::Lang;
use law::{Process, Ruleset, Step};
use serde::Serialize;
use std::collections::BTreeMap;

/// Width of a box, in pixels.
const BOX: i32 = 230;
/// Height of a box.
const TALL: i32 = 104;
/// Space between boxes, across.
const GAP: i32 = 22;
/// Space between levels, for the arrows.
const DOWN: i32 = 38;
/// Space around everything, and for the ways back at the right.
const EDGE: i32 = 26;
/// Height of the title of a band.
const TITLE: i32 = 48;
/// Letters on a line of a box.
const LETTERS: usize = 31;
/// Lines of a title in a box.
const LINES: usize = 3;

/// A diagram, in pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagram {
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Phases, from top to bottom.
    pub bands: Vec<Band>,
    /// Steps.
    pub boxes: Vec<StepBox>,
    /// Arrows between steps.
    pub arrows: Vec<Arrow>,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Band {
    /// Top.
    pub y: i32,
    /// Height.
    pub height: i32,
    /// Title.
    pub title: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepBox {
    /// Left.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Lines of number and title.
    pub lines: Vec<String>,
    /// Who leads, on one line.
    pub lead: String,
    /// The whole title, for readers who point at it.
    pub title: String,
    /// Printed "if needed", for some incidents only, or one of several alternatives.
    pub optional: bool,
    /// Its end allows "response ended".
    pub ends: bool,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrow {
    /// Path in SVG's words.
    pub path: String,
    /// A way back.
    pub back: bool,
}

impl Diagram {
    /// The process of a text; none when it has no process.
    pub fn of(ruleset: &Ruleset, lang: Lang) -> Option<Diagram> {
        let process = ruleset.process.as_ref()?;
        let levels = levels(process);
        let mut rows: Vec<Vec<Vec<&Step>>> = Vec::new();
        for phase in &process.phases {
            let mut by_level: BTreeMap<usize, Vec<&Step>> = BTreeMap::new();
            for step in &phase.steps {
                by_level.entry(levels.get(step.id.as_str()).copied().unwrap_or(0)).or_default().push(step);
            }
            rows.push(by_level.into_values().collect());
        }
        let widest = rows.iter().flatten().map(Vec::len).max().unwrap_or(1);
        let inner = across(widest);
        let (mut y, mut bands, mut boxes) = (EDGE, Vec::new(), Vec::new());
        let mut places: BTreeMap<&str, (i32, i32)> = BTreeMap::new();
        for (phase, levels) in process.phases.iter().zip(&rows) {
            let top = y;
            y += TITLE;
            for steps in levels {
                let mut x = EDGE + (inner - across(steps.len())) / 2;
                for step in steps {
                    places.insert(step.id.as_str(), (x, y));
                    boxes.push(step_box(ruleset, step, x, y, lang));
                    x += BOX + GAP;
                }
                y += TALL + DOWN;
            }
            bands.push(Band { y: top, height: y - top - GAP, title: phase.title.get(lang).to_owned() });
        }
        let right = EDGE + inner;
        Some(Diagram {
            width: right + 2 * EDGE,
            height: y + EDGE,
            arrows: arrows(process, &places, right),
            bands,
            boxes,
        })
    }
}

fn across(steps: usize) -> i32 {
    let steps = i32::try_from(steps).unwrap_or(1).max(1);
    steps * BOX + (steps - 1) * GAP
}

/// How many steps must be done before each, on the longest way.
fn levels(process: &Process) -> BTreeMap<String, usize> {
    let mut levels: BTreeMap<String, usize> = BTreeMap::new();
    // The loader proves the graph free of cycles, so as many rounds as steps are enough.
    for _ in process.steps() {
        for step in process.steps() {
            let before = step.after.iter().filter_map(|id| levels.get(id.as_str())).max();
            let level = before.map_or(0, |level| level + 1);
            levels.insert(step.id.to_string(), level);
        }
    }
    levels
}

fn step_box(ruleset: &Ruleset, step: &Step, x: i32, y: i32, lang: Lang) -> StepBox {
    let title = format!("{} {}", step.number, step.title.get(lang)).trim().to_owned();
    StepBox {
        x,
        y,
        width: BOX,
        height: TALL,
        lines: wrapped(&title, LETTERS, LINES),
        lead: wrapped(&role_names(ruleset, &step.lead, lang).join("; "), LETTERS - 1, 1).concat(),
        optional: step.optional || step.only_severe.is_some() || step.branch.is_some(),
        ends: step.ends.is_some(),
        title,
    }
}

/// Words on at most `most` lines of about `letters` letters; what does not fit ends in dots.
fn wrapped(words: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let room = lines.last().is_some_and(|l| l.chars().count() + 1 + word.chars().count() <= letters);
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if room => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn arrows(process: &Process, places: &BTreeMap<&str, (i32, i32)>, right: i32) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    let mut lane = 0;
    for step in process.steps() {
        let Some((x, y)) = places.get(step.id.as_str()).copied() else { continue };
        for before in &step.after {
            let Some((from_x, from_y)) = places.get(before.as_str()).copied() else { continue };
            let (from_x, from_y, to_x) = (from_x + BOX / 2, from_y + TALL, x + BOX / 2);
            let half = y - DOWN / 2;
            arrows.push(Arrow { path: format!("M{from_x} {from_y}V{half}H{to_x}V{y}"), back: false });
        }
        for to in &step.loops_to {
            let Some((to_x, to_y)) = places.get(to.as_str()).copied() else { continue };
            // Each way back has its own lane at the right edge.
            let at = right + 8 + (lane % 5) * 7;
            lane += 1;
            // Above the boxes, so that no box is crossed.
            let (out, into) = (y - 9, to_y - 9);
            let (from_x, to_x) = (x + BOX - 40, to_x + BOX - 20);
            arrows.push(Arrow { path: format!("M{from_x} {y}V{out}H{at}V{into}H{to_x}V{to_y}"), back: true });
        }
    }
    arrows
}

/// An invented diagram of two steps.
pub(super) fn sample_diagram() -> Diagram {
    let step = |y, title: &str| StepBox {
        x: EDGE,
        y,
        width: BOX,
        height: TALL,
        lines: vec![title.to_owned()],
        lead: "Đơn vị vận hành".into(),
        title: title.to_owned(),
        optional: false,
        ends: false,
    };
    Diagram {
        width: BOX + 3 * EDGE,
        height: 330,
        bands: vec![Band { y: EDGE, height: 290, title: "Phát hiện, tiếp nhận".into() }],
        boxes: vec![
            step(56, "1.a Tiếp nhận thông tin"),
            StepBox { optional: true, ends: true, ..step(198, "1.b Xác minh") },
        ],
        arrows: vec![
            Arrow { path: "M141 160V179H141V198".into(), back: false },
            Arrow { path: "M256 260H264V98H256".into(), back: true },
        ],
    }
}
