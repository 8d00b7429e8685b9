//! One record from reports in several languages: names that the world data have in two of them are told in the record's.
//!
//! Countries, bodies and office-holders are one entry in every pack (`country-IRQ`), so that its id leads from one
//! spelling to the other. A name that the data do not have stays as it is written. Spans, roles and words are not touched.

use crate::lang::{Entry, Knowledge, Pack};
use crate::model::{Annotations, Document};
use jiff::civil::Date;

/// World data that name the same thing in every pack.
const WORLD: [&str; 4] = ["country", "capital", "organization", "person"];

/// The pack of the language that most documents are in: the record is told in it.
pub(crate) fn main_pack<'k>(
    documents: &[(Document, Annotations)],
    knowledge: &'k Knowledge,
) -> Option<&'k Pack> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, found) in documents {
        match counts.iter_mut().find(|(lang, _)| *lang == found.lang) {
            Some(slot) => slot.1 += 1,
            None => counts.push((&found.lang, 1)),
        }
    }
    counts.sort_by_key(|(lang, n)| (std::cmp::Reverse(*n), *lang));
    counts.iter().find_map(|(lang, _)| knowledge.pack(lang))
}

/// For each document in another language than the record's, what was found in it with its names told in the record's.
pub(crate) fn told(documents: &[(Document, Annotations)], knowledge: &Knowledge) -> Vec<Option<Annotations>> {
    let main = main_pack(documents, knowledge);
    let tell = |(_, found): &(Document, Annotations)| {
        let (from, to) = (knowledge.pack(&found.lang)?, main?);
        let day = found.published.earliest;
        let teller = Teller { from, to, day };
        (from.grammar.code != to.grammar.code).then(|| teller.tell(found))
    };
    documents.iter().map(tell).collect()
}

struct Teller<'k> {
    from: &'k Pack,
    to: &'k Pack,
    /// The day of the report: who held an office then.
    day: Option<Date>,
}

impl Teller<'_> {
    fn tell(&self, found: &Annotations) -> Annotations {
        let mut found = found.clone();
        for person in &mut found.people {
            let country = self.country_of(&person.value.name);
            person.value.country = person.value.country.take().or(country);
            self.rename(&mut person.value.name);
            person.value.of.iter_mut().for_each(|of| self.rename(of));
        }
        for body in found.organizations.iter_mut().chain(&mut found.places) {
            self.rename(&mut body.value.name);
        }
        for statement in &mut found.statements {
            let said = &mut statement.value;
            said.speaker.iter_mut().for_each(|s| self.rename(&mut s.name));
            said.via
                .iter_mut()
                .chain(&mut said.addressee)
                .for_each(|n| self.rename(n));
        }
        for round in &mut found.rounds {
            round.value.place.iter_mut().for_each(|p| self.rename(p));
        }
        for event in &mut found.events {
            let event = &mut event.value;
            let sides = event.actors.iter_mut().chain(&mut event.recipients);
            sides.chain(&mut event.place).for_each(|n| self.rename(n));
        }
        for commitment in &mut found.commitments {
            let sides = commitment.value.by.iter_mut().chain(&mut commitment.value.to);
            sides.for_each(|n| self.rename(n));
        }
        let talks = found.talks.iter_mut().map(|t| &mut t.value.parties);
        let agreements = found.agreements.iter_mut().map(|a| &mut a.value.parties);
        for parties in talks.chain(agreements) {
            parties.iter_mut().for_each(|p| self.rename(p));
            parties.sort();
            parties.dedup();
        }
        for delegation in &mut found.delegations {
            let named = delegation
                .value
                .party
                .iter_mut()
                .chain(&mut delegation.value.head);
            named.for_each(|n| self.rename(n));
        }
        found
    }

    /// The country whose office a person of this name held.
    fn country_of(&self, name: &str) -> Option<String> {
        let known = self.from.look_up(name).into_iter();
        let mut countries: Vec<&str> = known
            .filter(|e| e.class == "person")
            .filter_map(|e| e.text("country"))
            .collect();
        countries.dedup();
        match countries.as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        }
    }

    fn rename(&self, name: &mut String) {
        if let Some(other) = self.other(name) {
            *name = other;
        }
    }

    /// The name in the record's language, where the world data have one and only one.
    fn other(&self, name: &str) -> Option<String> {
        let known = self.from.look_up(name);
        let mut names: Vec<&str> = known
            .iter()
            .filter(|e| WORLD.contains(&e.class.as_str()))
            .filter_map(|e| self.named(e))
            .collect();
        if names.is_empty() {
            // President Biden: whoever of that surname held an office on the day of the report.
            let last = name.rsplit(' ').next().unwrap_or(name);
            let holders = self.from.look_up(last).into_iter();
            let holders = holders.filter(|e| matches!(e.class.as_str(), "last-name" | "surname"));
            let bare = last == name;
            names = holders
                .filter(|e| bare && self.held(e))
                .filter_map(|e| self.named(e))
                .collect();
        }
        names.sort_unstable();
        names.dedup();
        match names.as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        }
    }

    fn named(&self, entry: &Entry) -> Option<&str> {
        let id = entry.id.replacen("last-", "holder-", 1);
        let id = id.replacen("surname-", "holder-", 1);
        self.to.entry_named(&id)?.text("name")
    }

    /// Whether an office was held on the day of the report.
    fn held(&self, entry: &Entry) -> bool {
        let Some(day) = self.day.map(|d| d.to_string()) else {
            return false;
        };
        // Days are cut to what is sure (`2021-01`): compared by as much as both have.
        let edge = |key: &str| entry.text(key).filter(|t| !t.is_empty());
        let begun = edge("from").is_none_or(|from| day.get(..from.len()).unwrap_or(&day) >= from);
        let going = edge("to").is_none_or(|to| day.get(..to.len()).unwrap_or(&day) <= to);
        begun && going
    }
}
