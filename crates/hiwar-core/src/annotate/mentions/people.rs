//! Mentions of people: behind titles, before titles, by full name, and by what the document has said before.

use super::bodies::{Found, covering};
use super::memory::Fullest;
use super::names::{Ground, Name, name_at};
use super::roles::{self, Role};
use super::words::follows;
use super::{Classes, longest};
use crate::annotate::Page;
use crate::lang::Hit;
use crate::model::{Annotation, Person, Span};
use crate::text::Gap;
use rustc_hash::FxHashMap;

/// A mention while people are being found.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) name: Name,
    pub(super) role: Option<Role>,
    rule: &'static str,
}

/// Every mention of a person, in order, without overlap.
pub(crate) fn find(page: &Page<'_>, classes: &Classes, bodies: &[Found]) -> Vec<Annotation<Person>> {
    let mut mentions = Mentions {
        page,
        classes,
        bodies,
        list: Vec::new(),
        taken: vec![false; page.tokens.len()],
    };
    if page.habits().capitals {
        mentions.by_capitals();
        return mentions.annotations();
    }
    mentions.behind_titles();
    mentions.behind_ranks();
    mentions.by_full_name();
    mentions.by_memory();
    mentions.before_titles();
    mentions.annotations()
}

/// The last words of the names that the document gives, each with the words that stand before it in them.
type Known = FxHashMap<String, Vec<String>>;

pub(super) struct Mentions<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) classes: &'p Classes,
    pub(super) bodies: &'p [Found],
    pub(super) list: Vec<Mention>,
    /// Tokens that belong to a name.
    taken: Vec<bool>,
}

impl Mentions<'_, '_> {
    fn free(&self, name: Name) -> bool {
        let tokens = self.taken.get(name.from..name.to);
        tokens.is_some_and(|t| !t.iter().any(|taken| *taken))
    }

    pub(super) fn push(&mut self, name: Name, role: Option<Role>, rule: &'static str) -> bool {
        if name.to <= name.from || !self.free(name) {
            return false;
        }
        self.taken[name.from..name.to].fill(true);
        self.list.push(Mention { name, role, rule });
        true
    }

    /// `وزير الخارجية العراقي فؤاد حسين`, and the second of two (`وزيرا الخارجية العراقي … والأميركي …`).
    fn behind_titles(&mut self) {
        let heads: Vec<_> = self.page.hits_of(self.classes.head).collect();
        let mut last_to = 0;
        for head in heads {
            let inside = covering(self.bodies, head.from).is_some_and(|b| b.from < head.from);
            if inside || self.bound(head.from) {
                continue;
            }
            // Of two readings of one word the longer head counts.
            if head.from < last_to && self.taken.get(head.from).is_some_and(|t| *t) {
                continue;
            }
            let Some(found) = roles::introduced(self.page, self.classes, self.bodies, head) else {
                continue;
            };
            last_to = head.to;
            let (name, role) = (found.name, found.role);
            if self.push(name, Some(role.clone()), "title") {
                self.second_of_two(name, &role);
            }
        }
    }

    /// The other holder of an office named in the dual, or in a list: `وX`, `والأميركي X`.
    fn second_of_two(&mut self, first: Name, role: &Role) {
        let page = self.page;
        if !role.dual {
            return;
        }
        let mut at = first.to;
        while matches!(page.folded(at), "،" | ",") {
            at += 1;
        }
        let nisba = page.hit(at, self.classes.nisba).filter(|h| h.glued.conjunction);
        let begin = nisba.map_or(at, |h| h.to);
        let Some(name) = name_at(page, self.classes, begin, Ground::Introduced) else {
            return;
        };
        let mut role = role.clone();
        if let Some(nisba) = nisba {
            let entry = page.entry(nisba);
            role.of = entry.text("name").map(str::to_owned);
            role.country = entry.text("country").map(str::to_owned);
        }
        self.push(name, Some(role), "title-of-two");
    }

    /// `اللواء يحيى رسول`, `السيد حسن نصر الله`, `إدارة بايدن`.
    fn behind_ranks(&mut self) {
        let page = self.page;
        let ranks: Vec<_> = page
            .all_hits()
            .iter()
            .filter(|h| h.class == self.classes.rank || h.class == self.classes.intro)
            .copied()
            .collect();
        for rank in ranks {
            let inside = covering(self.bodies, rank.from).is_some_and(|b| b.from < rank.from);
            if inside
                || self.bound(rank.from)
                || !follows(page, rank.to)
                || page.hit(rank.to, self.classes.rank).is_some()
            {
                continue;
            }
            let known = rank.class == self.classes.intro;
            let ground = if known { Ground::Bare } else { Ground::Introduced };
            let surname = page
                .hit(rank.to, self.classes.surname)
                .filter(|h| h.glued.is_plain() || h.glued.article);
            let name = name_at(page, self.classes, rank.to, ground).filter(|n| n.known);
            let name = name.or(surname.map(|h| Name {
                from: h.from,
                to: h.to,
                parts: 1,
                known: true,
                prefix: h.prefix,
            }));
            if let Some(name) = name {
                // «اللواء محمد إبراهيم»: a rank of arms is what he is, an honorific is none.
                let role = page.entry(rank).flag("role").then(|| Role {
                    from: rank.from,
                    to: rank.to,
                    span: page.span(rank),
                    of: None,
                    country: None,
                    dual: false,
                });
                self.push(name, role, if known { "introduced" } else { "rank" });
            }
        }
    }

    /// `عبد الملك`: the word is the second part of a name.
    fn bound(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            follows(self.page, token) && self.page.hit(before, self.classes.abd).is_some()
        })
    }

    /// A first name with a family name, or a known person, wherever it stands.
    fn by_full_name(&mut self) {
        let page = self.page;
        let firsts: Vec<usize> = {
            let kinds = [
                self.classes.given,
                self.classes.given_weak,
                self.classes.person,
                self.classes.abd,
                self.classes.particle,
            ];
            page.all_hits()
                .iter()
                .filter(|h| kinds.contains(&h.class) && !h.glued.article)
                .map(|h| h.from)
                .collect()
        };
        for token in firsts {
            if self.taken.get(token).is_some_and(|t| *t) || covering(self.bodies, token).is_some() {
                continue;
            }
            if let Some(name) =
                name_at(page, self.classes, token, Ground::Bare).filter(|n| !self.family_name(*n))
            {
                self.push(name, None, "full-name");
            }
        }
    }

    /// `عباس يرفض`, where the document knows محمود عباس: a family name with a word that is none.
    fn family_name(&self, name: Name) -> bool {
        let page = self.page;
        let sure = |t| {
            page.hits(t).iter().any(|h| {
                [self.classes.given, self.classes.given_weak, self.classes.surname].contains(&h.class)
                    && h.glued.is_plain()
            })
        };
        let ends_another = self
            .list
            .iter()
            .any(|m| m.name.parts > 1 && page.folded(m.name.to - 1) == page.folded(name.from));
        ends_another && page.hit(name.from, self.classes.person).is_none() && !sure(name.from + 1)
    }

    /// `فؤاد حسين، وزير الخارجية العراقي،` and `فؤاد حسين وزير الخارجية`: a title behind the name.
    fn before_titles(&mut self) {
        let page = self.page;
        let rank =
            |role: &Role| longest(page, role.from, &[self.classes.rank]).is_some_and(|h| role.to <= h.to);
        for mention in self
            .list
            .iter_mut()
            .filter(|m| m.role.as_ref().is_none_or(rank))
            .filter(|m| m.name.parts > 1 || page.folded(m.name.to) == "(")
        {
            let mut at = mention.name.to;
            // «دي ميستورا (مبعوث الأمم المتحدة إلى سوريا)»
            if matches!(page.folded(at), "،" | "," | "(") {
                at += 1;
            }
            let same_line = page.token(at).is_some_and(|t| t.gap < Gap::Line);
            let head = longest(page, at, &[self.classes.head])
                .filter(|h| !h.glued.conjunction && !h.glued.preposition && same_line);
            if let Some(role) = head.and_then(|h| roles::behind(page, self.classes, self.bodies, h)) {
                mention.role = Some(role);
            }
        }
    }

    /// Bare family names: of people whom the document has named in full, and of known office holders.
    fn by_memory(&mut self) {
        let page = self.page;
        let mut known = Known::default();
        for mention in &self.list {
            let last = mention.name.to - 1;
            let particle = last.checked_sub(1).filter(|t| *t >= mention.name.from);
            let particle = particle.map(|t| page.folded(t).to_owned());
            known
                .entry(page.folded(last).to_owned())
                .or_default()
                .extend(particle);
        }
        for token in 0..page.tokens.len() {
            if self.taken.get(token).is_none_or(|t| *t) || !page.is_word(token) {
                continue;
            }
            if let Some((name, rule)) = self.bare(token, &known) {
                self.push(name, None, rule);
            }
        }
    }

    fn bare(&self, token: usize, known: &Known) -> Option<(Name, &'static str)> {
        let page = self.page;
        let classes = self.classes;
        let name = Name {
            from: token,
            to: token + 1,
            parts: 1,
            known: true,
            prefix: 0,
        };
        if covering(self.bodies, token).is_some() {
            return None;
        }
        let word = page.folded(token);
        let given = page
            .hits(token)
            .iter()
            .any(|h| h.class == classes.given_weak && h.glued.is_plain());
        let rest = stripped(page, word).filter(|rest| !known.contains_key(word) && known.contains_key(*rest));
        let remembered = known.contains_key(word) || rest.is_some();
        if remembered && (!given || self.subject(token)) && !self.adjective(token) {
            // `عبد العال`, of مروان عبد العال: the particle is a part of the short form too.
            let bound = token.checked_sub(1).filter(|_| follows(page, token));
            let bound = bound.and_then(|t| page.hit(t, classes.abd).or(page.hit(t, classes.particle)));
            let last = rest.unwrap_or(word);
            let own = |h: &Hit| {
                let word = page.folded(h.from).get(h.prefix..).unwrap_or_default();
                known
                    .get(last)
                    .is_some_and(|before| before.iter().any(|p| p == word))
            };
            if let Some(hit) = bound.filter(|h| h.to == token && !h.glued.preposition && own(h)) {
                let (from, prefix) = (hit.from, hit.prefix);
                return Some((Name { from, prefix, ..name }, "memory"));
            }
            let prefix = rest.map_or(0, |rest| word.len() - rest.len());
            return Some((Name { prefix, ..name }, "memory"));
        }
        let surname = page.hit(token, classes.surname)?;
        let other = page.hits(token).iter().any(|h| {
            let kinds = [
                classes.given,
                classes.given_weak,
                classes.city,
                classes.capital,
                classes.country,
                classes.common,
                classes.function,
                classes.nisba,
            ];
            kinds.contains(&h.class) && h.to >= surname.to
        });
        let name = Name {
            to: surname.to,
            prefix: surname.prefix,
            ..name
        };
        let sure = !other && !surname.glued.article && !self.adjective(token);
        (sure || (!other && self.subject(token))).then_some((name, "known-surname"))
    }

    /// Whether a cue stands right before: the word is its subject.
    fn subject(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            self.page
                .hits(before)
                .iter()
                .any(|h| h.class == self.classes.cue && h.to == token)
        })
    }

    /// `الحكومة العبادية`, `الجانب الكاظمي`: behind a definite noun, a word with the article is its adjective.
    fn adjective(&self, token: usize) -> bool {
        let page = self.page;
        let definite = |t: usize| page.has_article(t);
        let Some(before) = token.checked_sub(1).filter(|_| follows(page, token)) else {
            return false;
        };
        definite(token)
            && definite(before)
            && !self.taken.get(before).is_some_and(|t| *t)
            && !page.hits(before).iter().any(|h| {
                h.class == self.classes.head || h.class == self.classes.rank || h.class == self.classes.cue
            })
    }

    /// The mentions in order, each with the fullest form of its name in the document and the role it was given.
    fn annotations(mut self) -> Vec<Annotation<Person>> {
        self.list.sort_by_key(|m| m.name.from);
        let fullest = Fullest::of(self.page, &self.list);
        let mut out = Vec::with_capacity(self.list.len());
        for mention in &self.list {
            let span = self.name_span(mention.name);
            let (name, known_country) = fullest.of_name(self.page, mention.name, span);
            let role = mention.role.as_ref();
            let person = Person {
                name,
                role: role.map(|r| r.words(self.page, self.classes)),
                of: role.and_then(|r| r.of.clone()),
                country: role.and_then(|r| r.country.clone()).or(known_country),
            };
            out.push(Annotation::new(
                span,
                format!("mentions/{}", mention.rule),
                person,
            ));
        }
        out
    }

    /// The bytes of a name, without a conjunction or preposition glued to it.
    fn name_span(&self, name: Name) -> Span {
        let page = self.page;
        let whole = page.tokens.span(name.from, name.to);
        if name.prefix == 0 {
            whole
        } else {
            Span::new(
                page.tokens.stem_start(page.text, name.from, name.prefix),
                whole.end,
            )
        }
    }
}

/// A word without the conjunction or preposition at its front; `None` where there is none or too little is left.
fn stripped<'w>(page: &Page<'_>, word: &'w str) -> Option<&'w str> {
    let clitics = &page.pack.grammar.clitics;
    let letters = clitics.conjunctions.iter().chain(&clitics.prepositions);
    letters
        .filter_map(|l| word.strip_prefix(l.as_str()))
        .find(|rest| rest.chars().nth(2).is_some())
}
