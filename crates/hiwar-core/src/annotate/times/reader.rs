//! The words of times as the reading functions see them: pieces at tokens.

use super::super::Page;
use super::sense::{Expression, Month, Point, Sense, Unit};
use crate::lang::{ClassId, Entry, Hit};
use crate::model::{Modifier, Span};
use crate::text::{Gap, TokenKind};

macro_rules! classes {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// The classes of `times.toml`, looked up once a page.
        pub(super) struct Classes { $(pub(super) $field: ClassId),* }
        impl Classes {
            fn of(page: &Page<'_>) -> Self { Self { $($field: page.pack.class($name)),* } }
        }
    };
}

classes! {
    month = "month", weekday = "weekday", weekday_bare = "weekday-bare", day_word = "day-word", unit = "time-unit", direction = "time-direction",
    this = "time-this", part = "time-part", day_part = "day-part", reference = "time-ref", set = "time-set",
    link = "time-link", clock = "clock-word", clock_part = "clock-part", zone = "clock-zone", season = "season",
    decade = "decade", year_part = "year-part", vague = "vague-count", about = "time-about", era = "era",
    forward = "looks-forward", back = "looks-back", be = "clause-be", not_time = "not-time-after", not_day = "not-day-after",
    general = "general-noun", age = "age-word", ordinal = "ordinal", number = "number-word",
    outlet = "outlet", holiday = "holiday",
}

/// What begins at a token.
pub(super) enum Found {
    Time(Box<Expression>),
    /// A name that only looks like a time, and where it ends.
    Name(usize),
}

/// Reads time expressions off a page.
pub(super) struct Reader<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) class: Classes,
    /// Whether a class, by its number, can begin an expression.
    begins: Vec<bool>,
}

/// A unit of time as it stands.
#[derive(Clone, Copy)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    /// How many the form says; 0 for a plural.
    pub(super) count: i64,
    pub(super) careful: bool,
    pub(super) to: usize,
    pub(super) hit: Hit,
}

/// A direction as it stands.
#[derive(Clone, Copy)]
pub(super) struct Direction {
    pub(super) value: i32,
    pub(super) mentioned: bool,
    pub(super) vague: bool,
    pub(super) to: usize,
}

impl<'p, 'a> Reader<'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>) -> Self {
        let c = Classes::of(page);
        let first = [
            c.month,
            c.weekday,
            c.day_word,
            c.unit,
            c.this,
            c.part,
            c.day_part,
            c.reference,
            c.set,
            c.link,
            c.clock,
            c.season,
            c.decade,
            c.year_part,
            c.vague,
            c.about,
            c.ordinal,
            c.number,
            c.holiday,
        ]
        .into_iter()
        .chain(Some(c.direction).filter(|_| page.habits().qualifiers_first));
        let mut begins = Vec::new();
        for class in first.filter(|c| *c != ClassId::NONE) {
            let at = usize::from(class.0);
            begins.resize(begins.len().max(at + 1), false);
            begins[at] = true;
        }
        Self {
            page,
            class: c,
            begins,
        }
    }

    /// The longest expression that begins at a token, unless the place shows that it is none.
    pub(super) fn expression(&self, token: usize) -> Option<Found> {
        if !self.may_begin(token) {
            return None;
        }
        let readings = [
            self.stamp(token),
            self.range(token),
            self.clock_range(token),
            self.point(token).map(|(to, p, rule)| (to, Sense::Point(p), rule)),
            self.away(token),
            self.away_behind(token).filter(|_| self.qualifies_first()),
            self.length(token),
            self.length_ahead(token).filter(|_| self.qualifies_first()),
            self.decade_ahead(token).filter(|_| self.qualifies_first()),
            self.clock(token).map(|(to, p, rule)| (to, Sense::Point(p), rule)),
            self.set(token),
            self.era(token),
            self.reference(token),
        ];
        let mut best: Option<(usize, Sense, &'static str)> = None;
        for reading in readings.into_iter().flatten() {
            if best.as_ref().is_none_or(|b| reading.0 > b.0) {
                best = Some(reading);
            }
        }
        let (to, sense, rule) = best?;
        if self.is_no_time(token, to, &sense) {
            return Some(Found::Name(to));
        }
        let end = self.page.tokens.span(token, to).end;
        let weekday = matches!(&sense, Sense::Point(p) if p.weekday.is_some() && p.month.is_none());
        let look = self.look(token, to, weekday);
        Some(Found::Time(Box::new(Expression {
            span: Span::new(self.start(token), end),
            from: token,
            to,
            sense,
            rule,
            look,
        })))
    }

    /// Whether some word of times or a number stands at a token.
    fn may_begin(&self, token: usize) -> bool {
        self.page
            .token(token)
            .is_some_and(|t| t.kind == TokenKind::Number)
            || self.page.hits(token).iter().any(|h| self.of_times(h))
            || self.is_article(token)
    }

    fn of_times(&self, hit: &Hit) -> bool {
        self.begins
            .get(usize::from(hit.class.0))
            .copied()
            .unwrap_or(false)
    }

    /// The byte where the expression begins: behind a conjunction or preposition glued to its first word.
    fn start(&self, token: usize) -> usize {
        let hits = self.page.hits(token).iter().filter(|h| self.of_times(h));
        hits.min_by_key(|h| h.prefix).map_or_else(
            || self.page.tokens.span(token, token + 1).start,
            |h| self.page.span(*h).start,
        )
    }

    /// Whether a token goes on in the line of the token before it.
    pub(super) fn goes_on(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap < Gap::Line)
    }

    /// A hit of a class at a token that goes on in the line.
    pub(super) fn next(&self, token: usize, class: ClassId) -> Option<Hit> {
        self.page.hit(token, class).filter(|_| self.goes_on(token))
    }

    pub(super) fn entry(&self, hit: Hit) -> &'a Entry {
        self.page.entry(hit)
    }

    /// The end of a link word that does `means`, with nothing or only `و` glued to it.
    pub(super) fn link(&self, token: usize, means: &str) -> Option<usize> {
        let hits = self.page.hits(token).iter();
        let mut links =
            hits.filter(|h| h.class == self.class.link && !h.glued.preposition && !h.glued.article);
        links
            .find(|h| self.entry(**h).text("means") == Some(means))
            .map(|h| h.to)
    }

    /// Past a link word where there is one.
    pub(super) fn past(&self, token: usize, means: &str) -> usize {
        if self.goes_on(token) {
            self.link(token, means).unwrap_or(token)
        } else {
            token
        }
    }

    pub(super) fn is_mark(&self, token: usize, marks: &[&str]) -> bool {
        self.goes_on(token) && marks.contains(&self.page.folded(token))
    }

    /// A bare article, as in `الـ21`.
    pub(super) fn is_article(&self, token: usize) -> bool {
        self.page.pack.is_article(self.page.folded(token))
            && !self.qualifies_first()
            && self
                .page
                .token(token + 1)
                .is_some_and(|t| t.kind == TokenKind::Number && t.gap <= Gap::Space)
    }

    /// A conjunction before digits (`و17`), or glued to the word at the token itself: where the second part begins.
    pub(super) fn joined(&self, token: usize) -> Option<usize> {
        if !self.goes_on(token) {
            return None;
        }
        if self.page.pack.is_conjunction(self.page.folded(token)) {
            return Some(token + 1);
        }
        let glued = self
            .page
            .hits(token)
            .iter()
            .any(|h| h.glued.conjunction && h.prefix > 0);
        glued.then_some(token)
    }

    /// A whole number in digits only, without marks.
    pub(super) fn digits(&self, token: usize) -> Option<u32> {
        let kind = self.page.token(token)?.kind;
        (kind == TokenKind::Number).then(|| self.page.folded(token).parse().ok())?
    }

    pub(super) fn unit(&self, token: usize) -> Option<UnitWord> {
        let hit = self.page.hit(token, self.class.unit)?;
        let entry = self.entry(hit);
        Some(UnitWord {
            unit: Unit::named(entry.text("unit")?)?,
            count: entry.number("count")?,
            careful: entry.flag("careful"),
            to: hit.to,
            hit,
        })
    }

    /// A direction behind a unit, a month or a weekday. It has its article, or is one by its form; `قبل` and `بعد`
    /// before it go one further (`العام قبل الماضي`).
    pub(super) fn direction(&self, token: usize) -> Option<Direction> {
        if !self.goes_on(token) || self.qualifies_first() {
            return None;
        }
        let further = [("before", -1), ("after", 1)]
            .into_iter()
            .find_map(|(means, sign)| self.link(token, means).map(|to| (to, sign)));
        if let Some((to, sign)) = further {
            let one = self
                .plain_direction(to)
                .filter(|d| d.value == sign && !d.mentioned && !d.vague)?;
            return Some(Direction {
                value: 2 * sign,
                ..one
            });
        }
        self.plain_direction(token)
    }

    fn plain_direction(&self, token: usize) -> Option<Direction> {
        let hit = self.next(token, self.class.direction)?;
        let entry = self.entry(hit);
        let inflected = hit.features != crate::lang::Features::default();
        let definite = hit.glued.article || !inflected;
        (!hit.glued.conjunction && !hit.glued.preposition && definite).then_some(Direction {
            value: entry.number("value")? as i32,
            mentioned: entry.flag("mentioned"),
            vague: entry.flag("vague"),
            to: hit.to,
        })
    }

    /// A month by name, with its second name where it is written twice (`نيسان/أبريل`, `يوليو (تموز)`, `يوليو تموز`).
    /// `sure`: something beside it already shows that it is a month.
    pub(super) fn month(&self, token: usize, sure: bool) -> Option<(usize, Month)> {
        let hit = self.page.hit(token, self.class.month)?;
        let entry = self.entry(hit);
        let number = u8::try_from(entry.number("value")?).ok()?;
        let month = Month {
            number,
            until: entry.number("until").map_or(number, |u| u as u8),
            hijri: entry.flag("hijri"),
        };
        let mut to = hit.to;
        let twin = |at: usize| {
            let other = self.next(at, self.class.month)?;
            let same = self.entry(other).number("value") == entry.number("value");
            let plain = !other.glued.preposition && !other.glued.article;
            (same && plain && self.entry(other).flag("hijri") == month.hijri).then_some(other.to)
        };
        let mut doubled = true;
        if self.is_mark(to, &["/", "-", "\\"]) && twin(to + 1).is_some() {
            to = twin(to + 1)?;
        } else if self.is_mark(to, &["("])
            && let Some(end) = twin(to + 1).filter(|end| self.is_mark(*end, &[")"]))
        {
            to = end + 1;
        } else if let Some(end) = twin(to) {
            to = end;
        } else {
            doubled = false;
        }
        let told = sure
            || doubled
            || !entry.flag("careful")
            || self.year(to).is_some()
            || self.year_digits(self.past_comma(to)).is_some()
            || self.direction(to).is_some()
            || entry
                .text("exact")
                .is_some_and(|e| self.page.words(token, hit.to).ends_with(e))
            || token > 0
                && ["in", "since", "until", "during", "whole"]
                    .iter()
                    .any(|m| self.link(token - 1, m).is_some());
        told.then_some((to, month))
    }

    pub(super) fn modifier(&self, token: usize) -> Option<(usize, Modifier)> {
        let hit = self.page.hit(token, self.class.part)?;
        let modifier = match self.entry(hit).text("value")? {
            "START" => Modifier::Start,
            "MID" => Modifier::Mid,
            _ => Modifier::End,
        };
        Some((hit.to, modifier))
    }

    pub(super) fn day_part_name(name: &str) -> Option<&'static str> {
        ["MO", "DA", "MI", "AF", "EV", "NI", "DT"]
            .into_iter()
            .find(|n| *n == name)
    }

    /// `الآن`, `مؤخرا`; `وقت لاحق من هذا الشهر` is that month.
    fn reference(&self, token: usize) -> Option<(usize, Sense, &'static str)> {
        let hit = self.page.hit(token, self.class.reference)?;
        let entry = self.entry(hit);
        if entry.flag("of")
            && let Some(from) = self.link(hit.to, "from").filter(|_| self.goes_on(hit.to))
            && let Some((to, point, _)) = self.point(from).or_else(|| self.definite_part(from))
        {
            return Some((to, Sense::Point(point), "times/later-in"));
        }
        // وقت متأخر من مساء الأحد is that evening; وقت متأخر alone tells no time.
        let value = ["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
            .into_iter()
            .find(|v| entry.text("value") == Some(v))?;
        Some((
            hit.to,
            Sense::Reference(value, entry.flag("mentioned")),
            "times/reference",
        ))
    }

    /// The point of a day counted from the day of writing.
    pub(super) fn day_word(&self, token: usize) -> Option<(usize, Point)> {
        let hit = self.page.hit(token, self.class.day_word)?;
        let entry = self.entry(hit);
        let mut point = Point::counted(Unit::Day, entry.number("days")? as i32);
        point.day_part = entry.text("part").and_then(Self::day_part_name);
        Some((hit.to, point))
    }
}
