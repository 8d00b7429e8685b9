//! What the words around an expression tell of it: that it is no time, or where its sentence looks.

use super::reader::Reader;
use super::sense::{Sense, Unit};
use crate::lang::Features;

/// How many tokens before an expression can tell where its sentence looks.
const NEAR: usize = 14;

impl Reader<'_, '_> {
    /// Whether the place shows that an expression is a name: `صحيفة اليوم`, `(العراق اليوم)`, `قوى 14 آذار`.
    pub(super) fn is_no_time(&self, token: usize, to: usize, sense: &Sense) -> bool {
        let Sense::Point(point) = sense else {
            return self.in_outlet(token, to);
        };
        let before = token.checked_sub(1);
        let follows =
            |class| before.is_some_and(|t| self.goes_on(token) && self.page.hit(t, class).is_some());
        let quoted = before.is_some_and(|t| matches!(self.page.folded(t), "\"" | "«" | "“" | "”"));
        let behind_mark = quoted && token > 1 && self.page.hit(token - 2, self.class.not_time).is_some();
        if follows(self.class.not_time) || behind_mark || self.in_outlet(token, to) {
            return true;
        }
        let dated = point.year.is_some() || point.direction.is_some() || point.month.is_some();
        if point.days.is_some()
            && point.year.is_none()
            && point.direction.is_none()
            && follows(self.class.not_day)
        {
            return true;
        }
        // (العراق اليوم)، بغداد - العراق اليوم: - an outlet's name by the marks around it.
        let day = matches!(point.away, Some((Unit::Day, _)))
            && point.weekday.is_none()
            && !dated
            && to == token + 1;
        day && (self.closes_a_name(token, to) || self.ends_a_dateline(token, to))
    }

    /// Whether an outlet's name covers it.
    fn in_outlet(&self, token: usize, to: usize) -> bool {
        let first = token.saturating_sub(4);
        (first..=token).any(|t| {
            let hit = self.page.hit(t, self.class.outlet);
            hit.is_some_and(|h| h.to >= to && h.from <= token && (h.from < token || h.to > to))
        })
    }

    /// In parentheses or quotation marks of at most three words, the last of which it is.
    fn closes_a_name(&self, token: usize, to: usize) -> bool {
        let closed = matches!(self.page.folded(to), ")" | "»" | "\"" | "”" | "“") && self.goes_on(to);
        let opens = |t: usize| matches!(self.page.folded(t), "(" | "«" | "\"" | "“" | "”");
        closed && (1..=3).filter_map(|back| token.checked_sub(back)).any(opens)
    }

    /// Before a colon that ends a short line: `بغداد- العراق اليوم:`.
    fn ends_a_dateline(&self, token: usize, to: usize) -> bool {
        let colon = self.page.folded(to) == ":" && self.goes_on(to) && !self.goes_on(to + 1);
        let start = (0..=6)
            .filter_map(|back| token.checked_sub(back))
            .find(|t| !self.goes_on(*t));
        colon && start.is_some_and(|s| s < token)
    }

    /// Where the sentence looks at an expression: 1 forward, -1 back, 0 not told. The nearest word before it that
    /// tells decides: `قبيل اجتماع الكاظمي مع بايدن، الإثنين` looks forward, `وبدأ وفد عراقي، الخميس` back.
    pub(super) fn look(&self, token: usize, to: usize, weekday: bool) -> i8 {
        let sentence = self.page.sentence(token);
        let first = self.page.sentences.get(sentence).map_or(0, |s| s.start);
        for t in (first.max(token.saturating_sub(NEAR))..token).rev() {
            let look = self.tells(t, t + 1 == token, weekday);
            if look != 0 {
                return look;
            }
            if self.is_mark(t, &[".", "؛", ":"]) {
                break;
            }
        }
        // يوم الأحد سيعقد الوفدان
        let last = self.page.sentences.get(sentence).map_or(to, |s| s.end);
        for t in to..last.min(to + 3) {
            let look = self.tells(t, false, weekday);
            if look != 0 || self.is_mark(t, &["،", ",", ":"]) {
                return look.max(0);
            }
        }
        0
    }

    /// What one word tells. A preposition that is the expression's own lead (`قبل الأحد`) tells only that.
    fn tells(&self, token: usize, adjacent: bool, weekday: bool) -> i8 {
        let mut told = 0;
        for hit in self.page.hits(token) {
            let (future, present) = (hit.glued.future, hit.features.has(Features::PRESENT));
            if future && present || hit.class == self.class.forward && !hit.glued.article {
                // من قبل الحكومة names who did it.
                let by = token > 0 && self.link(token - 1, "from").is_some();
                // قبل هجوم السابع من أكتوبر: only weekdays are near enough for it.
                let weak = self.entry(*hit).flag("weak") && (adjacent || !weekday);
                if !by && !weak {
                    return 1;
                }
            }
            // will be held: the form is past, what it tells is not.
            let passive = token > 0 && self.page.hit(token - 1, self.class.be).is_some();
            if hit.features.has(Features::PAST) && !passive || hit.class == self.class.back && !adjacent {
                told = -1;
            }
        }
        let unknown = self.page.hits(token).is_empty();
        if told == 0
            && unknown
            && self.page.is_word(token)
            && self.page.pack.is_future_verb(self.page.folded(token))
        {
            return 1;
        }
        told
    }
}
