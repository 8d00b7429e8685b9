//! Where qualifiers stand before their noun (`[habits] qualifiers_first`): `the third round of the U.S.-Iraq Strategic
//! Dialogue`, `the next round`, `the 2008 Strategic Framework Agreement`. What other languages read to the left of a
//! head is read back from it here.

use super::Desk;
use super::series::Side;
use crate::lang::{ClassId, Hit};

/// The longest entry that stands before a head, in tokens (`multi - party`, `U . S .`).
const WIDEST: usize = 5;

/// What stands before the head of a name of talks or of an agreement.
pub(super) struct Before {
    /// First token of all of it.
    pub(super) from: usize,
    /// First token of the name: parties before it are none of it.
    pub(super) name: usize,
    pub(super) sides: Vec<Side>,
    /// A subject, a place or a party says which they are.
    pub(super) told: bool,
    /// An adjective does.
    pub(super) qualified: bool,
}

/// The order of a round that stands before it.
pub(super) struct Order {
    pub(super) from: usize,
    pub(super) value: u32,
    /// `fourth and final`
    pub(super) last: bool,
    /// `third and fourth rounds`: the second one, and where it begins.
    pub(super) second: Option<(usize, u32)>,
}

impl Desk<'_, '_> {
    /// The entry of a class that ends right before a token, on the same line.
    pub(super) fn back(&self, to: usize, class: ClassId) -> Option<Hit> {
        if !self.goes_on(to) {
            return None;
        }
        let widths = (1..=WIDEST.min(to)).rev();
        widths
            .into_iter()
            .find_map(|w| self.hit(to - w, class).filter(|h| h.to == to))
    }

    /// The adjectives, words of the class `naming`, parties and places before a head, back to `free`.
    pub(super) fn name_before(&self, head: usize, free: usize, naming: ClassId) -> Before {
        let mut read = Before {
            from: head,
            name: head,
            sides: Vec::new(),
            told: false,
            qualified: false,
        };
        while self.step_back(&mut read, free, naming) {}
        // U.S.-Iraq: a pair is parties; one alone belongs to the name (the Libyan dialogue).
        if read.sides.len() < 2 {
            read.name = read.from;
        }
        read
    }

    fn step_back(&self, read: &mut Before, free: usize, naming: ClassId) -> bool {
        let class = &self.class;
        let dash = !read.sides.is_empty() && read.from > 0 && self.page.folded(read.from - 1) == "-";
        let at = read.from - usize::from(dash);
        let found = |class: ClassId| self.back(at, class).filter(|h| h.from >= free);
        if !dash && let Some(hit) = found(naming).or_else(|| found(class.adjective)) {
            read.from = hit.from;
            read.told |= hit.class == naming;
            read.qualified |= hit.class == class.adjective;
            if read.sides.is_empty() {
                read.name = hit.from;
            }
            return true;
        }
        let states = [class.nisba, class.country, class.capital];
        if let Some(hit) = states.into_iter().find_map(found) {
            let name = self.text(hit, "state").or(self.text(hit, "name")).unwrap_or("");
            read.sides.push(Side {
                from: hit.from,
                name: name.to_owned(),
                place: hit.class == class.capital,
            });
            (read.from, read.told) = (hit.from, true);
            return true;
        }
        let place = found(class.city).filter(|_| !dash && read.sides.is_empty());
        if let Some(hit) = place {
            (read.from, read.name, read.told) = (hit.from, hit.from, true);
        }
        place.is_some()
    }

    /// `third`, `fourth and final`, `third and fourth` before a round.
    pub(super) fn order_back(&self, round: usize) -> Option<Order> {
        let last = self.back(round, self.class.last);
        let at = match last {
            Some(hit) if hit.glued.conjunction => hit.from.checked_sub(1)?,
            Some(hit) => hit.from,
            None => round,
        };
        let near = self.back(at, self.class.ordinal)?;
        let value = self.ordinal(near)?;
        let order = Order {
            from: near.from,
            value,
            last: last.is_some(),
            second: None,
        };
        let far = (near.glued.conjunction && last.is_none())
            .then(|| self.back(near.from.checked_sub(1)?, self.class.ordinal))
            .flatten();
        let Some((far, first)) = far.and_then(|f| Some((f, self.ordinal(f)?))) else {
            return Some(order);
        };
        Some(Order {
            from: far.from,
            value: first,
            second: Some((near.from, value)),
            ..order
        })
    }

    /// The number of an ordinal word.
    pub(super) fn ordinal(&self, hit: Hit) -> Option<u32> {
        u32::try_from(self.page.entry(hit).number("value")?).ok()
    }
}
