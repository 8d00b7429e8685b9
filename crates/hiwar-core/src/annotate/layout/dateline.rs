//! Datelines: place, outlet and date before a report (`بغداد - واع`, `دبي، الإمارات العربية المتحدة (CNN) --`), on a line of
//! their own or before the first sentence.

use super::pieces::Piece;
use super::stamp::StampWords;
use crate::annotate::Page;
use crate::lang::ClassId;
use crate::model::{Annotation, Named, Span};
use crate::text::Gap;

/// No dateline is longer, in tokens.
const LONGEST: usize = 30;

/// The classes that datelines are made of.
pub(super) struct DatelineWords {
    pub(super) stamps: StampWords,
    towns: [ClassId; 2],
    country: ClassId,
    outlet: ClassId,
    desk: ClassId,
}

/// What was read of a dateline so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Dateline {
    /// One past its last token.
    pub(super) to: usize,
    /// The outlet it names: known, or marked off as a name.
    pub(super) outlet: Option<(Span, String)>,
    towns: usize,
    countries: usize,
    desks: usize,
    dated: bool,
    /// Words that are none of these, and where they begin.
    strange: usize,
    strange_from: usize,
    /// How many stretches they make.
    stretches: usize,
    /// The outlet is one that the world data know.
    known: bool,
    /// It stands in brackets.
    bracketed: bool,
    /// A place or a desk came before the strange words.
    placed_before: bool,
}

impl DatelineWords {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let class = |name| page.pack.class(name);
        Self {
            stamps: StampWords::of(page),
            towns: [class("capital"), class("city")],
            country: class("country"),
            outlet: class("outlet"),
            desk: class("desk"),
        }
    }

    /// A piece that is a dateline and nothing else. `titled`: something that can be the title was seen before, so that
    /// strange words beside a place can be an outlet.
    pub(super) fn line(&self, page: &Page<'_>, piece: &Piece, titled: bool) -> Option<Dateline> {
        if piece.words > 14 || piece.to - piece.from > LONGEST {
            return None;
        }
        let mut read = Dateline::default();
        let mut at = piece.from;
        while at < piece.to {
            at = self.step(page, at, piece.to, &mut read).max(at + 1);
        }
        read.to = piece.to;
        // `فيينا: انطلاق الجولة الثامنة` is a headline; `بغداد- العراق اليوم:` a dateline; the colon of `14:30` is none.
        let colon = |t: &usize| page.folded(*t) == ":" && page.folded(*t + 1).parse::<u32>().is_err();
        let (colon, last) = ((piece.from..piece.to).find(colon), piece.to - 1);
        let headline = colon.is_some_and(|c| c < last) || read.stretches > 1 || !self.parted(page, piece);
        let placed = read.towns + read.desks > 0;
        let dated = read.dated && placed | (read.countries > 0);
        let valid = match read.strange {
            0 if read.outlet.is_some() => {
                read.known || dated || placed || (read.bracketed && read.countries > 0)
            }
            0 => dated || (placed && colon == Some(last)) || (read.desks > 0 && read.towns + read.desks > 1),
            1..=4 if headline => false,
            1..=4 if read.outlet.is_some() => read.known,
            1..=4 => titled && (placed || read.dated),
            _ => false,
        };
        if !valid {
            return None;
        }
        if read.outlet.is_none() && read.strange > 0 && (read.placed_before || read.dated) {
            read.outlet = self.strange_name(page, &read, piece.to);
        }
        Some(read)
    }

    /// A dateline before running text, up to the dash or the colon that ends it.
    pub(super) fn before(&self, page: &Page<'_>, piece: &Piece) -> Option<Dateline> {
        let end = piece.to.min(piece.from + LONGEST);
        let mut read = Dateline::default();
        let mut best = None;
        let mut at = piece.from;
        while at < end {
            // `الرياض ـ`: the lengthening mark for a dash; the fold drops it.
            if read.strange == 0 && read.towns > 0 && lengthened(page, at) {
                read.to = at;
                return Some(read);
            }
            let mark = page.folded(at);
            let apart = page.token(at + 1).is_none_or(|t| t.gap != Gap::None);
            let dash =
                mark == "-" && (apart || page.folded(at + 1) == "-" || page.folded(at - at.min(1)) == ")");
            if (dash || mark == ":") && at > piece.from {
                let to = at + 1 + usize::from(page.folded(at + 1) == "-");
                if self.ends(&read, mark == ":", at, page) && piece.to > to + 4 {
                    read.to = to;
                    best = Some(read.clone());
                }
            }
            at = self.step(page, at, end, &mut read).max(at + 1);
            if read.strange > 3 {
                break;
            }
        }
        best
    }

    /// Whether what was read before a dash or a colon is a dateline.
    fn ends(&self, read: &Dateline, colon: bool, at: usize, page: &Page<'_>) -> bool {
        let glued = page.token(at).is_some_and(|t| t.gap == Gap::None);
        match (read.strange, &read.outlet) {
            // `"بوليتيكو": …` names a source, `واس - الرياض:` the house.
            (0, Some(_)) => read.towns > 0 || read.desks > 0 || (!colon && (read.known || read.bracketed)),
            // `خالد السليمي- سبق- حائل:`: the reporter before the outlet.
            (1..=3, Some(_)) if read.known && read.stretches == 1 && !read.placed_before => read.towns > 0,
            // `دبي، دولة الإمارات العربية المتحدة (CNN) --`: a word between place and outlet.
            (1, Some(_)) => !colon && read.towns + read.countries > 0 && page.folded(at - at.min(1)) == ")",
            (0, None) => read.towns + read.desks > 0 && (read.dated || !colon || read.countries == 0),
            // `أم ضوا بان- `: a place that the world data does not know, with the dash at its back.
            (1..=3, None) => {
                !colon && glued && read.stretches == 1 && read.towns + read.countries == 0 && !read.dated
            }
            _ => false,
        }
    }

    /// Reads one element; gives the token after it.
    fn step(&self, page: &Page<'_>, at: usize, end: usize, read: &mut Dateline) -> usize {
        let hit = |class: ClassId| page.hit(at, class).filter(|h| h.to <= end && h.glued.is_plain());
        if let Some((to, inner)) = marked(page, at, end) {
            if read.outlet.is_none() && !self.is_dated(page, inner) {
                read.known = self.is_known(page, inner);
                read.bracketed = page.folded(at) == "(";
                read.outlet = Some(self.name(page, inner));
            }
            return to;
        }
        if let Some(outlet) = hit(self.outlet) {
            read.known |= read.outlet.is_none();
            read.outlet
                .get_or_insert_with(|| self.name(page, (outlet.from, outlet.to)));
            return outlet.to;
        }
        if let Some(town) = self.towns.iter().find_map(|c| hit(*c)) {
            read.towns += 1;
            return town.to;
        }
        if let Some(country) = hit(self.country) {
            read.countries += 1;
            return country.to;
        }
        if let Some(desk) = hit(self.desk) {
            read.desks += 1;
            return desk.to;
        }
        let stamp = self.stamps.read(page, at, end);
        if stamp.to > at {
            read.dated |= stamp.says_date();
            return stamp.to;
        }
        if page.is_word(at) {
            read.stretches +=
                usize::from(read.strange == 0 || !page.is_word(at - at.min(1)) || read.to != at);
            if read.strange == 0 {
                read.strange_from = at;
                read.placed_before = read.towns + read.desks + read.countries > 0;
            }
            read.strange += 1;
            read.to = at + 1;
        }
        at + 1
    }

    /// Whether a dash, a bar or a slash parts it.
    fn parted(&self, page: &Page<'_>, piece: &Piece) -> bool {
        (piece.from..piece.to).any(|t| matches!(page.folded(t), "-" | "|" | "/"))
    }

    fn is_known(&self, page: &Page<'_>, (from, to): (usize, usize)) -> bool {
        page.hit(from, self.outlet).is_some_and(|h| h.to == to)
    }

    fn is_dated(&self, page: &Page<'_>, (from, to): (usize, usize)) -> bool {
        let stamp = self.stamps.read(page, from, to);
        stamp.to == to && stamp.says_when()
    }

    fn strange_name(&self, page: &Page<'_>, read: &Dateline, end: usize) -> Option<(Span, String)> {
        let mut to = read.strange_from;
        while to < end && page.is_word(to) && !self.stamps.read(page, to, end).says_when() {
            to += 1;
        }
        (to > read.strange_from).then(|| self.name(page, (read.strange_from, to)))
    }

    /// A name as the world data have it, else as it is written.
    pub(super) fn name(&self, page: &Page<'_>, (from, to): (usize, usize)) -> (Span, String) {
        let span = page.tokens.span(from, to);
        let known = page
            .hit(from, self.outlet)
            .filter(|_| self.is_known(page, (from, to)));
        let name = known.and_then(|h| page.entry(h).text("name"));
        (span, name.unwrap_or(span.of(page.text)).to_owned())
    }

    /// The site whose name stands before the title (`CNNArabic.com - …`).
    pub(super) fn site(&self, page: &Page<'_>, piece: &Piece) -> Option<Annotation<Named>> {
        let inner = (piece.from, piece.to);
        self.is_known(page, inner)
            .then(|| named(self.name(page, inner), "layout/site"))
    }

    /// An outlet that opens the text in brackets: `(العراق اليوم) يلقي الضوء`. In quotation marks it would be a source.
    pub(super) fn opening(&self, page: &Page<'_>, piece: &Piece) -> Option<Annotation<Named>> {
        let (_, (from, to)) =
            marked(page, piece.from, piece.to).filter(|_| page.folded(piece.from) == "(")?;
        let known = self.is_known(page, (from, to));
        known.then(|| named(self.name(page, (from, to)), "layout/opening"))
    }
}

/// Whether a lengthening mark stands alone between a token and the one before.
fn lengthened(page: &Page<'_>, at: usize) -> bool {
    let ends = at
        .checked_sub(1)
        .and_then(|last| Some((page.token(last)?.span.end, page.token(at)?.span.start)));
    ends.is_some_and(|(from, to)| Span::new(from, to).of(page.text).trim() == "\u{640}")
}

/// An outlet with its rule.
pub(super) fn named((span, name): (Span, String), rule: &str) -> Annotation<Named> {
    Annotation::new(span, rule, Named { name })
}

/// A stretch in brackets or quotation marks of at most five tokens: where it ends, and what is inside.
fn marked(page: &Page<'_>, at: usize, end: usize) -> Option<(usize, (usize, usize))> {
    let close: &[&str] = match page.folded(at) {
        "(" => &[")"],
        "«" => &["»"],
        "\"" => &["\""],
        "“" | "”" => &["”", "“"],
        _ => return None,
    };
    let shut = (at + 2..end.min(at + 9)).find(|t| close.contains(&page.folded(*t)))?;
    let words = (at + 1..shut).any(|t| page.is_word(t));
    words.then_some((shut + 1, (at + 1, shut)))
}
