//! The page: title, dateline, body, furniture; the outlet that the page itself names.
//!
//! A page is cut into pieces (lines, and parts of lines that runs of spaces hold apart); each piece is told by evidence:
//! what it is made of, how it ends, where it stands, whether it was there before. What no evidence speaks against is
//! body: losing a sentence is worse than keeping a button.

mod dateline;
mod furniture;
mod head;
mod pieces;
mod stamp;

use super::{Hints, Page};
use crate::model::{Annotations, Block, BlockKind, Span};
use dateline::DatelineWords;
use furniture::{Found, FurnitureWords};
use pieces::{Break, End, Piece};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// The classes that the layout asks for, looked up once a page.
struct Words {
    dateline: DatelineWords,
    furniture: FurnitureWords,
    byline: crate::lang::ClassId,
    caption: crate::lang::ClassId,
}

/// Fills `blocks`, `title` and `outlet`.
pub(crate) fn lay_out(page: &Page<'_>, hints: &Hints, found: &mut Annotations) {
    let words = Words {
        dateline: DatelineWords::of(page),
        furniture: FurnitureWords::of(page),
        byline: page.pack.class("byline"),
        caption: page.pack.class("caption"),
    };
    let mut pieces = join(page, &words, pieces::cut(page));
    part_first(page, &words, &mut pieces);
    pieces = part_trailing(page, &words, pieces);
    mark_furniture(page, &words, &mut pieces);
    let body = head::lay_out(page, &words, hints, &mut pieces, found);
    mark_repeats(page, &mut pieces, body);
    mark_stamps(page, &words, &mut pieces, body);
    mark_tail(&mut pieces, body);
    found.blocks = blocks(page, &pieces);
}

/// Takes two spaces back as a slip unless a stamp or a button stands beside them.
fn join(page: &Page<'_>, words: &Words, cut: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(cut.len());
    let stands = |p: &Piece| {
        p.words <= 10
            && p.end != End::Stop
            && (words.dateline.stamps.is_stamp(page, p).is_some() || words.furniture.look(page, p).is_some())
    };
    let mut last_stands = false;
    for piece in cut {
        let slip = piece.before == Break::Slip;
        // Within a sentence, what looks like a stamp or a button is none.
        let ended = !slip || last_stands || pieces.last().is_none_or(|p| p.end != End::Open);
        let piece_stands = ended && stands(&piece);
        match pieces.last_mut() {
            Some(last) if slip && !piece_stands && !last_stands => {
                *last = Piece::new(page, last.from, piece.to, last.before, last.spaces);
            }
            _ => {
                last_stands = piece_stands;
                pieces.push(piece);
            }
        }
    }
    pieces
}

/// The site's own name before the title.
fn part_first(page: &Page<'_>, words: &Words, pieces: &mut Vec<Piece>) {
    for i in 0..pieces.len().min(3) {
        let Some(piece) = pieces.get(i).copied() else {
            return;
        };
        if let Some(at) = words.furniture.leading(page, &piece) {
            let (mut site, title) = piece.cut(page, at);
            // The dash between the two belongs to neither.
            site.to -= usize::from(page.folded(at - 1) == "-");
            site.kind = Some(BlockKind::Furniture);
            pieces.splice(i..=i, [site, title]);
            return;
        }
    }
}

/// Buttons at the ends of paragraphs.
fn part_trailing(page: &Page<'_>, words: &Words, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let at = Some(piece)
            .filter(|p| p.words > 4)
            .and_then(|p| words.furniture.trailing(page, &p));
        if let Some(at) = at {
            let (text, mut button) = piece.cut(page, at);
            button.kind = Some(BlockKind::Furniture);
            parted.extend([text, button]);
        } else {
            parted.push(piece);
        }
    }
    parted
}

/// Furniture by what a piece says, and the lists that begin with it.
fn mark_furniture(page: &Page<'_>, words: &Words, pieces: &mut [Piece]) {
    let mut i = 0;
    while i < pieces.len() {
        let list = pieces.get_mut(i).and_then(|piece| {
            let look = words.furniture.look(page, piece)?;
            let stamp = words.dateline.stamps.is_stamp(page, piece).is_some();
            if !stamp {
                piece.kind = Some(BlockKind::Furniture);
            }
            (look == Found::List).then_some(())
        });
        i += 1;
        if list.is_some() {
            i = mark_list(pieces, i);
        }
    }
}

/// The labels of a list, from piece `i` on; gives the first piece after it.
///
/// On a line with seams the list ends with the sentence that goes on after it; a last label behind a wider seam is a
/// heading of the text. Over lines it ends with the first running text.
fn mark_list(pieces: &mut [Piece], mut i: usize) -> usize {
    let seam = pieces.get(i).map_or(0, |p| p.spaces);
    let in_line = seam > 0;
    while let Some(piece) = pieces.get(i).copied() {
        let next_line = pieces.get(i + 1).is_none_or(|p| p.before >= Break::Line);
        let ends = if in_line {
            let heading = next_line && piece.spaces > seam;
            piece.before >= Break::Line || piece.end == End::Stop || piece.words > 16 || heading
        } else {
            piece.runs() || (piece.before == Break::Blank && piece.words > 12)
        };
        if ends {
            break;
        }
        if let Some(piece) = pieces.get_mut(i) {
            piece.kind = Some(BlockKind::Furniture);
        }
        i += 1;
    }
    i
}

/// A paragraph that stood on the page before: the lead printed again at the end, a box with the same words.
fn mark_repeats(page: &Page<'_>, pieces: &mut [Piece], body: usize) {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    for i in 0..pieces.len() {
        let Some(piece) = pieces.get(i).copied() else {
            break;
        };
        if piece.words < 6 || piece.kind == Some(BlockKind::Furniture) {
            continue;
        }
        let mut hasher = FxHasher::default();
        (piece.from..piece.to)
            .filter(|t| page.is_word(*t))
            .for_each(|t| page.folded(t).hash(&mut hasher));
        let first = *seen.entry(hasher.finish()).or_insert(i);
        let again = first < i && pieces::same(page, pieces.get(first), Some(&piece));
        if again
            && i > body
            && let Some(piece) = pieces.get_mut(i).filter(|p| p.kind.is_none())
        {
            piece.kind = Some(BlockKind::Furniture);
        }
    }
}

/// Stamps after the report has begun: of the pages that are linked where seams part them from the text, of this page
/// at its end.
fn mark_stamps(page: &Page<'_>, words: &Words, pieces: &mut [Piece], body: usize) {
    let last = pieces.iter().rposition(|p| p.kind.is_none() && p.runs());
    for i in body..pieces.len() {
        let next = pieces.get(i + 1).map(|p| p.before);
        let Some(piece) = pieces.get_mut(i).filter(|p| p.kind.is_none()) else {
            continue;
        };
        let Some(stamp) = words.dateline.stamps.is_stamp(page, piece) else {
            continue;
        };
        let seamed = piece.before <= Break::Seam || next.is_some_and(|b| b <= Break::Seam);
        if seamed {
            piece.kind = Some(BlockKind::Furniture);
        } else if last.is_some_and(|last| i > last) {
            let kind = if stamp.says_date() {
                BlockKind::Dateline
            } else {
                BlockKind::Furniture
            };
            piece.kind = Some(kind);
        }
    }
}

/// At the end of the page, what stands between two pieces of furniture is furniture (`تصفح المزيد`, a line about the
/// house, `جميع الحقوق محفوظة`).
fn mark_tail(pieces: &mut [Piece], body: usize) {
    let furniture = |p: Option<&Piece>| p.is_some_and(|p| p.kind == Some(BlockKind::Furniture));
    let mut i = pieces.len();
    while i > body + 2 && furniture(pieces.get(i - 1)) {
        // On a line of its own only a label; on a flattened page also a sentence.
        let label = |p: &Piece| p.words <= 40 && (p.before < Break::Line || !p.runs());
        let between = pieces.get(i - 2).is_some_and(|p| p.kind.is_none() && label(p));
        if between && furniture(pieces.get(i - 3)) {
            if let Some(piece) = pieces.get_mut(i - 2) {
                piece.kind = Some(BlockKind::Furniture);
            }
        } else if !furniture(pieces.get(i - 2)) {
            break;
        }
        i -= 1;
    }
}

/// Pieces as blocks; neighbours of one kind are one block, titles apart.
fn blocks(page: &Page<'_>, pieces: &[Piece]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for piece in pieces {
        let span = piece.span(page);
        let kind = piece.kind.unwrap_or(BlockKind::Body);
        match blocks.last_mut() {
            Some(last) if last.kind == kind && kind == BlockKind::Body => {
                last.span = Span::new(last.span.start, span.end);
            }
            _ if !span.is_empty() => blocks.push(Block { span, kind }),
            _ => {}
        }
    }
    blocks
}
