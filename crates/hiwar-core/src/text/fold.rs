//! One spelling for matching: lexicons and texts pass through the same fold, so words are written once, plainly.
//!
//! Folded text is for matching only and is never shown or stored. See `DESIGN.md` for what each line is for.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// What becomes of one character.
enum Folded {
    One(char),
    Drop,
    /// A presentation form: one glyph that stands for one or more letters (`ﻻ` is `لا`).
    Expand,
}

fn fold_char(c: char) -> Folded {
    match c {
        ' '..='@' | '['..='~' => Folded::One(c),
        'A'..='Z' => Folded::One(c.to_ascii_lowercase()),
        // Hamza on and under alif, wasla, madda: الأرهاب, الإرهاب and الارهاب are one word in the press.
        'أ' | 'إ' | 'آ' | 'ٱ' => Folded::One('ا'),
        // Alif maqsura, Persian ya and the seat of a hamza: الى, في/فى, شئون.
        'ى' | 'ی' | 'ئ' | 'ې' => Folded::One('ي'),
        'ؤ' => Folded::One('و'),
        'ک' | 'ڪ' => Folded::One('ك'),
        'ہ' | 'ھ' | 'ە' => Folded::One('ه'),
        'ۃ' => Folded::One('ة'),
        // The other letters of Arabic stay as they are.
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => Folded::One(c),
        '٠'..='٩' => Folded::One(digit(c, '٠')),
        '۰'..='۹' => Folded::One(digit(c, '۰')),
        '٪' => Folded::One('%'),
        '٫' => Folded::One('.'),
        '٬' => Folded::One(','),
        '‐'..='―' | '−' => Folded::One('-'),
        // Tatweel, vowel marks, Quranic marks.
        'ـ' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {
            Folded::Drop
        }
        _ if is_invisible(c) => Folded::Drop,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Folded::Expand,
        _ if c.is_uppercase() => Folded::One(c.to_lowercase().next().unwrap_or(c)),
        _ => Folded::One(c),
    }
}

/// Joiners, direction marks and isolates, soft hyphen, byte order mark: invisible, and common in copied text.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

/// Appends the fold of one character to `out`.
pub(crate) fn push_folded(c: char, out: &mut String) {
    match fold_char(c) {
        Folded::One(c) => out.push(c),
        Folded::Drop => {}
        Folded::Expand => {
            let glyph = c.to_string();
            let mut word_start = out.len();
            for letter in DecomposingNormalizerBorrowed::new_nfkd()
                .normalize(&glyph)
                .chars()
            {
                if let Folded::One(c) = fold_char(letter) {
                    // One glyph can be several words: ﷺ.
                    if c == ' ' {
                        fold_final(out, word_start);
                        word_start = out.len() + 1;
                    }
                    out.push(c);
                }
            }
        }
    }
}

/// Final ه is how many outlets write ة (`لجنه`): they are one letter at the end of a word.
pub(crate) fn fold_final(out: &mut String, start: usize) {
    if out.len() > start + 2 && out.ends_with('ه') {
        out.pop();
        out.push('ة');
    }
}

/// Folds a word or a phrase for matching.
///
/// ```
/// use hiwar_core::text::fold;
/// assert_eq!(fold("الإرهاب"), fold("الأرهاب"));
/// assert_eq!(fold("نیسان ٢٠٢١"), "نيسان 2021");
/// assert_eq!(fold("لجنه"), "لجنة");
/// ```
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut word_start = 0;
    for c in words.chars() {
        if !super::tokens::is_letter(c) && !super::tokens::is_digit(c) {
            fold_final(&mut out, word_start);
            push_folded(c, &mut out);
            word_start = out.len();
        } else {
            push_folded(c, &mut out);
        }
    }
    fold_final(&mut out, word_start);
    out
}

/// Characters that belong to the word they stand in though they are no letters.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, 'ـ' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}')
        || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_that_the_press_mixes_fold_alike() {
        for (a, b) in [
            ("الأمریکیة", "الامريكية"),
            ("كـل الأخبار", "كل الاخبار"),
            ("العراقيّة", "العراقية"),
            ("٦٠٪", "60%"),
            ("ﻻ", "لا"),
            ("ﷺ", "صلى الله عليه وسلم"),
            ("مسؤولٌ", "مسوول"),
            ("فى", "في"),
            ("NATO", "nato"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        assert_ne!(fold("كتاب"), fold("كاتب"));
        assert_ne!(fold("ست"), fold("ستة"));
    }
}
