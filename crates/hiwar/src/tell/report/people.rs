//! People across spellings and reports, by the side that they act for.

use super::dates::When;
use super::links::{Cites, Links};
use super::ruled::At;
use hiwar_core::model::{Annotations, Document, PersonRow, Record, RoleRow};
use std::collections::BTreeMap;

/// A person across spellings.
pub struct Person {
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub name: String,
    pub spellings: Vec<String>,
    /// Role, of what, and the dates it is attested at.
    pub roles: Vec<(String, Option<String>, When, When)>,
    /// How many roles there is no room for.
    pub more: usize,
    pub mentions: usize,
    pub reports: usize,
    pub cites: Cites,
}

/// The people of one side.
pub struct Side {
    /// The country's name; `None` where the side is not known.
    pub name: Option<String>,
    pub people: Vec<Person>,
}

/// People by side, the side with most of them first and the unknown one last.
pub fn sides(record: &Record, documents: &[(Document, Annotations)], links: &Links) -> Vec<Side> {
    let known = countries(documents);
    let found = documents
        .iter()
        .map(|(document, found)| (document.id.as_str(), found))
        .collect();
    let mut sides: BTreeMap<Option<String>, Vec<&PersonRow>> = BTreeMap::new();
    for row in &record.people {
        let side = side(row, &found).map(|code| known.get(&code).cloned().unwrap_or(code));
        sides.entry(side).or_default().push(row);
    }
    let mut out: Vec<(Option<String>, Vec<&PersonRow>)> = sides.into_iter().collect();
    out.sort_by_key(|(side, rows)| (side.is_none(), std::cmp::Reverse(rows.len())));
    out.into_iter()
        .map(|(name, mut rows)| {
            rows.sort_by_key(|row| std::cmp::Reverse(row.mentions));
            Side {
                name,
                people: rows.into_iter().map(|row| person(row, links)).collect(),
            }
        })
        .collect()
}

/// The country that most mentions of a person act for.
fn side(row: &PersonRow, found: &BTreeMap<&str, &Annotations>) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &row.evidence {
        let mentions = found
            .get(one.document.as_str())
            .into_iter()
            .flat_map(|found| &found.people);
        for mention in mentions.filter(|mention| mention.span.overlaps(one.span)) {
            if let Some(country) = &mention.value.country {
                *votes.entry(country).or_default() += 1;
            }
        }
    }
    let most = votes.into_iter().max_by_key(|(_, votes)| *votes);
    most.map(|(country, _)| country.to_owned())
}

/// Names of countries by code, as the reports themselves have them.
fn countries(documents: &[(Document, Annotations)]) -> BTreeMap<String, String> {
    let bodies = documents
        .iter()
        .flat_map(|(_, found)| found.places.iter().chain(&found.organizations));
    let countries = bodies.filter(|body| body.value.kind == "country");
    countries
        .filter_map(|body| Some((body.value.country.clone()?, body.value.name.clone())))
        .collect()
}

fn person(row: &PersonRow, links: &Links) -> Person {
    let role = |role: &RoleRow| {
        let to = role.to.as_ref().filter(|to| Some(*to) != role.from.as_ref());
        (
            role.role.clone(),
            role.of.clone(),
            When::iso(role.from.as_ref()),
            When::iso(to),
        )
    };
    Person {
        at: links.address("people", &row.id),
        name: row.name.clone(),
        spellings: links.few_of(row.names.iter().filter(|name| **name != row.name)),
        roles: row.roles.iter().take(links.few()).map(role).collect(),
        more: row.roles.len().saturating_sub(links.few()),
        mentions: row.mentions,
        reports: row.documents.len(),
        cites: links.cites(&row.evidence),
    }
}
