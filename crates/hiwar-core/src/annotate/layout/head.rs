//! The head of a page: what stands before the report. Title and kicker, datelines, bylines, captions, menus.

use super::Words;
use super::dateline::{Dateline, named};
use super::pieces::{Break, End, Piece, same};
use crate::annotate::{Hints, Page};
use crate::model::{Annotations, BlockKind};
use crate::text::{TokenKind, Tokens};

/// A headline is no longer, in words.
const LONGEST_TITLE: usize = 25;
/// A headline of more words than this is the report's lead too, and belongs to its body.
const LEAD_WORDS: usize = 16;
/// A head has no more pieces: what stands behind is a list of something, not a page's furniture.
const LARGEST_HEAD: usize = 120;
/// A label of the site is no longer, in words.
const LONGEST_LABEL: usize = 5;

/// Tells the pieces before the report, finds title and outlet, and cuts a dateline off the first paragraph. Gives the
/// index of the report's first piece.
pub(super) fn lay_out(
    page: &Page<'_>,
    words: &Words,
    hints: &Hints,
    pieces: &mut Vec<Piece>,
    found: &mut Annotations,
) -> usize {
    let hinted = hinted_title(page, hints, pieces);
    let mut body = first_of_body(pieces, hinted).min(LARGEST_HEAD);
    let mut titled = hints.title.is_some();
    let mut seen = false;
    let mut outlet: Option<Dateline> = None;
    for i in 0..body {
        let Some(piece) = pieces.get_mut(i).filter(|p| p.kind.is_none()) else {
            continue;
        };
        if hinted == Some(i) {
            (titled, seen) = (true, true);
        } else if words.dateline.stamps.is_stamp(page, piece).is_some() {
            piece.kind = Some(BlockKind::Dateline);
        } else if let Some(line) = words.dateline.line(page, piece, titled) {
            piece.kind = Some(BlockKind::Dateline);
            outlet = outlet.filter(|o| o.outlet.is_some()).or(Some(line));
            if titled
                && pieces
                    .get(i + 1)
                    .is_some_and(|p| p.kind.is_none() && p.words >= 6)
            {
                // Behind a dateline comes the report, however its first paragraph ends.
                body = i + 1;
                break;
            }
        } else if is_byline(page, words, piece) {
            piece.kind = Some(BlockKind::Byline);
        } else if words.furniture.label(page, piece) && !seen {
            piece.kind = Some(BlockKind::Furniture);
        } else {
            titled |= piece.words > LONGEST_LABEL;
            seen |= piece.words > LONGEST_LABEL;
        }
    }
    let title = tell_titles(page, words, hints, pieces, body, hinted);
    found.title = title.and_then(|i| pieces.get(i)).map(|p| p.span(page));
    if let Some(piece) = pieces.get(body).copied()
        && let Some(line) = words.dateline.before(page, &piece)
    {
        let (mut first, rest) = piece.cut(page, line.to);
        first.kind = Some(BlockKind::Dateline);
        pieces.splice(body..=body, [first, rest]);
        outlet = outlet.filter(|o| o.outlet.is_some()).or(Some(line));
        body += 1;
    }
    found.outlet = outlet.and_then(|o| o.outlet).map(|o| named(o, "layout/dateline"));
    if found.outlet.is_none() {
        let opening = [title, Some(body)];
        let mut opening = opening.iter().flatten().filter_map(|i| pieces.get(*i));
        let site = pieces.first().filter(|p| p.kind == Some(BlockKind::Furniture));
        found.outlet = opening
            .find_map(|p| words.dateline.opening(page, p))
            .or_else(|| site.and_then(|p| words.dateline.site(page, p)));
    }
    body
}

/// The piece that the metadata's title stands in, among the first ones.
fn hinted_title(page: &Page<'_>, hints: &Hints, pieces: &[Piece]) -> Option<usize> {
    let title = Tokens::of(hints.title.as_deref()?);
    let is_word = |i: &usize| title.get(*i).is_some_and(|t| t.kind == TokenKind::Word);
    let words: Vec<&str> = (0..title.len())
        .filter(is_word)
        .map(|i| title.folded(i))
        .collect();
    let same = |p: &Piece| {
        let own = (p.from..p.to).filter(|t| page.is_word(*t));
        !words.is_empty()
            && p.words == words.len()
            && own.zip(&words).all(|(t, word)| page.folded(t) == *word)
    };
    pieces.iter().take(12).position(|p| p.kind.is_none() && same(p))
}

/// The first piece of running text; all is body where there is none, or where nothing but it stands on the page.
fn first_of_body(pieces: &[Piece], hinted: Option<usize>) -> usize {
    let runs = |(i, p): (usize, &Piece)| (p.kind.is_none() && p.runs() && hinted != Some(i)).then_some(i);
    let after = hinted.map_or(0, |i| i + 1);
    let first = pieces.iter().enumerate().find_map(runs);
    first
        .or((after > 0 && after < pieces.len()).then_some(after))
        .unwrap_or(0)
}

fn is_byline(page: &Page<'_>, words: &Words, piece: &Piece) -> bool {
    // `تحرير الموصل` is a headline; `تحرير: …` and `بقلم …` are none.
    let hit = page.hit(piece.from, words.byline);
    let said = hit.filter(|h| matches!(page.folded(h.to), ":" | "/") || page.entry(*h).flag("bare"));
    piece.words <= 8 && piece.end != End::Stop && said.is_some()
}

fn is_caption(page: &Page<'_>, words: &Words, piece: &Piece) -> bool {
    (piece.from..piece.to).any(|t| page.hit(t, words.caption).is_some())
}

/// Tells titles, kickers, banners and captions among the pieces before the report; gives the headline's index.
fn tell_titles(
    page: &Page<'_>,
    words: &Words,
    hints: &Hints,
    pieces: &mut [Piece],
    body: usize,
    hinted: Option<usize>,
) -> Option<usize> {
    let open: Vec<usize> = (0..body)
        .filter(|i| pieces.get(*i).is_some_and(|p| p.kind.is_none()))
        .collect();
    let elsewhere = hints.title.as_deref().is_some_and(|t| !t.trim().is_empty()) && hinted.is_none();
    let main = hinted.or_else(|| headline(page, words, pieces, &open))?;
    let furniture_at = |range: std::ops::Range<usize>, pieces: &[Piece]| {
        let mut between = range.filter_map(|i| pieces.get(i));
        between.any(|p| p.kind == Some(BlockKind::Furniture))
    };
    for i in open {
        let barred = i < main && furniture_at(i..main, pieces);
        let dated = (main..i).any(|j| pieces.get(j).is_some_and(|p| p.kind == Some(BlockKind::Dateline)));
        let again = i > main && same(page, pieces.get(main), pieces.get(i));
        let Some(piece) = pieces.get_mut(i) else { continue };
        piece.kind = if i == main && hinted != Some(i) && piece.words > LEAD_WORDS {
            Some(BlockKind::Body)
        } else if i == main || again {
            Some(BlockKind::Title)
        } else if barred && piece.words <= LONGEST_LABEL {
            // A banner above the menu (`تغطية انتخابات تشرين 2021`).
            Some(BlockKind::Furniture)
        } else if is_caption(page, words, piece) || (i > main && dated && piece.before == Break::Seam) {
            Some(BlockKind::Caption)
        } else if i < main || piece.words <= 12 {
            Some(BlockKind::Title)
        } else {
            None
        };
    }
    // The metadata's title is not in the text: what looks like one is a heading of the report.
    if elsewhere {
        for piece in pieces
            .iter_mut()
            .take(body)
            .filter(|p| p.kind == Some(BlockKind::Title))
        {
            piece.kind = None;
        }
        return None;
    }
    Some(main)
}

/// The headline among the pieces that can be one: the one that is printed twice, else the first that is longer than a
/// label, else the first.
fn headline(page: &Page<'_>, words: &Words, pieces: &[Piece], open: &[usize]) -> Option<usize> {
    let fits = |i: &&usize| {
        let piece = pieces.get(**i);
        piece.is_some_and(|p| p.words <= LONGEST_TITLE && p.words > 0 && !is_caption(page, words, p))
    };
    let twice = |i: &&usize| {
        let later = open.iter().filter(|j| *j > *i);
        later
            .into_iter()
            .any(|j| same(page, pieces.get(**i), pieces.get(*j)))
    };
    let long = |i: &&usize| {
        let piece = pieces.get(**i);
        piece.is_some_and(|p| p.words > LONGEST_LABEL && p.words <= 18 && page.folded(p.to - 1) != ":")
    };
    let candidates = || open.iter().filter(fits);
    let found = candidates()
        .filter(|i| pieces.get(**i).is_some_and(|p| p.words > 2))
        .find(twice)
        .or_else(|| candidates().find(long))
        .or_else(|| candidates().find(|i| pieces.get(**i).is_some_and(|p| p.words > 2)))
        .or_else(|| candidates().next());
    found.copied()
}
