//! Marks that would cover one another are piled up.

/// How many columns the picture is divided into.
const COLUMNS: usize = 100;

/// The column that a place, in percent, lies in.
pub fn column(at: f64, columns: usize) -> usize {
    ((at / 100.0 * columns as f64) as usize).min(columns - 1)
}

/// Which columns are taken, level by level.
#[derive(Default)]
pub struct Piles(Vec<[bool; COLUMNS]>);

impl Piles {
    /// The lowest level that is free from `x1` to `x2`; nothing else may then stand within `room` columns of it.
    pub fn level(&mut self, (x1, x2): (f64, f64), room: usize) -> usize {
        let (from, to) = (column(x1.min(x2), COLUMNS), column(x1.max(x2), COLUMNS));
        let free = self.0.iter().position(|level| !level[from..=to].contains(&true));
        let level = free.unwrap_or(self.0.len());
        if free.is_none() {
            self.0.push([false; COLUMNS]);
        }
        self.0[level][from.saturating_sub(room)..=(to + room).min(COLUMNS - 1)].fill(true);
        level
    }

    /// How many levels there are.
    pub fn levels(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_marks_go_up_a_level_and_far_ones_do_not() {
        let mut piles = Piles::default();
        assert_eq!(piles.level((50.0, 50.0), 1), 0);
        assert_eq!(piles.level((51.5, 51.5), 1), 1);
        assert_eq!(piles.level((53.0, 53.0), 1), 0);
        assert_eq!(piles.level((90.0, 10.0), 1), 2);
        assert_eq!(piles.levels(), 3);
    }
}
