//! Tables of mixed Arabic and Latin that a terminal shows in order.

use super::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// First strong isolate … pop directional isolate: what stands between them does not turn its neighbours round.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Between columns.
const GAP: usize = 2;

/// The narrowest a column is cut to.
const NARROW: usize = 6;

/// A table that is filled row by row.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(head: Vec<String>) -> Self {
        Self {
            head,
            rows: Vec::new(),
        }
    }

    /// Adds a row; as many cells as there are headings.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|c| visible(c)).collect());
    }

    /// The table in lines of at most `width` cells; what does not fit is cut with `…`.
    pub fn text(&self, style: Style, width: usize) -> String {
        let widths = self.widths(width);
        let mut out = String::new();
        let bold = if style.colour {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        out += bold.0;
        line(&mut out, &self.head, &widths, style);
        out.insert_str(out.len() - 1, bold.1);
        for row in &self.rows {
            line(&mut out, row, &widths, style);
        }
        out
    }

    /// Widths that fit: the widest columns give way first.
    fn widths(&self, width: usize) -> Vec<usize> {
        let widest = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]);
            cells
                .filter_map(|r| r.get(column))
                .map(|c| c.width())
                .max()
                .unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..self.head.len()).map(widest).collect();
        let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            let Some(most) = widths.iter_mut().max().filter(|w| **w > NARROW) else {
                break;
            };
            *most -= 1;
        }
        widths
    }
}

fn line(out: &mut String, cells: &[String], widths: &[usize], style: Style) {
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let text = cut(cell, *width);
        let pad = width.saturating_sub(text.width());
        if style.terminal {
            out.push(ISOLATE.0);
            *out += &text;
            out.push(ISOLATE.1);
        } else {
            *out += &text;
        }
        if at + 1 < cells.len() {
            out.extend(std::iter::repeat_n(' ', pad + GAP));
        }
    }
    out.push('\n');
}

/// Without line breaks, escape codes and marks that turn a line round.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    kept.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(vec!["name".into(), "content".into()]);
        table.row(vec![
            "فؤاد حسين".into(),
            "الجولة الثالثة من الحوار\nستعقد غداً".into(),
        ]);
        table
    }

    #[test]
    fn long_cells_are_cut_and_columns_align() {
        let text = sample().text(Style::default(), 26);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[1].starts_with("فؤاد حسين  الجولة"), "{text}");
        assert!(lines[1].ends_with('…') && lines[1].width() <= 26, "{text}");
        assert!(lines[0].starts_with("name       content"), "{text}");
    }

    #[test]
    fn a_terminal_isolates_each_cell() {
        let style = Style {
            terminal: true,
            colour: false,
        };
        let text = sample().text(style, 80);
        assert!(
            text.contains("\u{2068}فؤاد حسين\u{2069}  \u{2068}الجولة"),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn marks_that_turn_a_line_round_are_taken_out() {
        let mut table = Table::new(vec!["x".into()]);
        table.row(vec!["a\u{202E}b\u{1b}[2J".into()]);
        assert_eq!(table.text(Style::default(), 80), "x\nab[2J\n");
    }
}
