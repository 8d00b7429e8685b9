//! What a word is searched by: folded (hamza, ta marbuta, alif maqsura, Persian letters, vowel marks), without article,
//! conjunction and the commonest endings. A light stem: what is taken off is listed in `[search]` of `lang.toml`.

use crate::lang::Knowledge;
use crate::text::{Token, TokenKind, Tokens, fold};

/// The rules of one script.
#[derive(Clone, Debug)]
struct Script {
    letters: std::ops::RangeInclusive<char>,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
}

/// Makes words comparable, whichever language they are in. The first pack whose letters a word begins with decides.
#[derive(Clone, Debug, Default)]
pub struct Words {
    scripts: Vec<Script>,
}

/// What a suffix must leave of a word, and a prefix, in letters.
const LEFT: usize = 3;

impl Words {
    /// The rules of all packs.
    pub fn of(knowledge: &Knowledge) -> Self {
        let script = |pack: &crate::lang::Pack| {
            let mut ends = pack
                .grammar
                .letters
                .split('-')
                .filter_map(|end| end.chars().next());
            let letters = ends.next()?..=ends.next()?;
            let folded = |list: &[String]| {
                let mut list: Vec<String> = list.iter().map(|w| fold(w)).collect();
                list.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
                list
            };
            let search = &pack.grammar.search;
            Some(Script {
                letters,
                prefixes: folded(&search.prefixes),
                suffixes: folded(&search.suffixes),
            })
        };
        // A pack without rules of its own leaves a script to the next one that has some.
        let mut scripts: Vec<Script> = knowledge.packs().iter().filter_map(script).collect();
        scripts.sort_by_key(|s| s.prefixes.is_empty() && s.suffixes.is_empty());
        Self { scripts }
    }

    /// What a folded word is searched by. The same word gives the same, in a query and in a text.
    pub fn key(&self, folded: &str) -> String {
        let first = folded.chars().next().unwrap_or(' ');
        let Some(script) = self.scripts.iter().find(|s| s.letters.contains(&first)) else {
            return folded.to_owned();
        };
        let length = |w: &str| w.chars().count();
        let mut word = folded;
        let prefixes = script
            .prefixes
            .iter()
            .filter_map(|p| word.strip_prefix(p.as_str()));
        if let Some(rest) = prefixes.into_iter().find(|rest| length(rest) >= LEFT) {
            word = rest;
        }
        let suffixes = script
            .suffixes
            .iter()
            .filter_map(|s| word.strip_suffix(s.as_str()));
        if let Some(rest) = suffixes.into_iter().find(|rest| length(rest) >= LEFT) {
            word = rest;
        }
        word.to_owned()
    }

    /// The keys of a text's words and numbers, a space between: what an index holds of it.
    pub fn keys(&self, text: &str) -> String {
        let tokens = Tokens::of(text);
        let mut out = String::with_capacity(text.len());
        for (_, key) in self.each(&tokens) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&key);
        }
        out
    }

    /// Each word and number of a text with its key, in order; marks are left out, so that words beside one are neighbours.
    pub(crate) fn each<'t>(&'t self, tokens: &'t Tokens) -> impl Iterator<Item = (Token, String)> + 't {
        tokens.iter().enumerate().filter_map(|(i, token)| {
            let word = token.kind != TokenKind::Mark;
            word.then(|| (*token, self.key(tokens.folded(i))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::DataFile;

    pub(crate) fn words() -> Words {
        let file = DataFile {
            path: "lang/ar/lang.toml".into(),
            text: "code = \"ar\"\nname = \"x\"\nletters = \"\u{621}-\u{64A}\"\nexamples_published = \"2021-04-07\"\n[search]\nprefixes = \
                   [\"ال\", \"وال\", \"لل\", \"و\"]\nsuffixes = [\"ة\", \"ات\", \"ين\"]\n"
                .into(),
        };
        let classes = DataFile {
            path: "lang/classes.toml".into(),
            text: String::new(),
        };
        Words::of(&Knowledge::load(&[file, classes]).unwrap())
    }

    #[test]
    fn spellings_of_one_word_have_one_key() {
        let words = words();
        let key = |w: &str| words.keys(w);
        for (a, b) in [
            ("المفاوضات", "مفاوضات"),
            ("والمفاوضات", "للمفاوضات"),
            ("الحكومة", "حكومه"),
            ("الإرهاب", "الارهاب"),
            ("عراقي", "عراقی"),
            ("العراقيين", "عراقية"),
        ] {
            assert_eq!(key(a), key(b), "{a} and {b}");
        }
        assert_ne!(key("وزير"), key("زيارة"));
        assert_eq!(key("Talks, 2021!"), "talks 2021");
    }
}
