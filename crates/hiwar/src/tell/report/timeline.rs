//! The timeline picture: rounds as spans, happenings as marks, what is only planned apart, reports as bars.
//! All places across are percentages, so that the picture fits a phone and a newspaper page alike.

use super::dates::When;
use super::layers::word;
use super::links::{Cites, Links, clip, row_anchor};
use super::overview::Dialogue;
use super::piles::{Piles, column};
use super::ruled::At;
use super::scale::{Scale, days};
use super::strings::{Label, language, name, plain};
use hiwar_core::model::{Record, RoundRow, RoundStatus, Status, TimelineRow};
use std::collections::BTreeMap;

/// How many columns the bars stand in.
const BAR_COLUMNS: usize = 56;
/// How many columns a round and another mark keep free beside their own.
const ROUND_ROOM: usize = 7;
const ROOM: usize = 1;
/// Heights, in pixels.
const LEVEL: usize = 17;
/// A lane grows no higher than this; then its marks stand closer together.
const HIGHEST: usize = 190;
const ROUND: usize = 34;
const LABEL: usize = 26;
const BARS: usize = 40;

/// The picture and the same as a list.
pub struct Timeline {
    /// `None` where nothing is dated.
    pub picture: Option<Picture>,
    /// Every line, by date.
    pub list: Vec<Line>,
    /// How many lines have no date.
    pub undated: usize,
}

/// A line of the list.
pub struct Line {
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub when: When,
    pub kind: Label,
    pub summary: String,
    pub status: Label,
    pub class: String,
    pub cites: Cites,
}

/// What the picture consists of.
pub struct Picture {
    pub height: usize,
    pub lanes: Vec<Lane>,
    pub marks: Vec<Mark>,
    pub bars: Vec<BarOf>,
    pub cuts: Vec<String>,
    pub ticks: Vec<TickOf>,
    pub axis: usize,
    /// Where headings begin.
    pub edge: &'static str,
}

/// A heading of the picture, and the height it stands at.
pub struct Lane {
    pub y: usize,
    pub title: String,
}

/// A mark.
pub struct Mark {
    pub x1: String,
    pub x2: String,
    /// Half-way between the two.
    pub middle: String,
    pub y: usize,
    /// `round`, `event`, `agreement`, `commitment` or `due`.
    pub kind: String,
    /// Status.
    pub class: String,
    /// Whether its date is a stretch.
    pub wide: bool,
    pub number: String,
    pub href: String,
    pub title: String,
}

/// A tick and its words; `odd` ones are left out on a narrow screen.
pub struct TickOf {
    pub x: String,
    pub words: String,
    pub year: Option<i16>,
    pub odd: bool,
}

/// How many reports came out.
pub struct BarOf {
    pub x: String,
    pub y: usize,
    pub height: usize,
    pub title: String,
}

/// What is to be placed.
struct Item<'a> {
    days: (i64, i64),
    row: &'a TimelineRow,
}

/// Draws the timeline.
pub fn timeline(record: &Record, dialogues: &[Dialogue], links: &Links) -> Timeline {
    let mut rows: Vec<&TimelineRow> = record.timeline.iter().collect();
    let place = |row: &TimelineRow| days(row.date.as_ref(), row.earliest, row.latest);
    rows.sort_by_key(|row| (place(row).is_none(), place(row), row.id.clone()));
    Timeline {
        picture: picture(record, &rows, dialogues, links),
        undated: rows.iter().filter(|row| place(row).is_none()).count(),
        list: rows.iter().map(|row| line(row, links)).collect(),
    }
}

fn line(row: &TimelineRow, links: &Links) -> Line {
    let class = name(row.status);
    Line {
        when: When::new(row.date.as_ref(), row.earliest, row.latest),
        kind: Label::of("timeline", &row.kind),
        at: links.address("timeline", &row.id),
        summary: links.room_for(&row.summary),
        status: Label::of("status", &class),
        class,
        cites: links.cites(&row.evidence),
    }
}

fn picture(record: &Record, rows: &[&TimelineRow], dialogues: &[Dialogue], links: &Links) -> Option<Picture> {
    let items: Vec<Item> = rows
        .iter()
        .filter(|row| row.kind != "round")
        .filter_map(|row| {
            Some(Item {
                days: days(row.date.as_ref(), row.earliest, row.latest)?,
                row,
            })
        })
        .collect();
    let rounds = placed_rounds(record);
    let reports: Vec<(i64, i64)> = record
        .documents
        .iter()
        .filter_map(|row| days(row.published.as_ref(), row.earliest, row.latest))
        .filter(|(a, b)| b - a <= 31)
        .collect();
    let all = items
        .iter()
        .map(|item| item.days)
        .chain(rounds.values().copied())
        .chain(reports.iter().copied());
    let scale = Scale::over(
        all.flat_map(|(a, b)| if b - a > 62 { vec![(a + b) / 2] } else { vec![a, b] })
            .collect(),
    )?;
    let mut out = Picture {
        height: 0,
        lanes: Vec::new(),
        marks: Vec::new(),
        bars: Vec::new(),
        cuts: scale.cuts().into_iter().map(percent).collect(),
        ticks: Vec::new(),
        axis: 0,
        edge: if language().is_rtl() { "100%" } else { "0" },
    };
    out.draw_rounds(record, &rounds, dialogues, &scale, links);
    let (planned, happened) = items.into_iter().partition(|item| is_planned(item.row));
    out.draw_lane(plain("timeline.happened"), happened, &scale, links);
    out.draw_lane(plain("timeline.planned"), planned, &scale, links);
    out.draw_reports(&reports, &scale);
    Some(out)
}

fn is_planned(row: &TimelineRow) -> bool {
    row.kind == "due" || matches!(row.status, Status::Planned | Status::Possible)
}

/// A place across. The line runs from right to left; a page that reads from left to right sees it in a mirror.
fn percent(at: f64) -> String {
    let at = if language().is_rtl() { at } else { 100.0 - at };
    format!("{at:.2}%")
}

/// Where each round stands. One that nobody dates stands between its neighbours.
fn placed_rounds(record: &Record) -> BTreeMap<&str, (i64, i64)> {
    let mut out = BTreeMap::new();
    for row in &record.rounds {
        out.extend(days(row.date.as_ref(), row.earliest, row.latest).map(|days| (row.id.as_str(), days)));
    }
    let dated = |ordinal: u32, dialogue: &str| {
        let found = record
            .rounds
            .iter()
            .find(|row| row.ordinal == Some(ordinal) && row.dialogue == dialogue)?;
        days(found.date.as_ref(), found.earliest, found.latest)
    };
    for row in record.rounds.iter().filter(|row| row.status == RoundStatus::Gap) {
        let Some(n) = row.ordinal else { continue };
        let before = (1..n).rev().find_map(|n| dated(n, &row.dialogue));
        let after = (n + 1..n + 20).find_map(|n| dated(n, &row.dialogue));
        if let Some(((_, a), (b, _))) = before.zip(after) {
            out.insert(&row.id, ((a + b) / 2, (a + b) / 2));
        }
    }
    out
}

impl Picture {
    fn lane(&mut self, title: &str) {
        self.lanes.push(Lane {
            y: self.height + 15,
            title: title.to_owned(),
        });
        self.height += LABEL;
    }

    fn draw_rounds(
        &mut self,
        record: &Record,
        rounds: &BTreeMap<&str, (i64, i64)>,
        dialogues: &[Dialogue],
        scale: &Scale,
        links: &Links,
    ) {
        for dialogue in dialogues {
            let of = |row: &&RoundRow| {
                dialogue
                    .rounds
                    .iter()
                    .any(|round| round.id == row_anchor("rounds", &row.id))
            };
            let rows: Vec<&RoundRow> = record.rounds.iter().filter(of).collect();
            if !rows.iter().any(|row| rounds.contains_key(row.id.as_str())) {
                continue;
            }
            let title = format!("{} · {}", plain("nav.rounds"), dialogue.name);
            self.lane(if dialogues.len() > 1 {
                &title
            } else {
                plain("nav.rounds")
            });
            let mut piles = Piles::default();
            let top = self.height;
            for row in rows {
                let Some(&(a, b)) = rounds.get(row.id.as_str()) else {
                    continue;
                };
                let (x1, x2) = (scale.at(a), scale.at(b));
                let y = top + ROUND / 2 + piles.level((x1, x2), ROUND_ROOM) * ROUND;
                self.marks.push(round_mark(row, (x1, x2), y, links));
            }
            self.height = top + piles.levels() * ROUND + 6;
        }
    }

    fn draw_lane(&mut self, title: &str, items: Vec<Item>, scale: &Scale, links: &Links) {
        if items.is_empty() {
            return;
        }
        self.lane(title);
        let mut piles = Piles::default();
        let place = |item: &Item| (scale.at(item.days.0), scale.at(item.days.1));
        let levels: Vec<usize> = items.iter().map(|item| piles.level(place(item), ROOM)).collect();
        let pitch = (HIGHEST / piles.levels().max(1)).clamp(4, LEVEL);
        let top = self.height + LEVEL / 2;
        for (item, level) in items.iter().zip(levels) {
            self.marks
                .push(row_mark(item, place(item), top + level * pitch, links));
        }
        self.height = top + piles.levels() * pitch + 8;
    }

    fn draw_reports(&mut self, reports: &[(i64, i64)], scale: &Scale) {
        let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
        for (a, b) in reports {
            *columns
                .entry(column(scale.at((a + b) / 2), BAR_COLUMNS))
                .or_default() += 1;
        }
        if let Some(&most) = columns.values().max() {
            self.lane(plain("timeline.reports"));
            let base = self.height + BARS;
            for (column, count) in columns {
                let height = (count * BARS / most).max(6);
                let x = percent((column as f64 + 0.5) * 100.0 / BAR_COLUMNS as f64);
                self.bars.push(BarOf {
                    x,
                    y: base - height,
                    height,
                    title: format!("{}: {count}", plain("nav.reports")),
                });
            }
            self.height = base;
        }
        self.axis = self.height + 6;
        self.height = self.axis + 40;
        let ticks = scale.ticks();
        let years = ticks.iter().any(|tick| tick.year.is_some());
        let shown = ticks.into_iter().enumerate().map(|(i, tick)| TickOf {
            x: percent(tick.at),
            // Names of months are long: on a narrow screen there is room for the first of each year.
            odd: if years { tick.year.is_none() } else { i % 3 != 0 },
            words: tick.words,
            year: tick.year,
        });
        self.ticks = shown.collect();
    }
}

fn round_mark(row: &RoundRow, (x1, x2): (f64, f64), y: usize, links: &Links) -> Mark {
    let status = name(row.status);
    let number = row.ordinal.map(|n| n.to_string()).unwrap_or_default();
    let when = When::new(row.date.as_ref(), row.earliest, row.latest);
    let cites = links.cites(&row.evidence);
    let place = row.place.as_deref().unwrap_or("");
    let parts = [
        format!("{} {number}", plain("round.one")),
        word("round", &status),
        when.words(),
        place.to_owned(),
    ];
    Mark {
        x1: percent(x1),
        middle: percent((x1 + x2) / 2.0),
        x2: percent(if (x1 - x2).abs() < 0.01 { x1 - 0.01 } else { x2 }),
        y,
        kind: "round".to_owned(),
        class: status.clone(),
        wide: false,
        href: match status.as_str() {
            "gap" => links.row("rounds", &row.id),
            _ => cites
                .first()
                .map_or(links.row("rounds", &row.id), |link| link.href.clone()),
        },
        number,
        title: parts
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
    }
}

/// The shape that a kind is drawn in.
fn shape(kind: &str) -> &str {
    match kind {
        "agreement" | "commitment" | "due" => kind,
        _ => "event",
    }
}

fn row_mark(item: &Item, (x1, x2): (f64, f64), y: usize, links: &Links) -> Mark {
    let row = item.row;
    let class = name(row.status);
    let when = When::new(row.date.as_ref(), row.earliest, row.latest).words();
    let status = word("status", &class);
    let kind = word("timeline", &row.kind);
    Mark {
        x1: percent(x1),
        middle: percent((x1 + x2) / 2.0),
        x2: percent(x2),
        y,
        wide: item.days.0 != item.days.1,
        kind: shape(&row.kind).to_owned(),
        class,
        number: String::new(),
        href: links
            .cites(&row.evidence)
            .first()
            .map_or(links.section("timeline"), |link| link.href.clone()),
        title: format!("{when} · {kind} · {status}\n{}", clip(&row.summary, 160)),
    }
}
