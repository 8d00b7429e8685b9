//! Names for comparing: folded words without their article, and what a transliteration leaves of them.
//!
//! Nothing here says that two people are one; [`super::people`] asks for more than their names.

use crate::lang::Pack;
use crate::text::{TokenKind, Tokens};

/// A name in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Folded words without article; a word of the class `name-abd` and the one after it are one.
    pub(crate) words: Vec<String>,
}

impl Name {
    /// Takes a name apart.
    pub(crate) fn of(name: &str, pack: Option<&Pack>) -> Self {
        let tokens = Tokens::of(name);
        let article = pack.map_or("", |p| p.grammar.clitics.article.as_str());
        let servant = pack.map(|p| p.class("name-abd"));
        let mut words: Vec<String> = Vec::new();
        let mut glue = false;
        for i in (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word)) {
            let word = tokens.folded(i);
            if std::mem::take(&mut glue) {
                if let Some(last) = words.last_mut() {
                    last.push_str(word);
                }
                continue;
            }
            let of_class = |p: &Pack| p.look_up(word).iter().any(|e| Some(p.class(&e.class)) == servant);
            glue = pack.is_some_and(of_class);
            let bare = word.strip_prefix(article).filter(|r| r.chars().count() > 2);
            words.push(bare.unwrap_or(word).to_owned());
        }
        Self { words }
    }

    /// The words as one key.
    pub(crate) fn key(&self) -> String {
        self.words.join(" ")
    }

    pub(crate) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub(crate) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether it is one word, a surname or a first name alone.
    pub(crate) fn is_bare(&self) -> bool {
        self.words.len() < 2
    }

    /// Whether every word of `self` stands in `longer`, in order, the first word first: a shorter form of the name.
    pub(crate) fn shortens(&self, longer: &Name) -> bool {
        let mut rest = longer.words.iter();
        self.words.len() >= 2
            && self.words.len() < longer.words.len()
            && self.first() == longer.first()
            && self.words.iter().all(|w| rest.any(|l| l == w))
    }

    /// Whether the two are one name in two transliterations, word for word. Two names that the language itself has
    /// (`حسن`، `حسين`) are never one.
    pub(crate) fn sounds_like(&self, other: &Name, pack: Option<&Pack>) -> bool {
        let native = |w: &str| {
            pack.is_some_and(|p| {
                p.look_up(w)
                    .iter()
                    .any(|e| e.class == "given-name" || e.class == "given-name-weak")
            })
        };
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .zip(&other.words)
                .all(|(a, b)| a == b || (skeleton(a) == skeleton(b) && !(native(a) && native(b))))
    }
}

/// What is left of a folded word when it is written by ear: long vowels come and go (`بايدن`، `بايدين`), a doubled letter
/// is single, g is غ or ج, a p before s is not heard (`بساكي`).
pub(crate) fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let heard = match c {
            'ا' | 'و' | 'ي' | 'ة' | 'ء' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'ه' => continue,
            'ج' | 'گ' => 'غ',
            'ڤ' => 'ف',
            'پ' => 'ب',
            c => c,
        };
        if !out.ends_with(heard) {
            out.push(heard);
        }
    }
    let mut letters = out.chars();
    match (letters.next(), letters.next()) {
        (Some('ب'), Some('س')) => out.chars().skip(1).collect(),
        _ => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> Name {
        Name::of(words, None)
    }

    #[test]
    fn one_name_in_two_transliterations() {
        for (a, b) in [
            ("جين ساكي", "جين بساكي"),
            ("بريت ماكغورك", "بريت ماكغيرك"),
            ("جو بايدن", "جو بايدين"),
            ("أنتوني بلينكن", "انتوني بلنكن"),
            ("دونالد ترامب", "دونالد ترمب"),
            ("إنريكي مورا", "إنريكه مورا"),
        ] {
            assert!(name(a).sounds_like(&name(b), None), "{a} and {b}");
        }
    }

    #[test]
    fn other_names_are_others() {
        for (a, b) in [
            ("حسين علاوي", "فؤاد حسين"),
            ("حسين علاوي", "علي علاوي"),
            ("جون كيربي", "جون كيري"),
            ("مصطفى الكاظمي", "عبد الكريم هاشم مصطفى"),
        ] {
            assert!(!name(a).sounds_like(&name(b), None), "{a} and {b}");
        }
        assert!(!name("علي باقري").shortens(&name("باقري علي كني")));
        assert!(name("علي باقري").shortens(&name("علي باقري كني")));
    }
}
