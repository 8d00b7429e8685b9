//! Numbers in digits and in words (`3 آلاف و500`, `خمسة وعشرون`), found once for all layers.
//!
//! Words come from `lang/<code>/numbers.toml`; ordinals (class `ordinal`) are words only and are not put together here.

use super::Page;
use crate::lang::{ClassId, Hit};
use crate::text::{Gap, TokenKind};

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Its value.
    pub value: f64,
    /// Whether all of it is digits.
    pub digits: bool,
    /// Whether it has an article (`الأيام العشرة`, `الرئاسات الثلاث`): it points at things already known.
    pub definite: bool,
    /// Whether it is a bare part of one (`ثلث`, `نصف`): of what, the words after it say.
    pub fraction: bool,
}

/// Every number of a page, in the order of the text, the longest reading of each, without overlap.
pub(crate) fn numbers(page: &Page<'_>) -> Vec<Number> {
    let reader = Reader {
        page,
        class: page.pack.class("number-word"),
    };
    let mut found = Vec::new();
    let mut token = 0;
    while token < page.tokens.len() {
        let number = match page.habits().bare_numbers {
            true => reader.side_by_side(token),
            false => reader.number(token),
        };
        match number {
            Some(number) => {
                token = number.to.max(token + 1);
                found.push(number);
            }
            None => token += 1,
        }
    }
    found
}

/// What one word or one token of digits gives to a number.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Digits(f64),
    /// Below ten.
    Unit(f64),
    /// Ten to nineteen: nothing comes after it but a scale.
    Teen(f64),
    Ten(f64),
    Hundred,
    /// Two hundred, three hundred …
    Hundreds(f64),
    /// A scale, and how many of it the bare word is (`ألف` 1, `ألفا` 2, `آلاف` none).
    Scale(f64, f64),
    Fraction(f64),
}

/// A part with its place.
#[derive(Clone, Copy)]
struct Word {
    part: Part,
    to: usize,
    /// `و` is glued to it.
    joined: bool,
    definite: bool,
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    class: ClassId,
}

impl Reader<'_, '_> {
    fn number(&self, token: usize) -> Option<Number> {
        let first = self.word(token)?;
        let digits = matches!(first.part, Part::Digits(_));
        let of = |to, value, fraction| Number {
            from: token,
            to,
            value: tidy(value),
            digits: digits && to == token + 1,
            definite: first.definite,
            fraction,
        };
        if let Part::Fraction(value) = first.part {
            // نصف مليون
            return Some(match self.after(first.to).map(|w| (w.part, w.to)) {
                Some((Part::Scale(scale, alone), to)) if alone > 0.0 => of(to, value * scale, false),
                _ => of(first.to, value, true),
            });
        }
        let (mut to, mut value, mut lowest) = self.scaled(token)?;
        // A second, lower part: ثلاثة آلاف وخمسمئة، مليون و200 ألف، مليون ونصف المليون.
        while let Some(next) = self.joined(to) {
            if let Some(Word {
                part: Part::Fraction(part),
                to: end,
                ..
            }) = self.word(next).filter(|_| lowest >= 1.0)
            {
                value += part * lowest;
                to = match self.after(end) {
                    Some(w) if matches!(w.part, Part::Scale(scale, _) if scale == lowest) => w.to,
                    _ => end,
                };
                break;
            }
            match self.scaled(next) {
                Some((end, more, scale)) if lowest >= 100.0 && more < lowest && more > 0.0 => {
                    (to, value, lowest) = (end, value + more, scale);
                }
                _ => break,
            }
        }
        Some(of(to, value, false))
    }

    /// `two hundred and five thousand`, `twenty-one`, `2.5 million`, `half a million`: the greater part before the lesser.
    fn side_by_side(&self, token: usize) -> Option<Number> {
        let first = self.word(token)?;
        let (mut to, mut total, mut group, mut least) = (token, 0.0, 0.0, f64::INFINITY);
        let mut at = token;
        while let Some(word) = self.word(at).filter(|_| at == token || self.goes_on(at)) {
            match word.part {
                Part::Scale(_, 0.0) if to == token => return None,
                Part::Digits(value) if to == token => (group, least) = (value, 0.0),
                Part::Unit(v) | Part::Teen(v) if least > 9.0 => (group, least) = (group + v, 1.0),
                Part::Ten(v) | Part::Hundreds(v) if least > 99.0 || to == token => {
                    (group, least) = (group + v, 10.0)
                }
                Part::Hundred => (group, least) = (f64::max(group, 1.0) * 100.0, 100.0),
                Part::Scale(scale, _) => {
                    total += f64::max(group, if total > 0.0 { 0.0 } else { 1.0 }) * scale;
                    (group, least) = (0.0, scale);
                }
                Part::Fraction(value) if to == token => return self.part_of_scale(token, word, value),
                _ => break,
            }
            to = word.to;
            // twenty-one, a hundred and five: what joins the parts is no part of the value.
            let joint = self.page.folded(to) == "-" || self.page.pack.is_conjunction(self.page.folded(to));
            let digits = matches!(first.part, Part::Digits(_)) && least < 1.0;
            at = if joint && !digits && least > 9.0 {
                to + 1
            } else {
                to
            };
        }
        (to > token).then(|| Number {
            from: token,
            to,
            value: tidy(total + group),
            digits: matches!(first.part, Part::Digits(_)) && to == token + 1,
            definite: first.definite,
            fraction: false,
        })
    }

    /// `half`, `half a million`.
    fn part_of_scale(&self, token: usize, word: Word, value: f64) -> Option<Number> {
        let scale = [word.to, word.to + 1]
            .into_iter()
            .find_map(|t| match self.after(t)?.part {
                Part::Scale(scale, alone) if alone > 0.0 => Some((t + 1, value * scale)),
                _ => None,
            });
        let (to, value) = scale.unwrap_or((word.to, value));
        let fraction = scale.is_none();
        Some(Number {
            from: token,
            to,
            value,
            digits: false,
            definite: word.definite,
            fraction,
        })
    }

    fn goes_on(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap < Gap::Line)
    }

    /// A number below a thousand with the scales behind it; its end, its value, and its lowest unit: the scale, 100
    /// for a round hundred in words, 1 for other words, 0 for digits, which take no second part (`2008 و2012`).
    fn scaled(&self, token: usize) -> Option<(usize, f64, f64)> {
        let (mut to, mut value, mut lowest) = match self.word(token)?.part {
            Part::Scale(_, 0.0) | Part::Fraction(_) => return None,
            Part::Scale(scale, alone) => (self.word(token)?.to, scale * alone, scale),
            _ => self.small(token)?,
        };
        while let Some(word) = self.after(to) {
            match word.part {
                Part::Scale(scale, _) if !word.joined => {
                    (to, value, lowest) = (word.to, value * scale, scale);
                }
                _ => break,
            }
        }
        Some((to, value, lowest))
    }

    /// Digits, or words below a thousand: مئة وخمسة وعشرون، ثلاث مئة.
    fn small(&self, token: usize) -> Option<(usize, f64, f64)> {
        let first = self.word(token)?;
        let (mut to, mut value) = match first.part {
            Part::Digits(value) => return Some((first.to, value, 0.0)),
            Part::Teen(value) => return Some((first.to, value, 1.0)),
            Part::Hundred => (first.to, 100.0),
            Part::Hundreds(value) | Part::Ten(value) => (first.to, value),
            Part::Unit(unit) => match self.after(first.to) {
                Some(word) if word.part == Part::Hundred && !word.joined && unit > 2.0 => {
                    (word.to, unit * 100.0)
                }
                _ => (first.to, unit),
            },
            Part::Scale(..) | Part::Fraction(_) => return None,
        };
        if value >= 100.0 {
            let Some(next) = self.joined(to) else {
                return Some((to, value, 100.0));
            };
            match self.word(next).map(|w| (w.part, w.to)) {
                Some((Part::Teen(more), end)) => return Some((end, value + more, 1.0)),
                Some((Part::Ten(more), end)) => return Some((end, value + more, 1.0)),
                Some((Part::Unit(more), end)) => (to, value) = (end, value + more),
                _ => return Some((to, value, 100.0)),
            }
        } else if value >= 10.0 {
            return Some((to, value, 1.0));
        }
        // خمسة وعشرون
        if value % 10.0 > 0.0
            && let Some(next) = self.joined(to)
            && let Some(Word {
                part: Part::Ten(ten),
                to: end,
                ..
            }) = self.word(next)
        {
            (to, value) = (end, value + ten);
        }
        Some((to, value, 1.0))
    }

    /// The token after an `و`, glued to a word or standing before digits (`و500`).
    fn joined(&self, token: usize) -> Option<usize> {
        let next = self.page.token(token).filter(|t| t.gap < Gap::Line)?;
        if next.kind == TokenKind::Word && self.word(token).is_some_and(|w| w.joined) {
            return Some(token);
        }
        let digits = self.page.token(token + 1)?;
        let conjunction = self.page.pack.is_conjunction(self.page.folded(token));
        (conjunction && digits.kind == TokenKind::Number && digits.gap <= Gap::Space).then_some(token + 1)
    }

    /// The part at a token that goes on in the same line without `و`.
    fn after(&self, token: usize) -> Option<Word> {
        let same_line = self.page.token(token)?.gap < Gap::Line;
        self.word(token).filter(|w| same_line && !w.joined)
    }

    fn word(&self, token: usize) -> Option<Word> {
        if self.page.token(token)?.kind == TokenKind::Number {
            let part = Part::Digits(digits(self.page.folded(token), self.scale_follows(token + 1))?);
            return Some(Word {
                part,
                to: token + 1,
                joined: false,
                definite: false,
            });
        }
        let hit = self.page.hit(token, self.class)?;
        let entry = self.page.entry(hit);
        let value = entry.number("value")? as f64;
        let part = match entry.text("kind")? {
            "unit" => Part::Unit(value),
            "teen" => Part::Teen(value),
            "ten" => Part::Ten(value),
            "hundred" => Part::Hundred,
            "hundreds" => Part::Hundreds(value),
            "scale" => Part::Scale(value, entry.number("alone").unwrap_or(1) as f64),
            "fraction" => Part::Fraction(value / entry.number("under").unwrap_or(1).max(1) as f64),
            _ => return None,
        };
        // الاثنين is Monday; الألف, المئة with nothing before them are mostly names (الألف للميل).
        let named = hit.glued.article && matches!(part, Part::Unit(v) if v == 2.0);
        (!named && !hit.glued.future).then_some(Word {
            part,
            to: hit.to,
            joined: hit.glued.conjunction,
            definite: hit.glued.article,
        })
    }

    fn scale_follows(&self, token: usize) -> bool {
        self.page.hit(token, self.class).is_some_and(|hit: Hit| {
            self.page.entry(hit).text("kind") == Some("scale") && !hit.glued.conjunction
        })
    }
}

/// 16.1 trillion is 16100000000000, not what binary fractions make of it: twelve digits are more than anybody writes.
fn tidy(value: f64) -> f64 {
    if value.fract() == 0.0 {
        return value;
    }
    format!("{value:.11e}").parse().unwrap_or(value)
}

/// The value of digits with their marks. A mark before three last digits groups (`2,500`; `2.500` too, as Maghrebi
/// and older Gulf papers write, unless a scale follows: `2.500 مليون`); another single one is the decimal mark.
/// Nothing for what is no number (`2021.07.25`).
pub(crate) fn digits(folded: &str, scaled: bool) -> Option<f64> {
    if folded.bytes().all(|b| b.is_ascii_digit()) {
        return folded.parse().ok();
    }
    let marks = || folded.bytes().filter(|b| !b.is_ascii_digit());
    let first = marks().next()?;
    let mut groups = folded.split([',', '.']);
    let head = groups.next()?;
    let grouped = head.len() <= 3 && head != "0" && groups.clone().all(|g| g.len() == 3);
    if grouped && marks().all(|m| m == first) && !(scaled && marks().count() == 1) {
        return folded.replace([',', '.'], "").parse().ok();
    }
    if marks().count() == 1 {
        return folded.replace(',', ".").parse().ok();
    }
    // 1,234.5
    let (whole, decimals) = folded.rsplit_once('.')?;
    let plain = whole.replace(',', "");
    (first == b',' && !plain.contains('.') && whole.split(',').skip(1).all(|g| g.len() == 3))
        .then(|| format!("{plain}.{decimals}").parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn marks_in_digits() {
        for (text, scaled, value) in [
            ("2,500", false, Some(2500.0)),
            ("2.500", false, Some(2500.0)),
            ("2.500", true, Some(2.5)),
            ("3.5", false, Some(3.5)),
            ("2,5", false, Some(2.5)),
            ("0.125", false, Some(0.125)),
            ("1.234.567", false, Some(1_234_567.0)),
            ("1,234.5", false, Some(1234.5)),
            ("2021.07.25", false, None),
        ] {
            assert_eq!(digits(text, scaled), value, "{text}");
        }
    }
}
