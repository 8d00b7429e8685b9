//! A page as this layer looks at it: classes resolved once, marks, commas and clauses at hand.

use crate::annotate::{Hints, Page};
use crate::lang::{ClassId, Entry, Features, Hit};
use crate::model::{Annotations, BlockKind, Span};
use crate::text::{Gap, Quoted, TokenKind};

/// No step looks farther than this for the ends of a sentence, in tokens.
const FAR: usize = 400;
/// How far the closing mark of marks in marks is looked for, in tokens.
const LONGEST_QUOTE: usize = 150;

/// The classes of `cues.toml`, and those of the world that name sources.
pub(super) struct Classes {
    pub cue: ClassId,
    pub that: ClassId,
    pub no_cue: ClassId,
    pub according: ClassId,
    pub shift: ClassId,
    pub noun: ClassId,
    pub medium: ClassId,
    pub platform: ClassId,
    pub preposition: ClassId,
    pub phrase_end: ClassId,
    pub content_end: ClassId,
    pub binds: ClassId,
    pub content: ClassId,
    pub unsaid: ClassId,
    pub opener: ClassId,
    pub back: ClassId,
    pub issued: ClassId,
    pub no_source: ClassId,
    pub audience: ClassId,
    pub relative: ClassId,
    pub subordinator: ClassId,
    pub modifier: ClassId,
    pub joint: ClassId,
    pub same: ClassId,
    pub pronoun: ClassId,
    pub nisba: ClassId,
    pub outlet: ClassId,
    pub world: [ClassId; 6],
}

/// What the steps of this layer share.
pub(super) struct Reader<'a> {
    pub page: &'a Page<'a>,
    pub found: &'a Annotations,
    pub hints: &'a Hints,
    pub class: Classes,
    furniture: Vec<Span>,
}

impl<'a> Reader<'a> {
    pub fn new(page: &'a Page<'a>, hints: &'a Hints, found: &'a Annotations) -> Self {
        let class = |name: &str| page.pack.class(name);
        let class = Classes {
            cue: class("cue"),
            that: class("complementiser"),
            no_cue: class("no-cue"),
            according: class("according"),
            shift: class("topic-shift"),
            noun: class("source-noun"),
            medium: class("medium"),
            platform: class("platform"),
            preposition: class("preposition"),
            phrase_end: class("phrase-end"),
            content_end: class("content-end"),
            binds: class("binds-that"),
            content: class("content-noun"),
            unsaid: class("unsaid"),
            opener: class("clause-opener"),
            back: class("back-pronoun"),
            issued: class("issued-by"),
            no_source: class("no-source"),
            audience: class("audience"),
            relative: class("relative"),
            subordinator: class("subordinator"),
            modifier: class("title-modifier"),
            joint: class("title-joint"),
            same: class("same"),
            pronoun: class("pronoun"),
            nisba: class("nisba"),
            outlet: class("outlet"),
            world: [
                class("country"),
                class("capital"),
                class("organization"),
                class("outlet"),
                class("person"),
                class("surname"),
            ],
        };
        let furniture = found.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
        Self {
            page,
            found,
            hints,
            class,
            furniture: furniture.map(|b| b.span).collect(),
        }
    }

    /// The longest entry of a class at a token that is not glued to a preposition.
    pub fn at(&self, token: usize, class: ClassId) -> Option<Hit> {
        let plain = |h: &&Hit| h.class == class && !h.glued.preposition && !h.glued.future;
        self.page.hits(token).iter().find(|h| plain(h)).copied()
    }

    /// What kind of source the noun at a token heads, whatever is glued to it.
    pub fn kind(&self, token: usize) -> Option<&'a str> {
        let mut hits = self
            .page
            .hits(token)
            .iter()
            .filter(|h| h.class == self.class.noun);
        hits.next().and_then(|h| self.entry(*h).text("kind"))
    }

    pub fn is(&self, token: usize, class: ClassId) -> bool {
        self.at(token, class).is_some()
    }

    pub fn entry(&self, hit: Hit) -> &'a Entry {
        self.page.pack.entry(hit.entry)
    }

    /// Whether an entry of this class ends right before a token.
    pub fn ends_at(&self, token: usize, class: ClassId) -> Option<Hit> {
        (1..=3).find_map(|back| {
            let from = token.checked_sub(back)?;
            let hits = self.page.hits(from).iter();
            let mut of_class = hits.filter(|h| h.class == class && h.to == token && !h.glued.preposition);
            of_class.next().copied()
        })
    }

    /// The words in marks that open at a token.
    pub fn quote(&self, token: usize) -> Option<&'a Quoted> {
        let at = self.page.quoted.partition_point(|q| q.open < token);
        self.page
            .quoted
            .get(at)
            .filter(|q| q.open == token && self.quote_end(q) > q.from)
    }

    /// One past the last token inside marks. Marks that nobody closed hold no more than their sentence.
    pub fn quote_end(&self, q: &Quoted) -> usize {
        if let Some(outer) = self.outer_close(q) {
            outer
        } else if q.closed {
            q.to
        } else {
            let sentence = self.page.sentences.get(self.page.sentence(q.from));
            q.to.min(sentence.map_or(q.to, |s| s.end))
        }
    }

    /// One past the closing mark.
    pub fn quote_close(&self, q: &Quoted) -> usize {
        match self.outer_close(q) {
            Some(outer) => outer + 1,
            None if q.closed => q.end,
            None => self.quote_end(q),
        }
    }

    /// «"دون تهديد "داعش" أو غيرها، لأن …"»: straight marks in straight marks. What was taken for the closing mark
    /// leans on the word after it; the closing one is the next that a comma, a stop or the end of the line follows.
    fn outer_close(&self, q: &Quoted) -> Option<usize> {
        let gap = |t: usize| self.page.token(t).map_or(Gap::Paragraph, |t| t.gap);
        let inner_opens =
            |at: usize| gap(at) > Gap::None && gap(at + 1) == Gap::None && self.page.is_word(at + 1);
        if !q.closed || self.page.folded(q.to) != "\"" || !inner_opens(q.to) {
            return None;
        }
        let ends = |t: &usize| {
            let after = self.is_comma(t + 1) || self.page.folded(t + 1) == "." || self.new_line(t + 1);
            self.page.folded(*t) == "\"" && gap(*t) == Gap::None && after
        };
        (q.to + 2..q.to + LONGEST_QUOTE)
            .take_while(|t| !self.new_line(*t))
            .find(ends)
    }

    /// A closing mark that nobody opened, within the sentence of `from`: «قال إن الاتفاق ملزم"، وغادر».
    pub fn stray_close(&self, from: usize) -> Option<usize> {
        let gap = |t: usize| self.page.token(t).map_or(Gap::Paragraph, |t| t.gap);
        let end = self.sentence(from).1;
        let mut i = from;
        while i < end {
            let ends = self.is_comma(i + 1) || self.page.folded(i + 1) == "." || i + 1 >= end;
            // A third straight mark opens nothing where the word before leans on it and a stop follows.
            if let Some(q) = self.quote(i).filter(|q| q.closed || !ends || gap(i) > Gap::None) {
                i = self.quote_close(q).max(i + 1);
                continue;
            }
            if matches!(self.page.folded(i), "\"" | "”" | "»") && gap(i) == Gap::None && ends {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// How many words stand between two tokens.
    pub fn words(&self, from: usize, to: usize) -> usize {
        (from..to)
            .filter(|t| self.page.token(*t).is_some_and(|t| t.kind != TokenKind::Mark))
            .count()
    }

    pub fn is_comma(&self, token: usize) -> bool {
        matches!(self.page.folded(token), "،" | "," | "؛" | ";")
    }

    pub fn is_dash(&self, token: usize) -> bool {
        matches!(self.page.folded(token), "-" | "(" | ")" | "[" | "]" | "/")
    }

    /// A colon that is none of a clock time.
    pub fn is_colon(&self, token: usize) -> bool {
        self.page.folded(token) == ":"
            && !(self.digits(token + 1) && token.checked_sub(1).is_some_and(|t| self.digits(t)))
    }

    fn digits(&self, token: usize) -> bool {
        self.page
            .token(token)
            .is_some_and(|t| t.kind == TokenKind::Number)
    }

    pub fn is_mark(&self, token: usize) -> bool {
        matches!(
            self.page.folded(token),
            "\"" | "“" | "”" | "«" | "»" | "'" | "’" | "‘" | "„" | "‟" | "`"
        )
    }

    /// Whether a line begins at a token.
    pub fn new_line(&self, token: usize) -> bool {
        self.page.token(token).is_none_or(|t| t.gap >= Gap::Line)
    }

    /// The first and one past the last token of the sentence that a token lies in, no farther off than [`FAR`]:
    /// a line without any stop may be the whole of a text.
    pub fn sentence(&self, token: usize) -> (usize, usize) {
        let s = self.page.sentences.get(self.page.sentence(token));
        s.map_or((token, token), |s| {
            (s.start.max(token.saturating_sub(FAR)), s.end.min(token + FAR))
        })
    }

    /// Whether two tokens lie in one sentence.
    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.page.sentence(one) == self.page.sentence(other)
    }

    /// Whether the sentence ends behind this token.
    pub fn ends_sentence(&self, token: usize) -> bool {
        self.sentence(token).1 <= token + 1
    }

    pub fn in_furniture(&self, token: usize) -> bool {
        let span = self.page.tokens.span(token, token + 1);
        let after = self.furniture.partition_point(|f| f.end <= span.start);
        self.furniture.get(after).is_some_and(|f| f.overlaps(span))
    }

    /// Whether a token lies in a time expression.
    pub fn in_time(&self, token: usize) -> bool {
        let span = self.page.tokens.span(token, token + 1);
        let after = self.found.times.partition_point(|t| t.span.end <= span.start);
        self.found.times.get(after).is_some_and(|t| t.span.overlaps(span))
    }

    /// The id of the preposition at a token that stands by itself.
    pub fn preposition(&self, token: usize) -> Option<&'a str> {
        let hit = self.at(token, self.class.preposition)?;
        (!hit.glued.article).then(|| self.entry(hit).id.as_str())
    }

    /// A word that opens a that-clause: the hit, unless something glued to it makes it another word (لأن).
    pub fn that(&self, token: usize) -> Option<Hit> {
        self.at(token, self.class.that).filter(|h| !h.glued.article)
    }

    /// Whether the spelling of a complementiser leaves no doubt that it opens what somebody said (إن, not أن).
    pub fn is_sure(&self, hit: Hit) -> bool {
        let sure = self.entry(hit).text("sure").unwrap_or("\u{0}");
        let word = self.page.tokens.span(hit.from, hit.to).of(self.page.text);
        word.starts_with(sure) || word.chars().nth(1).is_some_and(|c| sure.starts_with(c)) && hit.prefix > 0
    }

    /// The words of a range as a name: without marks, on one line.
    pub fn name(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        for token in from..to {
            let Some(t) = self.page.token(token) else { break };
            if self.is_mark(token) || self.is_comma(token) || self.page.folded(token) == "." {
                continue;
            }
            if !out.is_empty()
                && (t.gap > Gap::None || self.is_mark(token.saturating_sub(1)))
                && !out.ends_with(' ')
            {
                out.push(' ');
            }
            out.push_str(t.span.of(self.page.text));
        }
        out
    }
}

/// Whether a form can only be masculine or feminine; `None` where it does not tell.
pub(super) fn gender(features: Features) -> Option<bool> {
    if features.has(Features::FEMININE) {
        Some(true)
    } else if features.has(Features::MASCULINE) {
        Some(false)
    } else {
        None
    }
}
