//! Everything that has a date, in its order.

use super::archive::{Archive, Doc, id};
use super::conflicts::round_name;
use super::dialogues::Dialogues;
use super::events::Happening;
use super::rounds::Rounds;
use super::when::When;
use crate::model::{CommitmentRow, DialogueRow, EventRow, Evidence, RoundStatus, Status, TimelineRow};

/// Letters of a clause that a line holds.
const LINE: usize = 200;

/// The timeline: rounds, events, agreements, what was undertaken and when it is due.
pub(crate) fn of(
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rows: &[DialogueRow],
    rounds: &Rounds,
    events: &[(EventRow, &Happening<'_>)],
    commitments: &[CommitmentRow],
) -> Vec<TimelineRow> {
    let mut lines = Vec::new();
    for round in rounds.rows.iter().filter(|r| r.status != RoundStatus::Gap) {
        let (Some(first), Some(last), Some(n)) = (round.earliest, round.latest, round.ordinal) else {
            continue;
        };
        let status = match round.status {
            RoundStatus::Planned => Status::Planned,
            _ => Status::Happened,
        };
        let summary = round_name(archive, dialogues, &round.dialogue, n);
        let mut line = line(
            "round",
            &round.id,
            When::new(first, last),
            summary,
            status,
            &round.evidence,
        );
        line.round = Some(round.id.clone());
        lines.push(line);
    }
    for (event, happening) in events {
        let told = happening.when();
        // A date that somebody has ruled goes before what the reports tell.
        let when = match event.date == told.and_then(When::value) {
            true => told,
            false => event.date.as_deref().and_then(When::parse),
        };
        let Some(when) = when.filter(|w| w.days() <= 366) else {
            continue;
        };
        let telling = happening.tellings().next();
        let doc = telling.and_then(|(d, e)| Some((archive.docs.get(d)?, e.span)));
        let summary = doc.map(|(d, span)| short(d, span)).unwrap_or_default();
        let mut line = line("event", &event.id, when, summary, event.status, &event.evidence);
        let round = happening
            .tellings()
            .find_map(|(d, _)| rounds.around(d, Some(when)));
        line.round = round.map(|r| r.id.clone());
        lines.push(line);
    }
    for dialogue in rows {
        let framework = dialogue.framework.as_ref();
        let year = framework
            .and_then(|f| f.year)
            .and_then(|y| When::parse(&format!("{y:04}")));
        if let (Some(framework), Some(year)) = (framework, year) {
            let agreed = dialogue
                .evidence
                .iter()
                .filter(|e| e.rule.contains("agreement"))
                .cloned()
                .collect::<Vec<_>>();
            lines.push(line(
                "agreement",
                &dialogue.id,
                year,
                framework.name.clone(),
                Status::Happened,
                &agreed,
            ));
        }
    }
    for c in commitments {
        if let Some(due) = c.due.as_deref().and_then(When::parse) {
            let summary = archive.phrase("due", &[("action", &c.action)]);
            let mut line = line("due", &c.id, due, summary, Status::Planned, &c.evidence);
            line.round = c.round.clone();
            lines.push(line);
        }
    }
    lines.sort_by(|a, b| (a.earliest, a.latest, &a.kind, &a.id).cmp(&(b.earliest, b.latest, &b.kind, &b.id)));
    lines
}

fn line(
    kind: &str,
    of: &str,
    when: When,
    summary: String,
    status: Status,
    evidence: &[Evidence],
) -> TimelineRow {
    TimelineRow {
        id: id("time", &[kind, of]),
        date: when.value(),
        earliest: Some(when.first),
        latest: Some(when.last),
        kind: kind.to_owned(),
        summary,
        status,
        round: None,
        evidence: evidence.to_vec(),
    }
}

/// A clause on one line, cut at a word where it is long.
fn short(doc: &Doc<'_>, span: crate::model::Span) -> String {
    let words: Vec<&str> = span.of(doc.text).split_whitespace().collect();
    let mut out = String::new();
    for word in words {
        if out.chars().count() + word.chars().count() > LINE {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
