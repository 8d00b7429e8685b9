//! The sides of talks: countries by name, capital or adjective, organisations by name.

use super::Desk;
use crate::model::Annotations;

/// Parties as they stand in a list: canonical names, sorted, and one past the last token.
pub(super) struct Parties {
    pub(super) names: Vec<String>,
    pub(super) to: usize,
}

/// How long a list of parties may be, in tokens.
const LONGEST: usize = 24;

impl Desk<'_, '_> {
    /// One party that begins at a token: its canonical name and where it ends. A capital stands for its state.
    pub(super) fn party(&self, token: usize, found: &Annotations) -> Option<(String, usize)> {
        let page = self.page;
        let classes = [
            self.class.country,
            self.class.capital,
            self.class.organization,
            self.class.nisba,
        ];
        for class in classes {
            if let Some(hit) = self.hit(token, class) {
                let name = self.text(hit, "state").or(self.text(hit, "name"))?;
                return Some((name.to_owned(), hit.to));
            }
        }
        let start = page.token(token)?.span;
        let at = found.organizations.partition_point(|o| o.span.end <= start.start);
        let body = found
            .organizations
            .get(at)
            .filter(|o| start.start <= o.span.start && o.span.start < start.end)?;
        let to = page.tokens.at(body.span.end.saturating_sub(1)) + 1;
        let acts = [
            "government",
            "ministry",
            "presidency",
            "army",
            "parliament",
            "embassy",
            "intelligence",
        ];
        let state = body
            .value
            .country
            .as_ref()
            .filter(|_| acts.contains(&body.value.kind.as_str()));
        let name = state
            .and_then(|code| self.country(code))
            .unwrap_or_else(|| body.value.name.clone());
        Some((name, to))
    }

    /// A country's common name.
    pub(super) fn country(&self, code: &str) -> Option<String> {
        let entry = self.page.pack.entry_named(&format!("country-{code}"))?;
        entry.text("name").map(str::to_owned)
    }

    /// The parties listed from a token on: `العراق والولايات المتحدة`، `حركتي فتح وحماس`، `الجانبين العراقي والأميركي`.
    pub(super) fn parties(&self, from: usize, found: &Annotations) -> Parties {
        let mut parties = Parties {
            names: Vec::new(),
            to: from,
        };
        let mut at = from;
        while at < from + LONGEST && self.goes_on(at) {
            let conjunction = self.page.readings(at).iter().any(|r| r.glued.conjunction);
            let alone = self.page.pack.is_conjunction(self.page.folded(at));
            if let Some((name, to)) = self.party(at, found) {
                // بين بغداد وواشنطن: every party but the first and an adjective comes after a conjunction.
                let listed = parties.names.is_empty()
                    || conjunction
                    || self.is_comma(at.saturating_sub(1))
                    || at > parties.to;
                if !listed {
                    break;
                }
                if !parties.names.contains(&name) {
                    parties.names.push(name);
                }
                (at, parties.to) = (to, to);
            } else if let Some(hit) = self.hit(at, self.class.side_of) {
                at = hit.to;
            } else if alone || self.is_quote(at) || self.is_comma(at) && !parties.names.is_empty() {
                at += 1;
            } else {
                break;
            }
        }
        if self.is_quote(parties.to)
            && parties.names.len() > 1
            && self
                .page
                .token(parties.to)
                .is_some_and(|t| t.gap == crate::text::Gap::None)
        {
            parties.to += 1;
        }
        parties.names.sort();
        parties
    }
}
