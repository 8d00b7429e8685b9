//! Decades and centuries.

use super::lengths::Told;
use super::reader::Reader;
use super::sense::{Sense, Unit};

impl Reader<'_, '_> {
    /// `سبعينيات القرن الماضي`, `التسعينيات`, `القرن التاسع عشر`, `القرن الماضي`.
    pub(super) fn era(&self, token: usize) -> Told {
        if let Some(hit) = self.page.hit(token, self.class.decade) {
            let value = self.entry(hit).number("value")? as i16;
            let from = self.past(hit.to, "from");
            return match self.century(from).filter(|_| self.goes_on(from)) {
                Some((to, Sense::Century(century))) => {
                    Some((to, Sense::Decade(century * 100 + value), "times/decade"))
                }
                // This century is the twenty-first: a decade of the last one is of the twentieth.
                Some((to, Sense::CenturyAway(away))) => Some((
                    to,
                    Sense::Decade((20 + away) as i16 * 100 + value),
                    "times/decade",
                )),
                _ if value >= 30 => Some((hit.to, Sense::Decade(1900 + value), "times/decade")),
                _ => None,
            };
        }
        let (to, sense) = self.century(token)?;
        Some((to, sense, "times/century"))
    }

    fn century(&self, token: usize) -> Option<(usize, Sense)> {
        let unit = self
            .unit(token)
            .filter(|u| u.unit == Unit::Century && u.count == 1 && u.hit.glued.article)?;
        if let Some(direction) = self.direction(unit.to) {
            return Some((direction.to, Sense::CenturyAway(direction.value)));
        }
        let ordinal = self.next(unit.to, self.class.ordinal)?;
        let number = self.entry(ordinal).number("value")?;
        Some((ordinal.to, Sense::Century(number as i16 - 1)))
    }
}
