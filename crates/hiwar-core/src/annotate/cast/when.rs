//! When and where a clause says that a thing is.

use super::{Reader, Role};
use crate::model::{Span, TimeKind};

impl Reader<'_, '_> {
    /// Whether a token is part of a time expression.
    pub(crate) fn timed(&self, token: usize) -> bool {
        let Some(at) = self.page.token(token) else {
            return false;
        };
        let after = self.found.times.partition_point(|t| t.span.end <= at.span.start);
        self.found
            .times
            .get(after)
            .is_some_and(|t| t.span.overlaps(at.span))
    }

    /// The year that a time of an unknown year must lie in: the one that the report can only be of.
    fn only_year(&self) -> Option<String> {
        let published = &self.found.published;
        let (first, last) = (published.earliest?, published.latest?);
        (first.year() == last.year()).then(|| format!("{:04}", first.year()))
    }

    /// When it is, ISO 8601: the time of the clause nearest behind the trigger, else before it; `None` where it has none
    /// that is known.
    pub(crate) fn date(&self, clause: Span, trigger: Span) -> Option<String> {
        let from = self.found.times.partition_point(|t| t.span.end <= clause.start);
        let dated = self.found.times.get(from..)?.iter();
        dated
            .take_while(|t| t.span.start < clause.end)
            .filter(|t| !t.value.stale && matches!(t.value.kind, TimeKind::Date | TimeKind::Time))
            .filter(|t| {
                t.value
                    .value
                    .starts_with(|c: char| c.is_ascii_digit() || c == 'X')
            })
            .min_by_key(|t| {
                let behind = t.span.start >= trigger.start;
                (!behind, t.span.start.abs_diff(trigger.end))
            })
            .and_then(|t| match t.value.value.split('/').next() {
                // A week, or a part of the day: as much as an ISO date says of it.
                Some(value) if value.contains('W') && !value.starts_with('X') => {
                    let (first, last) = (t.value.earliest?, t.value.latest?);
                    let month = first.year() == last.year() && first.month() == last.month();
                    Some(first.to_string().get(..if month { 7 } else { 4 })?.to_owned())
                }
                Some(value)
                    if value
                        .get(10..)
                        .is_some_and(|rest| rest.starts_with(['T']) && !rest.contains(':')) =>
                {
                    value.get(..10).map(str::to_owned)
                }
                // `اليوم الأربعاء` of a report whose year alone is known.
                Some(value) if value.starts_with("XXXX-WXX") => self.only_year(),
                Some(value) if value.starts_with(|c: char| c.is_ascii_digit()) => Some(value.to_owned()),
                _ => None,
            })
    }

    /// Where it is: the first place of the clause that stands behind في or إلى.
    pub(crate) fn place(&self, clause: Span) -> Option<String> {
        let from = self.found.places.partition_point(|p| p.span.start < clause.start);
        let places = self.found.places.get(from..)?.iter();
        places
            .take_while(|p| p.span.end <= clause.end)
            .find(|p| {
                let token = self.page.tokens.at(p.span.start);
                // `إلى العاصمة الباكستانية إسلام أباد`
                let back = token.saturating_sub(3)..=token;
                back.rev()
                    .any(|t| matches!(self.role_at(t), Some(Role::In | Role::To)))
            })
            .map(|p| p.value.name.clone())
    }
}
