//! Lengths of time, what is so far away, what recurs.

use super::reader::Reader;
use super::sense::{Amount, Sense, Unit};
use crate::model::Modifier;

/// Where it ends, what it says, and the rule that read it.
pub(super) type Told = Option<(usize, Sense, &'static str)>;

impl Reader<'_, '_> {
    /// `قبل يومين`, `بعد ثلاثة أشهر`, `بعد ذلك بيومين`.
    pub(super) fn away(&self, token: usize) -> Told {
        // «After three years they met»: counted from what is told, and a length only.
        if self.qualifies_first() {
            return None;
        }
        let (to, sign) = match (self.link(token, "before"), self.link(token, "after")) {
            (Some(to), _) => (to, -1),
            (_, Some(to)) => (to, 1),
            _ => return None,
        };
        if !self.goes_on(to) || token > 0 && self.link(token - 1, "from").is_some() && self.goes_on(token) {
            return None;
        }
        // بعد ذلك بيومين، قبلها بأسبوع
        if let Some(that) = self
            .page
            .hit(to, self.class.this)
            .filter(|h| self.entry(*h).number("far") == Some(1))
        {
            let glued = self.page.hits(that.to).iter().any(|h| h.glued.preposition);
            let (end, amounts, _) = self
                .amounts(that.to, true)
                .filter(|_| glued && self.goes_on(that.to))?;
            return Some((
                end,
                Sense::Away {
                    amounts,
                    sign,
                    mentioned: true,
                },
                "times/away-from-that",
            ));
        }
        let (end, amounts, modifier) = self.amounts(to, true)?;
        let known = amounts.iter().all(|a| a.count.is_some());
        // بعد يومين من الهجوم، قبل ساعات من الاجتماع: from another event, so it is a length only.
        let on = self.goes_on(end) && self.link(end, "on").is_some();
        let other = on
            || self.goes_on(end)
                && self
                    .link(end, "from")
                    .is_some_and(|at| self.page.hit(at, self.class.reference).is_none());
        if other || !known {
            return Some((
                end,
                Sense::Length(amounts, modifier, 0),
                "times/length-from-event",
            ));
        }
        let mut end = end;
        if let Some(at) = self.link(end, "from").filter(|_| self.goes_on(end))
            && let Some(now) = self.next(at, self.class.reference)
        {
            end = now.to;
        }
        Some((
            end,
            Sense::Away {
                amounts,
                sign,
                mentioned: false,
            },
            "times/away",
        ))
    }

    /// `خمسة أيام`, `عام ونصف`, `أكثر من 10 أعوام`, `الأشهر القليلة الماضية`, `الـ24 ساعة الماضية`.
    pub(super) fn length(&self, token: usize) -> Told {
        // طوال الأسبوع
        if token > 0
            && self.link(token - 1, "whole").is_some()
            && let Some(unit) = self
                .unit(token)
                .filter(|u| u.count == 1 && u.hit.glued.article && self.goes_on(token))
            && !self.is_general(token)
        {
            return Some((
                unit.to,
                Sense::Length(vec![one(unit.unit)], None, 0),
                "times/whole-unit",
            ));
        }
        // A cell or a query that holds nothing else.
        let alone = token == 0 && self.unit(token).is_some_and(|u| u.to == self.page.tokens.len());
        let led = alone
            || token > 0
                && (["since", "during", "each", "whole"]
                    .iter()
                    .any(|m| self.link(token - 1, m).is_some())
                    || self
                        .page
                        .hits(token)
                        .iter()
                        .any(|h| h.class == self.class.unit && h.glued.preposition));
        // آخر ثلاث سنوات
        let last = self
            .link(token, "final")
            .filter(|at| self.page.number(*at).is_some());
        let from = last.unwrap_or(token);
        let (to, amounts, modifier) = self.amounts(from, alone || led && self.goes_on(token))?;
        if self.is_age(token, to) {
            return None;
        }
        let told = (token + 1..to).find_map(|t| self.direction(t).filter(|d| d.to == to && !d.mentioned));
        let sign = last.map_or(told.map_or(0, |d| d.value.signum()), |_| -1);
        Some((to, Sense::Length(amounts, modifier, sign), "times/length"))
    }

    /// Amounts joined by `و`, with `نحو`, `أكثر من` before or `تقريبا` behind. `led`: a bare unit will do (`خلال شهر`).
    pub(super) fn amounts(&self, token: usize, led: bool) -> Option<(usize, Vec<Amount>, Option<Modifier>)> {
        let about = self
            .page
            .hit(token, self.class.about)
            .filter(|h| !self.entry(*h).flag("after"));
        let at = about.map_or(token, |h| h.to);
        if about.is_some() && !self.goes_on(at) {
            return None;
        }
        let mut modifier = about
            .and_then(|h| self.entry(h).text("value"))
            .and_then(named_modifier);
        let (mut to, first) = self.amount(at, led || about.is_some())?;
        let mut amounts = vec![first];
        while let Some(next) = self.joined(to).or_else(|| self.listed_amount(to)) {
            match self.amount(
                next,
                next > to || self.unit(next).is_some_and(|u| u.hit.glued.conjunction),
            ) {
                Some((end, more)) if amounts.iter().all(|a| a.unit != more.unit) => {
                    amounts.push(more);
                    to = end;
                }
                _ => break,
            }
        }
        // ثلاثة أشهر وسنة
        amounts.sort_by_key(|a| std::cmp::Reverse(a.unit));
        if let Some(behind) = self
            .next(to, self.class.about)
            .filter(|h| self.entry(*h).flag("after"))
        {
            (to, modifier) = (behind.to, Some(Modifier::Approx));
        }
        Some((to, amounts, modifier))
    }

    /// `سنتان، 3 أشهر، و4 أيام`: past a comma, where a number goes on behind it.
    fn listed_amount(&self, token: usize) -> Option<usize> {
        let comma = self.past_comma(token);
        let at = self.joined(comma).unwrap_or(comma);
        (comma > token && self.page.number(at).is_some()).then_some(at)
    }

    fn amount(&self, token: usize, led: bool) -> Option<(usize, Amount)> {
        let start = if self.is_article(token) { token + 1 } else { token };
        // عدة أيام، بضع ساعات
        if let Some(vague) = self
            .page
            .hit(token, self.class.vague)
            .filter(|h| !self.entry(*h).flag("after"))
        {
            let unit = self
                .unit(vague.to)
                .filter(|u| u.count == 0 && self.goes_on(vague.to))?;
            return Some((self.past_directions(unit.to), some(unit.unit)));
        }
        if let Some(number) = self.page.number(start) {
            return self.counted_amount(start, number.to, number.value, number.fraction);
        }
        let unit = self.unit(token)?;
        match unit.count {
            // شهرين؛ يومي 6 و7 begins a list and is no length.
            // الأمناء العامين: with its article a dual of time has a direction (اليومين الأخيرين).
            2 if unit.hit.glued.article && self.direction(unit.to).is_none() => None,
            2 if !unit.careful => {
                let to = self.past_directions(unit.to);
                Some(self.with_half(to, unit.unit, 2.0))
            }
            0 => self.many(token, unit, led),
            1 => {
                let one = self
                    .page
                    .number(unit.to)
                    .filter(|n| n.value == 1.0 && self.goes_on(unit.to));
                let half = self.with_half(unit.to, unit.unit, 1.0);
                if let Some(one) = one.filter(|_| !unit.hit.glued.article) {
                    return Some(self.with_half(one.to, unit.unit, 1.0));
                }
                if half.0 > unit.to && !unit.hit.glued.article {
                    return Some(half);
                }
                let careful = unit.careful && unit.unit > Unit::Minute;
                let bare = (led || self.has_rest(unit))
                    && !careful
                    && !unit.hit.glued.article
                    && unit.unit != Unit::Weekend;
                let named = unit.unit == Unit::Month && self.next(unit.to, self.class.month).is_some();
                let plain = !named
                    && self.direction(unit.to).is_none()
                    && (self.page.number(unit.to).is_none() || self.has_rest(unit));
                (bare && plain && !self.is_general(token)).then_some(half)
            }
            _ => None,
        }
    }

    /// `ساعة و20 دقيقة`: a finer amount behind a bare unit shows that it is one of it.
    fn has_rest(&self, unit: super::reader::UnitWord) -> bool {
        let Some(next) = self.joined(unit.to) else {
            return false;
        };
        let number = self.page.number(next).map(|n| n.to);
        let rest = self.unit(number.unwrap_or(next)).filter(|u| u.unit < unit.unit);
        rest.is_some_and(|u| number.is_some() || u.count == 2 && !u.careful && !unit.careful)
    }

    /// A number before its unit.
    fn counted_amount(&self, start: usize, at: usize, value: f64, fraction: bool) -> Option<(usize, Amount)> {
        let mut at = at;
        // بين 10 و14 يوما is a range; «10-14 يوما» too.
        if let Some(few) = self.next(at, self.class.vague) {
            at = few.to;
        }
        let unit = self
            .unit(at)
            .filter(|u| self.goes_on(at) && !u.hit.glued.preposition && !u.hit.glued.conjunction)?;
        let definite = unit.hit.glued.article && !fraction;
        let year = unit.unit == Unit::Year && (1900.0..2100.0).contains(&value) && unit.count == 1;
        if unit.count == 2 || definite && self.direction(unit.to).is_none() || year || start == usize::MAX {
            return None;
        }
        if unit.careful && matches!(unit.unit, Unit::Decade) && value < 3.0 {
            return None;
        }
        let to = self.past_directions(unit.to);
        Some(self.with_half(to, unit.unit, value))
    }

    /// A plural: `الأيام المقبلة`, `السنوات العشر الماضية`, `ساعات قليلة`; bare only where a word of time leads (`منذ أشهر`).
    fn many(&self, token: usize, unit: super::reader::UnitWord, led: bool) -> Option<(usize, Amount)> {
        let mut to = unit.to;
        let mut count = None;
        let number = self
            .page
            .number(to)
            .filter(|n| (n.definite || n.digits && self.direction(n.to).is_some()) && self.goes_on(to));
        if let Some(number) = number.filter(|_| unit.hit.glued.article) {
            (to, count) = (number.to, Some(number.value));
        }
        let few = self
            .next(to, self.class.vague)
            .filter(|h| self.entry(*h).flag("after"));
        to = few.map_or(to, |h| h.to);
        let end = self.past_directions(to);
        let amount = Amount {
            count,
            unit: unit.unit,
        };
        let definite = unit.hit.glued.article;
        let told = end > to || few.is_some() && !definite || led && !definite && !unit.careful;
        let _ = token;
        told.then_some((end, amount))
    }

    /// Past a direction, or two (`القليلة الماضية`), that agree with a plural.
    fn past_directions(&self, token: usize) -> usize {
        let mut to = token;
        if let Some(few) = self
            .next(to, self.class.vague)
            .filter(|h| self.entry(*h).flag("after"))
            && self.direction(few.to).is_some()
        {
            to = few.to;
        }
        match self.direction(to).filter(|d| !d.mentioned || d.vague) {
            Some(direction) => direction.to,
            None => token,
        }
    }

    /// `ونصف`, `ونصف العام` behind an amount.
    fn with_half(&self, token: usize, unit: Unit, count: f64) -> (usize, Amount) {
        let amount = |count| Amount {
            count: Some(count),
            unit,
        };
        if let Some(at) = self.joined(token)
            && let Some(part) = self.page.number(at).filter(|n| n.fraction)
        {
            let again = self
                .unit(part.to)
                .filter(|u| self.goes_on(part.to) && u.hit.glued.article);
            return match again {
                Some(u) if u.unit == unit => (u.to, amount(count + part.value)),
                // ساعة ونصف دقيقة is two amounts.
                None if self.unit(part.to).is_none() => (part.to, amount(count + part.value)),
                _ => (token, amount(count)),
            };
        }
        (token, amount(count))
    }

    /// `البالغ من العمر 45 عاما`, `(45 عاما)`.
    fn is_age(&self, token: usize, to: usize) -> bool {
        let at_it = token > 0
            && self
                .page
                .hit(token - 1, self.class.age)
                .is_some_and(|h| self.entry(h).flag("near"));
        let near = (1..=3).filter_map(|back| token.checked_sub(back));
        let told = near.clone().any(|t| {
            self.page
                .hit(t, self.class.age)
                .is_some_and(|h| !self.entry(h).flag("near"))
                && self.page.sentence(t) == self.page.sentence(token)
        });
        let bracketed = token > 0 && self.is_mark(token - 1, &["("]) && self.is_mark(to, &[")"]);
        at_it || told || bracketed
    }

    /// `يوميا`, `كل أسبوع`, `كل ثلاثة أشهر`, `كل يوم جمعة`, `كل مساء`.
    pub(super) fn set(&self, token: usize) -> Told {
        if let Some(hit) = self.page.hit(token, self.class.set) {
            let unit = match self.entry(hit).text("value")? {
                "P1D" => Unit::Day,
                "P1W" => Unit::Week,
                "P1M" => Unit::Month,
                _ => Unit::Year,
            };
            return Some((hit.to, Sense::Every(one(unit)), "times/set"));
        }
        let to = self.link(token, "each")?;
        if !self.goes_on(to) {
            return None;
        }
        let day = self
            .unit(to)
            .filter(|u| u.unit == Unit::Day && u.count == 1 && self.goes_on(u.to))
            .map_or(to, |u| u.to);
        let bare = || self.page.hit(day, self.class.weekday_bare);
        if let Some(hit) = self.page.hit(day, self.class.weekday).or_else(bare) {
            let weekday = u8::try_from(self.entry(hit).number("value")?).ok()?;
            return Some((hit.to, Sense::EveryWeekday(weekday), "times/each-weekday"));
        }
        if let Some(hit) = self
            .page
            .hit(to, self.class.day_part)
            .filter(|h| !h.glued.article)
        {
            let part = self.entry(hit).text("value").and_then(Self::day_part_name)?;
            return Some((hit.to, Sense::EveryPart(part), "times/each-part-of-day"));
        }
        let (end, amount) = self.amount(to, true).filter(|(_, a)| a.count.is_some())?;
        let definite = self.unit(to).is_some_and(|u| u.hit.glued.article);
        (!definite).then_some((end, Sense::Every(amount), "times/each"))
    }
}

fn one(unit: Unit) -> Amount {
    Amount {
        count: Some(1.0),
        unit,
    }
}

fn some(unit: Unit) -> Amount {
    Amount { count: None, unit }
}

fn named_modifier(name: &str) -> Option<Modifier> {
    Some(match name {
        "APPROX" => Modifier::Approx,
        "MORE_THAN" => Modifier::MoreThan,
        "LESS_THAN" => Modifier::LessThan,
        "EQUAL_OR_MORE" => Modifier::EqualOrMore,
        "EQUAL_OR_LESS" => Modifier::EqualOrLess,
        _ => return None,
    })
}
