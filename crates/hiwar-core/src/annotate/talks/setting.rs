//! When, where and how a round is held, from the words of its sentence.

use super::Desk;
use crate::lang::{Features, Hit};
use crate::model::{Annotations, TimeKind, Venue};
use std::ops::Range;

/// How far from a round its date and place may stand, in tokens (a comma counts as three).
const FAR: usize = 26;
const COMMA: usize = 2;
/// A place so near a round needs no verb of holding.
const NEXT: usize = 5;
/// A verb of holding may stand this far outside the words between round and date.
const BESIDE: usize = 8;

impl Desk<'_, '_> {
    /// The date of a round at tokens `from..to`: the nearest date of its sentence with a verb of holding between or beside
    /// them, or right after the round. `others` are the rounds' tokens: a date beyond another round is that one's.
    pub(super) fn date(
        &self,
        from: usize,
        to: usize,
        others: &[usize],
        found: &Annotations,
    ) -> Option<String> {
        let sentence = self.sentence(from);
        let words = self.page.tokens.span(sentence.start, sentence.end);
        let first = found.times.partition_point(|t| t.span.end <= words.start);
        let near = found
            .times
            .iter()
            .skip(first)
            .take_while(|t| t.span.start < words.end);
        let mut best: Option<(usize, &str)> = None;
        for time in near {
            let known = !time.value.stale && matches!(time.value.kind, TimeKind::Date | TimeKind::Time);
            let Some(value) = day(&time.value.value).filter(|_| known) else {
                continue;
            };
            let (start, end) = (
                self.page.tokens.at(time.span.start),
                self.page.tokens.at(time.span.end.saturating_sub(1)) + 1,
            );
            let (low, high, before) = if start >= to {
                (to, start, false)
            } else {
                (end, from, true)
            };
            if low > high || others.iter().any(|o| (low..high).contains(o) && *o != from) {
                continue;
            }
            let far = high - low + COMMA * (low..high).filter(|t| self.is_comma(*t)).count();
            let beside = if before {
                start.saturating_sub(BESIDE)..from
            } else {
                from.saturating_sub(BESIDE)..start
            };
            let beside = beside.start.max(sentence.start)..beside.end;
            // انطلقت أولى جولاته في تونس وسيستأنف الشهر المقبل: the second verb's date is not the round's.
            let other = !before
                && self.verb_in(from.saturating_sub(BESIDE).max(sentence.start)..from)
                && self.verb_in(low..high);
            let held = far <= 1 && !before
                || beside
                    .into_iter()
                    .any(|t| self.hit(t, self.class.round_held).is_some());
            if held && !other && far <= FAR && best.is_none_or(|(d, _)| far < d) {
                best = Some((far, value));
            }
        }
        best.map(|(_, value)| value.to_owned())
    }

    /// Whether a finite verb of holding stands among the tokens.
    fn verb_in(&self, mut tokens: Range<usize>) -> bool {
        let finite = |h: &Hit| h.features.has(Features::PAST) || h.features.has(Features::PRESENT);
        tokens.any(|t| self.hit(t, self.class.round_held).is_some_and(|h| finite(&h)))
    }

    /// The place of a round at tokens `from..to`: the nearest city or capital of its sentence that stands after `في` or `ب`.
    pub(super) fn place(&self, from: usize, to: usize) -> Option<String> {
        let sentence = self.sentence(from);
        let low = sentence.start.max(from.saturating_sub(FAR / 2));
        let high = sentence.end.min(to + FAR / 2);
        let held =
            |low: usize, high: usize| (low..high).any(|t| self.hit(t, self.class.round_held).is_some());
        let scene = |t: usize, far: usize, near: bool| {
            let place = self.held_in(t).filter(|_| far <= NEXT || near);
            place
                .or_else(|| self.country_in(t).filter(|_| far <= NEXT))
                .map(|p| (far, p))
        };
        let open = from.saturating_sub(BESIDE).max(sentence.start);
        let after = (to..high).find_map(|t| scene(t, t - to, held(open, t)));
        let before = (low..from)
            .rev()
            .find_map(|t| scene(t, from - t, held(t.saturating_sub(BESIDE), from)));
        match (before, after) {
            (Some(b), Some(a)) => Some(if b.0 < a.0 { b.1 } else { a.1 }),
            (b, a) => b.or(a).map(|(_, place)| place),
        }
    }

    /// The place that a token names as the scene: `في واشنطن`، `بالقاهرة`، `في العاصمة النمساوية`.
    fn held_in(&self, token: usize) -> Option<String> {
        let scene = |h: &Hit| self.after_in(token, h.glued.preposition, h.glued.conjunction);
        for class in [self.class.city, self.class.capital] {
            if let Some(hit) = self.hit(token, class).filter(scene) {
                return self.text(hit, "name").map(str::to_owned);
            }
        }
        let word = self.hit(token, self.class.capital_of).filter(scene)?;
        for class in [self.class.city, self.class.capital] {
            // العاصمة القطرية الدوحة
            let named = (word.to..word.to + 2).find_map(|t| self.hit(t, class));
            if let Some(hit) = named {
                return self.text(hit, "name").map(str::to_owned);
            }
        }
        let nisba = self.hit(word.to, self.class.nisba)?;
        let code = self.text(nisba, "country")?;
        let capital = self.page.pack.entry_named(&format!("capital-{code}"))?;
        capital.text("name").map(str::to_owned)
    }

    /// `في تونس`: a country right beside a round is its place where no city is named.
    fn country_in(&self, token: usize) -> Option<String> {
        let scene = |h: &Hit| self.after_in(token, h.glued.preposition, h.glued.conjunction);
        let hit = self.hit(token, self.class.country).filter(scene)?;
        self.text(hit, "name").map(str::to_owned)
    }

    /// Whether a token stands after a preposition of place, a word of its own or a letter glued to it.
    fn after_in(&self, token: usize, glued: bool, conjunction: bool) -> bool {
        let before = token.checked_sub(1);
        if !glued {
            return before.is_some_and(|t| self.hit(t, self.class.place_in).is_some());
        }
        let folded = self.page.folded(token);
        let word = if conjunction {
            folded.char_indices().nth(1).and_then(|(i, _)| folded.get(i..))
        } else {
            Some(folded)
        };
        let letters = self
            .page
            .pack
            .entry_named("place-in")
            .and_then(|e| e.text("glued"));
        matches!((word, letters), (Some(w), Some(l)) if w.starts_with(l))
    }

    /// By video or face to face, where the words near a round say so.
    pub(super) fn mode(&self, from: usize, to: usize) -> Option<Venue> {
        let sentence = self.sentence(from);
        let near = from.saturating_sub(FAR / 2).max(sentence.start)..(to + FAR).min(sentence.end);
        let hit = near.into_iter().find_map(|t| self.hit(t, self.class.mode))?;
        match self.text(hit, "mode")? {
            "video" => Some(Venue::Video),
            "in_person" => Some(Venue::InPerson),
            _ => None,
        }
    }
}

/// The date of a TIMEX3 value that begins with a known year; without a time of day.
fn day(value: &str) -> Option<&str> {
    let date = value.split('T').next()?;
    let year = date.get(..4)?;
    year.bytes().all(|b| b.is_ascii_digit()).then_some(date)
}
