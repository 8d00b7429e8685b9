//! iCalendar (RFC 5545): rounds and meetings as VEVENT, commitments with a due date as VTODO.
//!
//! A month is a span of all its days, with `X-HIWAR-PRECISION` beside it; nothing is put on its first day. Time stamps
//! are the publication of the report that a row rests on, so that the same record makes the same file. Written here
//! and not by a crate: those bring a clock and random ids for what is five property forms and a fold.

use super::archive::Words;
use super::days::{Days, compact};
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::strings::plain as phrase;
use hiwar_core::model::{CommitmentRow, EventRow, Evidence, Progress, RoundRow, RoundStatus, Status, Venue};
use jiff::civil::Date;

/// Octets of a line, without its end.
const FOLD: usize = 75;

/// One calendar.
pub struct Ics;

impl Export for Ics {
    fn left_out(&self, archive: &Archive<'_>) -> Option<String> {
        let undated = archive
            .record
            .commitments
            .iter()
            .filter(|c| Days::of(c.due.as_deref()).is_none())
            .count();
        (undated > 0).then(|| format!("{undated} commitments name no due date and are in no calendar"))
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let record = archive.record;
        let mut cal = Calendar {
            archive,
            out: String::new(),
        };
        cal.put("BEGIN", "VCALENDAR");
        cal.put("VERSION", "2.0");
        cal.put(
            "PRODID",
            concat!("-//Hiwar//hiwar ", env!("CARGO_PKG_VERSION"), "//AR"),
        );
        cal.put("CALSCALE", "GREGORIAN");
        // A round that nobody reports was at no known time.
        let rounds = record.rounds.iter().filter(|r| r.status != RoundStatus::Gap);
        rounds.for_each(|round| cal.round(round));
        record
            .events
            .iter()
            .filter(|e| is_meeting(e))
            .for_each(|event| cal.meeting(event));
        record
            .commitments
            .iter()
            .for_each(|commitment| cal.commitment(commitment));
        cal.put("END", "VCALENDAR");
        give("record.ics", cal.out.as_bytes())
    }
}

/// PLOVER's meetings: those that took place, and planned ones, which it calls agreements.
fn is_meeting(event: &EventRow) -> bool {
    event.kind == "CONSULT" || (event.kind == "AGREE" && event.status == Status::Planned)
}

struct Calendar<'a> {
    archive: &'a Archive<'a>,
    out: String,
}

impl<'a> Calendar<'a> {
    fn round(&mut self, row: &'a RoundRow) {
        let Some(days) = Days::within(row.date.as_deref(), row.earliest, row.latest) else {
            return;
        };
        self.open("VEVENT", &row.id, &row.evidence);
        self.span(days);
        self.summary(&self.archive.round_name(row));
        self.place(row.place.as_deref());
        self.put(
            "STATUS",
            match row.status {
                RoundStatus::Reported => "CONFIRMED",
                RoundStatus::Planned | RoundStatus::Gap => "TENTATIVE",
            },
        );
        let venue = match row.mode {
            Some(Venue::Video) => ",video",
            Some(Venue::InPerson) => ",in_person",
            None => "",
        };
        self.put("CATEGORIES", &format!("round{venue}"));
        self.close("VEVENT", &row.evidence);
    }

    fn meeting(&mut self, row: &'a EventRow) {
        let Some(days) = Days::of(row.date.as_deref()) else {
            return;
        };
        let who = [row.actors.as_slice(), row.recipients.as_slice()]
            .concat()
            .join("، ");
        let what = phrase(&format!("plover.{}", row.kind)).to_owned();
        self.open("VEVENT", &row.id, &row.evidence);
        self.span(days);
        self.summary(if who.is_empty() { &what } else { &who });
        self.place(row.place.as_deref());
        self.put(
            "STATUS",
            match row.status {
                Status::Happened => "CONFIRMED",
                Status::Planned | Status::Possible => "TENTATIVE",
                Status::Denied => "CANCELLED",
            },
        );
        self.put("CATEGORIES", &format!("meeting,{}", row.kind));
        self.close("VEVENT", &row.evidence);
    }

    fn commitment(&mut self, row: &'a CommitmentRow) {
        let Some(days) = Days::of(row.due.as_deref()) else {
            return;
        };
        self.open("VTODO", &row.id, &row.evidence);
        self.put("DUE;VALUE=DATE", &compact(days.last));
        self.put("X-HIWAR-PRECISION", days.precision);
        let by = row.by.join("، ");
        self.summary(&if by.is_empty() {
            row.action.clone()
        } else {
            format!("{by}: {}", row.action)
        });
        let (status, percent) = state(row.status);
        self.put("STATUS", status);
        if let Some(percent) = percent {
            self.put("PERCENT-COMPLETE", percent);
        }
        if let Some(round) = &row.round {
            self.put("RELATED-TO;RELTYPE=PARENT", &uid(round));
        }
        self.put("CATEGORIES", "commitment");
        self.close("VTODO", &row.evidence);
    }

    fn open(&mut self, component: &str, id: &str, evidence: &'a [Evidence]) {
        self.put("BEGIN", component);
        self.put("UID", &uid(id));
        let stamp = self.stamp(evidence);
        self.put("DTSTAMP", &format!("{}T000000Z", compact(stamp)));
    }

    /// The day that the first report with a date was published; the first day of all where none has one.
    fn stamp(&self, evidence: &[Evidence]) -> Date {
        let reports = evidence.iter().filter_map(|at| self.archive.report(&at.document));
        let mut days = reports.filter_map(|row| Days::of(row.published.as_deref()));
        days.next()
            .map(|d| d.first)
            .or(self.archive.latest())
            .unwrap_or(Date::constant(1970, 1, 1))
    }

    /// The days of an event; the last one is exclusive.
    fn span(&mut self, days: Days) {
        self.put("DTSTART;VALUE=DATE", &compact(days.first));
        self.put(
            "DTEND;VALUE=DATE",
            &compact(days.last.tomorrow().unwrap_or(days.last)),
        );
        self.put("X-HIWAR-PRECISION", days.precision);
    }

    fn summary(&mut self, summary: &str) {
        self.put("SUMMARY;LANGUAGE=ar", &escaped(&text::line(summary)));
    }

    fn place(&mut self, place: Option<&str>) {
        if let Some(place) = place {
            self.put("LOCATION;LANGUAGE=ar", &escaped(place));
        }
    }

    /// The words that it rests on, to read and for programs, and the end.
    fn close(&mut self, component: &str, evidence: &'a [Evidence]) {
        let words = self.archive.all(evidence);
        let lines: Vec<String> = words
            .iter()
            .map(|w| format!("«{}» ({})", text::line(w.text), place_of(w)))
            .collect();
        self.put("DESCRIPTION;LANGUAGE=ar", &escaped(&lines.join("\n")));
        if let Some(url) = words.first().and_then(|w| self.archive.address(w.document)) {
            self.put("URL", &url);
        }
        for w in &words {
            self.put(
                "X-HIWAR-EVIDENCE",
                &escaped(&format!("{};{};{};{}", w.document, w.start, w.end, w.text)),
            );
        }
        self.put("END", component);
    }

    fn put(&mut self, name: &str, value: &str) {
        self.out += &folded(&format!("{name}:{value}"));
    }
}

fn place_of(words: &Words<'_>) -> String {
    format!("{} {}–{}", words.document, words.start, words.end)
}

fn uid(id: &str) -> String {
    format!("{}@hiwar", text::iri(id))
}

/// RFC 5545's status of a commitment, and how much of it is done.
fn state(progress: Progress) -> (&'static str, Option<&'static str>) {
    match progress {
        Progress::Done => ("COMPLETED", Some("100")),
        Progress::InProgress => ("IN-PROCESS", None),
        Progress::PartlyDone => ("IN-PROCESS", Some("50")),
        Progress::Superseded => ("CANCELLED", None),
        Progress::Announced | Progress::NotDone | Progress::Overdue | Progress::NoEvidence => {
            ("NEEDS-ACTION", None)
        }
    }
}

/// A text value: `\`, `;`, `,` and line ends escaped, other control characters left out.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out += "\\n",
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line in pieces of at most 75 octets, none of which cuts a character.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > FOLD {
            out += "\r\n ";
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters() {
        let folded = folded(&"ح".repeat(80));
        assert!(folded.ends_with("\r\n"));
        assert!(folded.split("\r\n").all(|line| line.len() <= FOLD), "{folded:?}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), "ح".repeat(80));
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }
}
