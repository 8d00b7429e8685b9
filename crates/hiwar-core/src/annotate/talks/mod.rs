//! The talks themselves: series, rounds, agreements, tracks, delegations and committees.
//!
//! Words stand in `lang/<code>/dialogue.toml`, parties in `world/`. Nothing here is about particular talks.

mod agreements;
mod before;
mod delegations;
mod parties;
mod rounds;
mod series;
mod setting;
#[cfg(test)]
mod tests;
mod tracks;

use super::Page;
use crate::lang::{ClassId, Hit};
use crate::model::{Annotation, Annotations, Span, Talks};
use crate::text::Gap;
use series::Series;

/// Fills `talks`, `rounds`, `agreements`, `tracks` and `delegations`.
pub(crate) fn find(page: &Page<'_>, found: &mut Annotations) {
    let desk = Desk {
        page,
        class: Classes::of(page),
    };
    let series = series::find(&desk, found);
    found.rounds = rounds::find(&desk, &series, found);
    found.agreements = agreements::find(&desk, found);
    found.tracks = tracks::find(&desk, &series);
    found.delegations = delegations::find(&desk, found);
    found.talks = series
        .into_iter()
        .filter(Series::is_named)
        .map(|s| talks(page, s))
        .collect();
}

fn talks(page: &Page<'_>, series: Series<'_>) -> Annotation<Talks> {
    let end = page.tokens.span(series.from, series.end).end;
    let span = Span::new(series.span.start, end.max(series.span.end));
    let rule = format!("talks/{}", series.rule);
    let talks = Talks {
        name: series.name,
        parties: series.parties,
    };
    Annotation::new(span, rule, talks)
}

/// A page with the classes that this layer asks for.
struct Desk<'p, 'a> {
    page: &'p Page<'a>,
    class: Classes,
}

macro_rules! classes {
    ($($field:ident = $name:literal),* $(,)?) => {
        struct Classes {
            $($field: ClassId,)*
        }
        impl Classes {
            fn of(page: &Page<'_>) -> Self {
                Self { $($field: page.pack.class($name),)* }
            }
        }
    };
}

classes! {
    talks = "talks",
    adjective = "talks-adjective",
    topic = "talks-topic",
    aim = "talks-aim",
    function = "function-word",
    round = "round",
    round_other = "round-other",
    round_open = "round-open",
    round_of = "round-of",
    round_back = "round-back",
    round_number = "round-number",
    round_held = "round-held",
    last = "final",
    since = "first-since",
    ordinal = "ordinal",
    place_in = "place-in",
    capital_of = "capital-of",
    mode = "mode-word",
    between = "between",
    with = "with",
    side_of = "side-of",
    both = "both-parties",
    country = "country",
    capital = "capital",
    city = "city",
    nisba = "nisba",
    organization = "organization",
    agreement = "agreement",
    agreement_name = "agreement-name",
    year = "agreement-year",
    signed = "agreement-signed",
    track = "track",
    track_list = "track-list",
    track_join = "track-join",
    delegation = "delegation",
    headed = "headed-by",
    mandate = "mandate",
}

impl<'a> Desk<'_, 'a> {
    fn hit(&self, token: usize, class: ClassId) -> Option<Hit> {
        self.page.hit(token, class)
    }

    /// The entry of a class at a token that goes on in its line, with no conjunction or preposition before it.
    fn plain(&self, token: usize, class: ClassId) -> Option<Hit> {
        self.hit(token, class)
            .filter(|h| !h.glued.conjunction && !h.glued.preposition && self.goes_on(token))
    }

    fn goes_on(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap < Gap::Line)
    }

    fn text(&self, hit: Hit, key: &str) -> Option<&'a str> {
        self.page.entry(hit).text(key)
    }

    fn flag(&self, hit: Hit, key: &str) -> bool {
        self.page.entry(hit).flag(key)
    }

    fn is_comma(&self, token: usize) -> bool {
        matches!(self.page.folded(token), "،" | ",")
    }

    fn is_quote(&self, token: usize) -> bool {
        matches!(
            self.page.folded(token),
            "\"" | "«" | "»" | "“" | "”" | "'" | "‘" | "’"
        )
    }

    /// The tokens of the sentence that a token lies in.
    fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        self.page
            .sentences
            .get(self.page.sentence(token))
            .cloned()
            .unwrap_or(token..token)
    }
}
