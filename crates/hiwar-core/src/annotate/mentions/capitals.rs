//! People in a script that writes names with capitals: `Foreign Minister Fuad Hussein`, `Mr. Biden`, `Joe Biden said`.

use super::bodies::covering;
use super::names::Name;
use super::offices;
use super::people::Mentions;
use crate::annotate::Page;
use crate::lang::Features;
use crate::text::{Gap, TokenKind};
use rustc_hash::FxHashSet;

/// No name has more tokens (`Abdel Fattah al-Burhan` has five).
const LONGEST: usize = 8;

impl Mentions<'_, '_> {
    /// Every name of a person that its capitals and what stands beside it show.
    pub(super) fn by_capitals(&mut self) {
        let names = self.runs();
        for name in &names {
            self.told(*name);
        }
        let known = self.last_words();
        for name in names.into_iter().filter(|n| n.parts == 1) {
            let word = self.page.folded(name.to - 1);
            let surname = self.page.hit(name.from, self.classes.surname);
            if known.contains(word) {
                self.push(name, None, "memory");
            } else if surname.is_some_and(|h| h.to == name.to) {
                self.push(name, None, "known-surname");
            }
        }
    }

    /// A name with its title, by its first word, or beside a word of saying.
    fn told(&mut self, name: Name) {
        let (page, classes) = (self.page, self.classes);
        if let Some(before) = offices::before(page, classes, self.bodies, name.from) {
            let rule = if before.role.is_some() { "title" } else { "rank" };
            let role = offices::behind(page, classes, self.bodies, name.to).or(before.role);
            let role = role.map(|role| self.of_country(role, name.to));
            if self.push(name, role.clone(), rule) {
                self.second(name, role.filter(|r| r.dual));
            }
            return;
        }
        // Finally, President Biden …: the first word of a sentence, and the title of who comes next.
        let first = page
            .sentences
            .get(page.sentence(name.from))
            .is_some_and(|s| s.start == name.from);
        if name.parts == 1 && first && !name.known && page.folded(name.to) == "," {
            return;
        }
        if let Some(role) = offices::behind(page, classes, self.bodies, name.to) {
            self.push(name, Some(role), "title-behind");
            return;
        }
        let first = page.hits(name.from).iter();
        let given = first
            .filter(|h| h.class == classes.given || h.class == classes.person)
            .any(|h| h.to <= name.to);
        let says = |t: usize| {
            page.hit(t, classes.cue)
                .is_some_and(|h| !h.features.has(Features::PARTICIPLE))
        };
        let beside = says(name.to) || name.from.checked_sub(1).is_some_and(says);
        if name.parts > 1 && (given || name.known || beside) {
            self.push(name, None, "full-name");
        }
    }

    /// `President Isaac Herzog of Israel`: the country of a role stands behind the name.
    fn of_country(&self, mut role: super::roles::Role, to: usize) -> super::roles::Role {
        let page = self.page;
        let of = page
            .hit(to, self.classes.joint)
            .filter(|h| page.entry(*h).id == "joint-of");
        let country = of.and_then(|h| {
            let at = h.to + usize::from(page.pack.is_article(page.folded(h.to)));
            page.hit(at, self.classes.country)
        });
        if let Some(entry) = country.map(|h| page.entry(h)).filter(|_| role.country.is_none()) {
            role.of = entry.text("name").map(str::to_owned);
            role.country = entry.text("country").map(str::to_owned);
        }
        role
    }

    /// `Foreign Ministers Fuad Hussein and Ayman Safadi`: the other holder of an office in the plural.
    fn second(&mut self, first: Name, role: Option<super::roles::Role>) {
        let joined = self.page.pack.is_conjunction(self.page.folded(first.to));
        let Some(role) = role.filter(|_| joined) else {
            return;
        };
        if let Some(name) = self.run_at(first.to + 1).filter(|n| n.parts > 1) {
            self.push(name, Some(role), "title-of-two");
        }
    }

    fn last_words(&self) -> FxHashSet<String> {
        let ends = self.list.iter().filter(|m| m.name.to > m.name.from);
        ends.map(|m| self.page.folded(m.name.to - 1).to_owned()).collect()
    }

    /// Words with capitals that may be names, as they stand together.
    fn runs(&self) -> Vec<Name> {
        let mut out = Vec::new();
        let mut token = 0;
        while token < self.page.tokens.len() {
            match self.run_at(token) {
                Some(name) => {
                    token = name.to;
                    out.push(name);
                }
                None => token += 1,
            }
        }
        out
    }

    fn run_at(&self, from: usize) -> Option<Name> {
        let page = self.page;
        let person = page.hit(from, self.classes.person);
        let (mut to, mut parts) = match person.filter(|_| is_capital(page, from)) {
            Some(hit) => (hit.to, hit.to - hit.from),
            None => (self.part(from)?, 1),
        };
        while to < from + LONGEST {
            let next = self.initial(to).unwrap_or(to);
            let near = page.token(next).is_some_and(|t| t.gap == Gap::Space);
            match near.then(|| self.part(next)).flatten() {
                Some(end) => (to, parts) = (end, parts + 1),
                None => break,
            }
        }
        Some(Name {
            from,
            to,
            parts,
            known: person.is_some(),
            prefix: 0,
        })
    }

    /// `George W. Bush`: past the stop behind an initial.
    fn initial(&self, stop: usize) -> Option<usize> {
        let short = stop
            .checked_sub(1)
            .is_some_and(|t| self.page.folded(t).len() == 1);
        (short && self.page.folded(stop) == ".").then_some(stop + 1)
    }

    /// One word of a name, with what is joined to it (`al-Kadhimi`, `O'Brien`, `bin Salman`): one past it.
    fn part(&self, from: usize) -> Option<usize> {
        let page = self.page;
        let particle = page.hit(from, self.classes.particle);
        let glued = |t: usize| page.token(t).is_some_and(|t| t.gap == Gap::None);
        let joint = |t: usize| matches!(page.folded(t), "-" | "'" | "’" | "`") && glued(t) && glued(t + 1);
        if let Some(hit) = particle {
            let at = if joint(hit.to) { hit.to + 1 } else { hit.to };
            let near = page.token(at).is_some_and(|t| t.gap <= Gap::Space);
            return (near && is_capital(page, at)).then(|| self.word(at)).flatten();
        }
        if !is_capital(page, from) {
            return None;
        }
        let mut to = self.word(from)?;
        while joint(to) && page.folded(to + 1) != "s" && page.is_word(to + 1) {
            to += 2;
        }
        // Shia' al-Sudani: the mark is a letter of the first name.
        let mark = matches!(page.folded(to), "'" | "’") && glued(to);
        if mark && page.hit(to + 1, self.classes.particle).is_some() && !glued(to + 1) {
            to += 1;
        }
        Some(to)
    }

    fn word(&self, token: usize) -> Option<usize> {
        let (page, classes) = (self.page, self.classes);
        let other = [
            classes.head,
            classes.rank,
            classes.modifier,
            classes.nisba,
            classes.function,
            classes.common,
            classes.body_head,
            classes.body_tail,
            classes.month,
            classes.weekday,
        ];
        // Jan Koning is nobody's January.
        let given = page.hit(token, classes.given).is_some();
        let barred = !given && page.hits(token).iter().any(|h| other.contains(&h.class));
        let named = covering(self.bodies, token).is_some();
        (!barred && !named && !is_acronym(page, token)).then_some(token + 1)
    }
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(page: &Page<'_>, token: usize) -> bool {
    let word = page.token(token).filter(|t| t.kind == TokenKind::Word);
    word.is_some_and(|t| {
        t.span
            .of(page.text)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    })
}

/// `NATO`: capitals alone, and more than an initial.
pub(super) fn is_acronym(page: &Page<'_>, token: usize) -> bool {
    let Some(t) = page.token(token) else {
        return false;
    };
    let word = t.span.of(page.text);
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}
