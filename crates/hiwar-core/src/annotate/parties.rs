//! Who acts in a stretch of text, by canonical names: a state under its country's name however the text names it.

use super::Page;
use crate::lang::ClassId;
use crate::model::{Annotations, Span};
use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// Somebody who can act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// Canonical name: a country's common name, a body's name, or a person's where nothing more is known.
    pub(crate) name: String,
    /// The words that name the party.
    pub(crate) span: Span,
    /// Whether it is a state.
    pub(crate) state: bool,
    /// Whether it is named, and not by an adjective only: a state, a party or an armed group.
    pub(crate) side: bool,
}

/// Every party named in a document, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties {
    list: Vec<Party>,
    /// The two states that the document names most: what `البلدان` stands for.
    both: Vec<String>,
}

impl Parties {
    /// Gathers the parties that the mentions layer has found, and adjectives of countries (`الجانب الأميركي`, `وفد عراقي`).
    pub(crate) fn of(page: &Page<'_>, found: &Annotations) -> Self {
        let mut list = Vec::new();
        let state = |code: &str| {
            page.pack
                .entry_named(&format!("country-{code}"))
                .and_then(|e| e.text("name"))
        };
        let groups = speaks_for(found);
        for person in &found.people {
            let holder = || office_country(page, person.span);
            let country = person.value.country.as_deref().or_else(holder).and_then(state);
            let name = country.unwrap_or(&person.value.name).to_owned();
            let name = groups
                .get(person.value.name.as_str())
                .map_or(name, |group| (*group).to_owned());
            list.push(Party {
                state: country == Some(&name),
                side: country == Some(&name),
                name,
                span: person.span,
            });
        }
        for body in &found.organizations {
            let acts = matches!(
                body.value.kind.as_str(),
                "government" | "ministry" | "presidency" | "army" | "parliament" | "embassy" | "intelligence"
            );
            let country = body.value.country.as_deref().filter(|_| acts).and_then(state);
            if body.value.kind != "media" {
                let name = country.unwrap_or(&body.value.name).to_owned();
                let group = matches!(body.value.kind.as_str(), "party" | "armed_group");
                list.push(Party {
                    name,
                    span: body.span,
                    state: country.is_some(),
                    side: country.is_some() || group,
                });
            }
        }
        for place in &found.places {
            let capital = place.rule.contains("/capital-");
            let country = place
                .value
                .country
                .as_deref()
                .filter(|_| capital || place.value.kind == "country")
                .and_then(state);
            if let Some(name) = country {
                list.push(Party {
                    name: name.to_owned(),
                    span: place.span,
                    state: true,
                    side: true,
                });
            }
        }
        list.sort_by_key(|p| p.span);
        let mut parties = Self {
            list,
            both: Vec::new(),
        };
        parties.add_titles(page, found);
        parties.add_adjectives(page);
        parties.add_both(page);
        parties
    }

    fn add_adjectives(&mut self, page: &Page<'_>) {
        let named = self.list.clone();
        let tail = page.pack.class("body-tail");
        for hit in page.hits_of(page.pack.class("nisba")) {
            let span = page.span(hit);
            let at = named.partition_point(|p| p.span.end <= span.start);
            let inside = named.get(at).is_some_and(|p| p.span.overlaps(span));
            // وزير المالية is of no country.
            let office = page.hit(hit.from, tail).is_some_and(|t| t.to == hit.to);
            if let Some(name) = page.entry(hit).text("name").filter(|_| !inside && !office) {
                self.list.push(Party {
                    name: name.to_owned(),
                    span,
                    state: true,
                    side: false,
                });
            }
        }
        self.list.sort_by_key(|p| p.span);
    }

    /// `وأثنى الوزير`, `The President welcomed`: a bare title with its article is the last person named who has it.
    fn add_titles(&mut self, page: &Page<'_>, found: &Annotations) {
        let [head, nisba, given] = ["title-head", "nisba", "given-name"].map(|c| page.pack.class(c));
        let named = self.list.clone();
        for hit in page.hits_of(head) {
            let first = hit
                .from
                .checked_sub(1)
                .and_then(|t| page.hit(t, head))
                .filter(|h| h.to == hit.from);
            // نائب الرئيس is no president.
            let head = first.unwrap_or(hit);
            let goes_on = [nisba, given].iter().any(|c| page.hit(hit.to, *c).is_some());
            if !page.has_article(hit.from) || goes_on || page.hit(hit.to, head.class).is_some() {
                continue;
            }
            let span = page.span(head).join(page.span(hit));
            let near = named.partition_point(|p| p.span.end <= span.start);
            // The title of the person named right behind it.
            let titled = named.get(near).is_some_and(|p| {
                let to = page.tokens.at(p.span.start);
                p.span.overlaps(span) || to <= hit.to + 3 && page.sentence(to) == page.sentence(hit.from)
            });
            let bare = |t: usize| page.pack.without_article(page.folded(t));
            let title: Vec<&str> = (head.from..hit.to).map(bare).collect();
            let titles = |word: &str| {
                let known = page.pack.look_up(word);
                known.iter().any(|e| e.class == "title-head")
            };
            let holder = found.people.iter().rev().find(|p| {
                let role = p.value.role.as_deref().map(fold).unwrap_or_default();
                let mut words = role.split(' ').map(|w| page.pack.without_article(w));
                // الرئيس is no رئيس الوزراء.
                p.span.end <= span.start
                    && title.iter().all(|t| words.next() == Some(t))
                    && words.next().is_none_or(|next| !titles(next))
            });
            let Some(holder) = holder.filter(|_| !titled) else {
                continue;
            };
            let party = named.iter().find(|p| p.span == holder.span);
            self.list.extend(party.map(|p| Party {
                span,
                side: false,
                ..p.clone()
            }));
        }
        self.list.sort_by_key(|p| p.span);
    }

    fn add_both(&mut self, page: &Page<'_>) {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for party in self.list.iter().filter(|p| p.side) {
            match counts.iter_mut().find(|(_, name)| *name == party.name) {
                Some(slot) => slot.0 += 1,
                None => counts.push((1, &party.name)),
            }
        }
        // Stable: of two named as often, the one named first.
        counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        let both: Vec<String> = counts
            .iter()
            .take(2)
            .map(|(_, name)| (*name).to_owned())
            .collect();
        if both.len() == 2 {
            for hit in page.hits_of(page.pack.class("both-parties")) {
                let span = page.span(hit);
                self.list.extend(both.iter().map(|name| Party {
                    name: name.clone(),
                    span,
                    state: true,
                    side: true,
                }));
            }
            self.list.sort_by_key(|p| p.span);
        }
        self.both = both;
    }

    /// Every mention of a party within a span, in order.
    pub(crate) fn mentions(&self, span: Span) -> impl Iterator<Item = &Party> {
        let from = self.list.partition_point(|p| p.span.start < span.start);
        let until = move |p: &&Party| p.span.start < span.end;
        self.list[from..]
            .iter()
            .take_while(until)
            .filter(move |p| span.contains(p.span))
    }

    /// The parties named within a span, in order, each name once.
    pub(crate) fn within(&self, span: Span) -> Vec<&Party> {
        let mut out: Vec<&Party> = Vec::new();
        for party in self.mentions(span) {
            if !out.iter().any(|p| p.name == party.name) {
                out.push(party);
            }
        }
        out
    }

    /// The last party named before a byte of the text, not before `since`.
    pub(crate) fn before(&self, at: usize, since: usize) -> Option<&Party> {
        let end = self.list.partition_point(|p| p.span.start < at);
        self.list[..end]
            .iter()
            .rev()
            .find(|p| p.span.end <= at)
            .filter(|p| p.span.start >= since)
    }

    /// The two states that the document is about; fewer where it names fewer.
    pub(crate) fn both(&self) -> &[String] {
        &self.both
    }
}

/// The party or armed group that a person speaks for, where some mention of the name says so: it acts, not the country.
fn speaks_for(found: &Annotations) -> FxHashMap<&str, &str> {
    let groups = found
        .organizations
        .iter()
        .filter(|o| matches!(o.value.kind.as_str(), "party" | "armed_group"));
    let groups: FxHashSet<&str> = groups.map(|o| o.value.name.as_str()).collect();
    let told = found.people.iter().filter_map(|p| {
        let of = groups.get(p.value.of.as_deref()?)?;
        Some((p.value.name.as_str(), *of))
    });
    let mut first = FxHashMap::default();
    told.for_each(|(name, of)| {
        first.entry(name).or_insert(of);
    });
    first
}

/// The country of the office that a name's holder has or had (`world/offices.toml`), where the name leaves no doubt.
fn office_country<'p>(page: &Page<'p>, name: Span) -> Option<&'p str> {
    let whole = held_by(page, name, &["person", "surname"]);
    whole.or_else(|| held_by(page, name, &["last-name"]))
}

/// The one country that all entries of these classes in a name belong to.
fn held_by<'p>(page: &Page<'p>, name: Span, classes: &[&str]) -> Option<&'p str> {
    let classes: Vec<ClassId> = classes.iter().map(|name| page.pack.class(name)).collect();
    let from = page.tokens.at(name.start);
    let held = (from..from + 5).take_while(|t| page.token(*t).is_some_and(|t| t.span.start < name.end));
    let mut found: Option<&str> = None;
    for hit in held
        .flat_map(|t| page.hits(t))
        .filter(|h| classes.contains(&h.class))
    {
        let country = page.entry(*hit).text("country");
        if country.is_none() || found.is_some_and(|f| Some(f) != country) {
            return None;
        }
        found = country;
    }
    found
}
