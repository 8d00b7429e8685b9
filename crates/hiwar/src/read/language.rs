//! Which language a text is in, as far as the choice of a pack needs it: by script, then by little words.

/// The commonest little words of languages that share a script, as they are printed. Not language packs: they only
/// tell a text that no pack can read from one that a pack can.
const LITTLE_WORDS: [(&str, &[&str]); 8] = [
    (
        "ar",
        &[
            "في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "مع", "التي", "الذي", "هذا", "هذه", "بين",
            "بعد", "قال", "كما", "وقال", "ما", "لا",
        ],
    ),
    (
        "fa",
        &[
            "است", "که", "از", "این", "را", "به", "با", "برای", "شد", "کرد", "های", "می", "در", "آن", "خود",
        ],
    ),
    (
        "ur",
        &[
            "ہے", "کے", "کی", "میں", "سے", "اور", "کا", "نے", "کو", "ہیں", "پر", "یہ",
        ],
    ),
    ("ckb", &["لە", "بۆ", "کە", "ئەم", "بە", "لەگەڵ", "دەکات"]),
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "said", "was",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "de", "des", "et", "en", "une", "du", "que", "est", "dans",
        ],
    ),
    (
        "es",
        &["el", "los", "las", "del", "que", "en", "una", "por", "con", "se"],
    ),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "da", "de"]),
];

/// How much of a text is looked at, in characters.
const LOOK: usize = 20_000;

/// BCP 47 of the text's language; `und-Latn` and the like where only the script is clear, `und` where not even that is.
///
/// A text in Arabic script counts as Arabic unless another language's little words are plainly commoner.
pub fn detect(text: &str) -> String {
    let (mut arabic, mut latin, mut other) = (0usize, 0usize, 0usize);
    for c in text.chars().take(LOOK).filter(|c| c.is_alphabetic()) {
        match c {
            '\u{600}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}' => {
                arabic += 1;
            }
            _ if c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c) => latin += 1,
            _ => other += 1,
        }
    }
    if arabic + latin + other == 0 {
        return "und".to_owned();
    }
    // A report in Arabic may carry a menu or names in Latin letters.
    if arabic * 2 >= latin.max(other) && arabic > 0 {
        return likeliest(text, &["ar", "fa", "ur", "ckb"])
            .unwrap_or("ar")
            .to_owned();
    }
    if latin >= other {
        return likeliest(text, &["en", "fr", "es", "tr"])
            .unwrap_or("und-Latn")
            .to_owned();
    }
    "und".to_owned()
}

/// The language, among some, whose little words are commonest; `None` where none has any. The first wins unless
/// another has twice as many.
fn likeliest(text: &str, among: &[&'static str]) -> Option<&'static str> {
    let text: String = text.chars().take(LOOK).collect::<String>().to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let count = |code: &str| {
        let list = LITTLE_WORDS
            .iter()
            .find(|(c, _)| *c == code)
            .map_or(&[][..], |l| l.1);
        words.iter().filter(|w| list.contains(w)).count()
    };
    let first = among.first()?;
    let mut best = (*first, count(first) * 2);
    for code in among.iter().skip(1) {
        let n = count(code);
        if n > best.1 {
            best = (code, n);
        }
    }
    (best.1 > 0).then_some(best.0)
}

/// What people call a language, for messages.
pub fn name(code: &str) -> &str {
    match code.split('-').next().unwrap_or(code) {
        "ar" => "Arabic",
        "fa" => "Persian",
        "ur" => "Urdu",
        "ckb" => "Central Kurdish",
        "en" => "English",
        "fr" => "French",
        "es" => "Spanish",
        "tr" => "Turkish",
        _ => "a language that is not known here",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases = [
            ("عقدت الجولة الثالثة من الحوار في واشنطن", "ar"),
            ("حزیران المقبل", "ar"),
            ("The third round of the talks was held in Washington", "en"),
            ("این گفتگوها که در بغداد برگزار شد برای کاهش تنش است", "fa"),
            ("2021-04-07 12:30", "und"),
            ("Встреча прошла в Багдаде", "und"),
            ("Xyzzy plugh", "und-Latn"),
        ];
        for (text, lang) in cases {
            assert_eq!(detect(text), lang, "{text}");
        }
    }
}
