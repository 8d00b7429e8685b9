//! What holds for any text at all: nothing panics, every span fits the text, the same input gives the same facts.

mod common;

use common::knowledge;
use hiwar_core::model::{Annotation, Annotations, Span};
use hiwar_core::text::{Offsets, Tokens, fold, quoted, sentences};
use hiwar_core::{Hints, annotate};
use proptest::prelude::*;

/// What Arabic news is made of, and what breaks readers of it.
const ATOMS: [&str; 88] = [
    "قال",
    "وأضاف",
    "وزير",
    "الخارجية",
    "العراقي",
    "الأميركي",
    "بلينكن",
    "مصطفى",
    "الكاظمي",
    "رئيس",
    "الوزراء",
    "المتحدث",
    "باسم",
    "البيت",
    "الأبيض",
    "إن",
    "أن",
    "بأن",
    "إلى",
    "في",
    "من",
    "على",
    "عن",
    "بغداد",
    "واشنطن",
    "الدوحة",
    "العراق",
    "والولايات",
    "المتحدة",
    "الجولة",
    "الثالثة",
    "الحوار",
    "الاستراتيجي",
    "بحسب",
    "نقلت",
    "وكالة",
    "رويترز",
    "مصادر",
    "اليوم",
    "أمس",
    "الأربعاء",
    "نيسان",
    "أبريل",
    "المقبل",
    "الماضي",
    "2500",
    "٢٥٠٠",
    "2021",
    "جندي",
    "نحو",
    "أكثر",
    "مليون",
    "سحب",
    "ستنسحب",
    "بحلول",
    "نهاية",
    "العام",
    "تعهد",
    "وقع",
    "لقاء",
    "الوسوم",
    "طباعة",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    ".",
    "،",
    "؛",
    ":",
    "؟",
    "-",
    "–",
    "/",
    "%",
    "ـ",
    "بـ",
    "َ",
    "\u{200f}",
    "\u{202b}",
    "ﻻ",
    "CNN",
    "\n",
    "\n\n",
    "    ",
];

/// Text in the manner of a report: atoms with and without spaces between.
fn arabic() -> impl Strategy<Value = String> {
    let atom = (0..ATOMS.len(), prop_oneof![6 => Just(" "), 1 => Just("")]);
    prop::collection::vec(atom, 0..120)
        .prop_map(|atoms| atoms.iter().flat_map(|(i, gap)| [ATOMS[*i], *gap]).collect())
}

/// A report with something in it that is no report.
fn broken() -> impl Strategy<Value = String> {
    (arabic(), any::<String>(), arabic()).prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), arabic(), broken()]
}

fn hints() -> impl Strategy<Value = Hints> {
    let date = prop_oneof![
        Just(None),
        Just(Some("2021-04-07".to_owned())),
        Just(Some("2021-04".to_owned())),
        any::<String>().prop_map(Some),
    ];
    let title = prop::option::of(arabic());
    (date, title).prop_map(|(published, title)| Hints {
        published,
        title,
        lang: Some("ar".to_owned()),
        ..Hints::default()
    })
}

fn fits(text: &str, span: Span, what: &str) -> Result<(), TestCaseError> {
    let inside = text.get(span.start..span.end).is_some();
    prop_assert!(
        inside,
        "{what}: {span:?} does not fit a text of {} bytes",
        text.len()
    );
    Ok(())
}

fn rows<T>(text: &str, list: &[Annotation<T>], what: &str) -> Result<(), TestCaseError> {
    for row in list {
        fits(text, row.span, what)?;
        prop_assert!(!row.rule.is_empty(), "{what}: a row without a rule");
    }
    Ok(())
}

/// Every span of the annotations, and the parts that lie inside them.
fn whole(text: &str, found: &Annotations) -> Result<(), TestCaseError> {
    rows(text, &found.times, "times")?;
    rows(text, &found.people, "people")?;
    rows(text, &found.organizations, "organizations")?;
    rows(text, &found.places, "places")?;
    rows(text, &found.figures, "figures")?;
    rows(text, &found.rounds, "rounds")?;
    rows(text, &found.talks, "talks")?;
    rows(text, &found.agreements, "agreements")?;
    rows(text, &found.tracks, "tracks")?;
    rows(text, &found.delegations, "delegations")?;
    rows(text, &found.statements, "statements")?;
    rows(text, &found.events, "events")?;
    rows(text, &found.commitments, "commitments")?;
    for row in &found.statements {
        fits(text, row.value.content, "content of a statement")?;
        fits(text, row.value.cue, "cue of a statement")?;
        let speaker = row.value.speaker.as_ref().and_then(|s| s.span);
        fits(text, speaker.unwrap_or_default(), "speaker of a statement")?;
        prop_assert!(!row.value.content.is_empty(), "a statement that says nothing");
    }
    for row in &found.events {
        fits(text, row.value.trigger, "trigger of an event")?;
    }
    for row in &found.commitments {
        fits(text, row.value.action, "action of a commitment")?;
        fits(
            text,
            row.value.condition.unwrap_or_default(),
            "condition of a commitment",
        )?;
    }
    for row in &found.delegations {
        fits(
            text,
            row.value.mandate.unwrap_or_default(),
            "mandate of a delegation",
        )?;
    }
    for span in &found.published.evidence {
        fits(text, *span, "evidence of the publication date")?;
    }
    fits(text, found.title.unwrap_or_default(), "title")
}

/// Blocks are in order, do not overlap, begin and end with something to see, and leave out none of it.
fn laid_out(text: &str, found: &Annotations) -> Result<(), TestCaseError> {
    let tokens = Tokens::of(text);
    let mut at = 0;
    for block in &found.blocks {
        fits(text, block.span, "block")?;
        prop_assert!(block.span.start >= at, "block {block:?} begins before byte {at}");
        prop_assert!(!block.span.is_empty(), "an empty block");
        prop_assert_eq!(
            block.span.trimmed(text),
            block.span,
            "white space at a block's edge"
        );
        at = block.span.end;
    }
    for token in tokens
        .iter()
        .filter(|t| t.kind == hiwar_core::text::TokenKind::Word)
    {
        let held = found.blocks.iter().any(|b| b.span.contains(token.span));
        prop_assert!(held, "{:?} lies in no block", token.span.of(text));
    }
    Ok(())
}

/// Quick by default; `PROPTEST_CASES=5000 cargo test --test properties` looks longer.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(160),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn annotations_fit_any_text(text in texts(), hints in hints()) {
        let found = annotate(&text, &hints, knowledge());
        whole(&text, &found)?;
        laid_out(&text, &found)?;
        let again = annotate(&text, &hints, knowledge());
        prop_assert_eq!(found, again);
    }

    #[test]
    fn language_is_told_of_any_text(text in texts()) {
        let found = annotate(&text, &Hints::default(), knowledge());
        prop_assert!(found.lang.is_empty() || knowledge().pack(&found.lang).is_some());
        whole(&text, &found)?;
    }

    #[test]
    fn tokens_sentences_and_marks_fit_any_text(text in texts()) {
        let tokens = Tokens::of(&text);
        let mut at = 0;
        for (i, token) in tokens.iter().enumerate() {
            fits(&text, token.span, "token")?;
            prop_assert!(token.span.start >= at && !token.span.is_empty());
            prop_assert!(!tokens.folded(i).is_empty());
            at = token.span.end;
        }
        let ranges = sentences(&tokens, &[]);
        let joined = ranges.iter().try_fold(0, |at, r| (r.start == at && r.end > at).then_some(r.end));
        prop_assert_eq!(joined, Some(tokens.len()), "sentences do not cover the tokens");
        for pair in quoted(&text, &tokens) {
            prop_assert!(pair.open < pair.from && pair.from < pair.to && pair.to <= pair.end && pair.end <= tokens.len());
        }
    }

    #[test]
    fn offsets_go_there_and_back(text in texts(), from in 0usize..400, length in 0usize..400) {
        let offsets = Offsets::of(&text);
        let count = text.chars().count();
        let (start, end) = (from.min(count), (from + length).min(count));
        let span = offsets.from_code_points(start, end).ok_or_else(|| TestCaseError::fail("no span"))?;
        let words: String = text.chars().skip(start).take(end - start).collect();
        prop_assert_eq!(span.of(&text), words.as_str());
        prop_assert_eq!(offsets.code_points(span), (start, end));
        let (u, v) = offsets.utf16(span);
        let units: Vec<u16> = text.encode_utf16().skip(u).take(v - u).collect();
        prop_assert_eq!(String::from_utf16_lossy(&units), words);
        prop_assert_eq!(offsets.from_code_points(count + 1, count + 1), None);
    }

    #[test]
    fn folding_twice_changes_nothing(text in texts()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_token_folds_like_its_word(text in arabic()) {
        let tokens = Tokens::of(&text);
        for (i, token) in tokens.iter().enumerate() {
            prop_assert_eq!(tokens.folded(i), fold(token.span.of(&text)));
        }
    }
}
