//! Which language a text is in, as far as the choice of a pack needs it: by script, then by little words.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Languages by their little words (`lang/languages.toml`). Not language packs: they only tell a text that no pack can
/// read from one that a pack can.
#[derive(Debug, Default, Deserialize)]
struct Languages {
    language: Vec<Language>,
}

#[derive(Debug, Deserialize)]
struct Language {
    code: String,
    name: String,
    script: String,
    words: Vec<String>,
}

/// Compiled into the binary; a test holds that it reads.
static LANGUAGES: LazyLock<Languages> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../lang/languages.toml")).unwrap_or_default());

/// How much of a text is looked at, in characters.
const LOOK: usize = 20_000;

/// BCP 47 of the text's language; `und-Latn` and the like where only the script is clear, `und` where not even that is.
///
/// A text in Arabic script counts as Arabic unless another language's little words are plainly commoner.
pub fn detect(text: &str) -> String {
    let (mut arabic, mut latin, mut other) = (0usize, 0usize, 0usize);
    for c in text.chars().take(LOOK).filter(|c| is_letter(*c)) {
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
        return likeliest(text, "arabic", 1).unwrap_or("und-Arab").to_owned();
    }
    if latin >= other {
        return likeliest(text, "latin", 0).unwrap_or("und-Latn").to_owned();
    }
    "und".to_owned()
}

/// `char::is_alphabetic`, quick for the letters that reports are made of: Unicode's table is slow to ask for Arabic.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        '\u{620}'..='\u{657}' => true,
        _ => c.is_alphabetic(),
    }
}

/// The language of a script whose little words are commonest; the first of the script wins unless another has twice as
/// many. With `least` 1 the first is taken where no word decides; with 0 there is `None` then.
fn likeliest(text: &str, script: &str, least: usize) -> Option<&'static str> {
    let end = text.char_indices().nth(LOOK).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end).unwrap_or(text);
    let lower = (script != "arabic").then(|| text.to_lowercase());
    let text = lower.as_deref().unwrap_or(text);
    let words: Vec<&str> = text
        .split(|c: char| !is_letter(c))
        .filter(|w| !w.is_empty())
        .collect();
    let count = |l: &Language| {
        let own: HashSet<&str> = l.words.iter().map(String::as_str).collect();
        words.iter().filter(|w| own.contains(*w)).count()
    };
    let mut best = None;
    for (i, language) in LANGUAGES
        .language
        .iter()
        .filter(|l| l.script == script)
        .enumerate()
    {
        let n = if i == 0 {
            (count(language) * 2).max(least)
        } else {
            count(language)
        };
        if n > best.map_or(0, |(_, most)| most) {
            best = Some((language.code.as_str(), n));
        }
    }
    best.map(|(code, _)| code)
}

/// What people call a language, for messages.
pub fn name(code: &str) -> &str {
    let code = code.split('-').next().unwrap_or(code);
    let known = LANGUAGES.language.iter().find(|l| l.code == code);
    known.map_or("a language that is not known here", |l| l.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(
            (0..0x3000)
                .filter_map(char::from_u32)
                .all(|c| is_letter(c) == c.is_alphabetic())
        );
    }

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
