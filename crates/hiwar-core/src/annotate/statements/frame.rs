//! Step 2: how a cue is joined to the words said: by a that-clause, a colon, marks, or a noun that it governs.

use super::cues::{Cue, Shape};
use super::reader::Reader;

/// How the words said hang on their cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// قال إن …
    That,
    /// قال: …
    Colon,
    /// قال "…"
    Marks,
    /// دعا إلى …، أكد حرصه على …
    Nominal,
}

impl Kind {
    /// As rule ids name it.
    pub fn id(self) -> &'static str {
        match self {
            Kind::That => "complement",
            Kind::Colon => "colon",
            Kind::Marks => "marks",
            Kind::Nominal => "noun",
        }
    }
}

/// A cue joined to what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub kind: Kind,
    /// The token that opens the words said: the complementiser, the colon, the mark, the preposition.
    pub opener: usize,
    /// First token of the words said.
    pub start: usize,
    /// Where the one stands whose words are passed on (نقلت X عن Y): the token after the preposition.
    pub origin: Option<usize>,
}

/// No subject with its insets is longer than this, in tokens.
const REACH: usize = 48;
/// As many words in marks are no name any more.
const NAME: usize = 4;

/// Finds what a cue is joined to, forwards, within its line.
pub(super) fn after(r: &Reader<'_>, cues: &[Cue<'_>], at: usize) -> Option<Frame> {
    let cue = cues.get(at)?;
    let mut scan = Scan {
        r,
        cue,
        nominal: None,
        origin: None,
    };
    let found = scan.run(cues.get(at + 1..).unwrap_or(&[]))?;
    scan.fits(&found).then_some(found)
}

struct Scan<'r, 'a> {
    r: &'r Reader<'a>,
    cue: &'r Cue<'a>,
    nominal: Option<Frame>,
    origin: Option<usize>,
}

impl<'a> Scan<'_, 'a> {
    fn run(&mut self, rest: &[Cue<'a>]) -> Option<Frame> {
        let r = self.r;
        let begin = self.cue.hit.to;
        let end = (begin + REACH).min(r.page.tokens.len());
        let mut rest = rest.iter().peekable();
        let mut i = begin;
        while i < end {
            if r.new_line(i) || r.ends_sentence(i) && !r.is_mark(i) && r.page.folded(i) != ":" {
                break;
            }
            while rest.peek().is_some_and(|c| c.hit.from < i) {
                rest.next();
            }
            if rest.peek().is_some_and(|c| c.hit.from == i && self.stops(c)) {
                break;
            }
            if let Some(q) = r.quote(i) {
                let close = r.quote_close(q);
                if self.are_words(i, r.words(q.from, r.quote_end(q)), close) {
                    return Some(self.marks(i));
                }
                i = close.max(i + 1);
                continue;
            }
            if r.is_colon(i) {
                let marked = r.quote(i + 1).is_some();
                return match self.nominal {
                    Some(nominal) if !marked => Some(nominal),
                    _ => Some(self.frame(Kind::Colon, i, i + 1)),
                };
            }
            if let Some(found) = self.that(i) {
                return Some(found);
            }
            self.note_nominal(i);
            i += 1;
        }
        self.nominal
    }

    fn frame(&self, kind: Kind, opener: usize, start: usize) -> Frame {
        Frame {
            kind,
            opener,
            start,
            origin: self.origin,
        }
    }

    fn marks(&self, i: usize) -> Frame {
        match self.nominal {
            // «أكدت الحاجة إلى "وقف فوري"»: the noun is said too.
            Some(nominal) if nominal.start < i => nominal,
            _ => self.frame(Kind::Marks, i, i),
        }
    }

    /// Whether another cue ends the search: every verb and participle but one in a relative clause.
    fn stops(&self, other: &Cue<'_>) -> bool {
        let at = other.hit.from;
        let nested = self.r.ends_at(at, self.r.class.relative).is_some();
        // «قال مسؤول تحدث إلى الشبكة إن …», «وأضاف متحدثا عن الاتفاق: …»
        let mute = other.entry.flag("mute") && !other.hit.glued.conjunction;
        // «كاتب يتابع أخبار البلاد»: a common verb inside its clause.
        let inside = other.entry.flag("clear")
            && other.shape == Shape::Finite
            && !heads_clause(self.r, at, other.hit.glued.conjunction);
        let mute = mute || inside && self.r.that(other.hit.to).is_none();
        match other.shape {
            Shape::Noun => false,
            Shape::Participle => !nested && !mute,
            Shape::Finite => !nested && !other.has_pronoun() && !mute && !self.aside(other),
        }
    }

    /// «أكد الوزيران، يضيف المصدر ذاته، على أولوية …»: a cue with its subject between commas.
    fn aside(&self, other: &Cue<'_>) -> bool {
        let r = self.r;
        let (at, to) = (other.hit.from, other.hit.to);
        let closes = (to + 1..to + 6).find(|t| r.is_comma(*t));
        at > self.cue.hit.to
            && r.is_comma(at - 1)
            && other.hit.features.has(crate::lang::Features::PRESENT)
            && !other.hit.glued.conjunction
            && closes.is_some_and(|c| (to..c).all(|t| r.that(t).is_none() && r.preposition(t).is_none()))
    }

    /// Whether marks hold words said, and no name.
    fn are_words(&self, open: usize, words: usize, close: usize) -> bool {
        let r = self.r;
        let direct = open == self.cue.hit.to;
        // «نقل "المركز الفلسطيني" عن فلان …»
        if direct && self.cue.entry.flag("relays") && r.preposition(close) == Some("about") {
            return false;
        }
        let governed = open
            .checked_sub(1)
            .and_then(|t| r.preposition(t))
            .is_some_and(|p| self.cue.governs(p));
        let after_noun = r.ends_at(open, r.class.noun).is_some();
        // «قالت "القناة 12" الإسرائيلية، إنّ …»: a name; «"إننا سنستمر"، إلا أنه …» is none.
        let that_follows = r.that(open + 1).is_none()
            && (close..close + 6).find_map(|t| r.that(t)).is_some_and(|h| {
                r.same_sentence(h.from, close.saturating_sub(1))
                    && !h.glued.conjunction
                    && r.ends_at(h.from, r.class.binds).is_none()
            });
        if (direct || after_noun || words < NAME) && that_follows && words <= 7 && !governed {
            return false;
        }
        let ends = r.is_comma(close) || r.ends_sentence(close) || r.new_line(close);
        if governed || self.nominal.is_some_and(|n| n.start == open) {
            return words >= 2;
        }
        // «حركة "العدل والمساواة"» is a name, «انتقد النائب "غياب الشفافية"» is none.
        let group = open
            .checked_sub(1)
            .and_then(|t| r.kind(t))
            .is_some_and(|k| matches!(k, "body" | "media" | "document"));
        if after_noun && (group && words <= 5 && !(ends && words >= NAME) || !ends && words <= 7) {
            return false;
        }
        words >= NAME || words == 3 && (direct || ends) || words == 2 && direct && ends
    }

    /// A complementiser that is the cue's own.
    fn that(&self, i: usize) -> Option<Frame> {
        let r = self.r;
        let hit = r.that(i)?;
        if hit.glued.conjunction {
            return None;
        }
        let adjacent = i == self.cue.hit.to;
        let before = i.checked_sub(1).and_then(|t| r.preposition(t));
        let governed = before.is_some_and(|p| self.cue.governs(p));
        if !adjacent
            && !governed
            && !r.is_sure(hit)
            && (before.is_some() && !self.behind_comma(i) || r.ends_at(i, r.class.binds).is_some())
        {
            return None;
        }
        // «شدد على أهمية الحوار، وقال …»: a far أن is not the one of a cue that has its noun.
        if let Some(nominal) = self.nominal
            && !governed
            && !r.is_sure(hit)
            && i > nominal.start + 1
        {
            return None;
        }
        let mut start = hit.to;
        // «أن أن الحوار»: doubled by mistake.
        while r
            .that(start)
            .is_some_and(|h| h.to == start + 1 && h.entry == hit.entry && h.glued == hit.glued)
            && r.page.folded(start) == r.page.folded(i)
        {
            start += 1;
        }
        Some(self.frame(Kind::That, if governed { i - 1 } else { i }, start))
    }

    /// Remembers the first noun that the cue governs, and where the relayed source begins.
    fn note_nominal(&mut self, i: usize) {
        let r = self.r;
        if let Some(preposition) = r.preposition(i) {
            let from = preposition == "about" || self.cue.governs(preposition);
            if self.cue.entry.flag("relays") && from && self.origin.is_none() {
                self.origin = Some(i + 1);
            }
            let free = self.nominal.is_none() && self.cue.entry.flag("nominal");
            // «أعربت العائلات، في بيان، عن غضبها»
            // «دعا الرئيس المبعوث إلى اليمن إلى زيارة عدن»: what he is sent to.
            let sent = preposition == "to"
                && super::phrase::names_someone(r, i + 1)
                && (1..=2).any(|n| i.checked_sub(n).and_then(|t| r.kind(t)) == Some("role"))
                && (i + 2..(i + 14).min(r.sentence(i).1)).any(|t| r.preposition(t) == Some(preposition));
            let where_said = preposition == "in" && self.cue.governs("about");
            if free
                && !where_said
                && !sent
                && !self.in_inset(i)
                && self.cue.governs(preposition)
                && r.that(i + 1).is_none()
            {
                self.nominal = Some(self.frame(Kind::Nominal, i, i + 1));
            }
            return;
        }
        if self.nominal.is_some() || !self.cue.entry.flag("object") {
            return;
        }
        // «رئيس حركة فتح» is no opening.
        let named = i
            .checked_sub(1)
            .and_then(|t| r.at(t, r.class.noun))
            .is_some_and(|h| !h.glued.article);
        if i > self.cue.hit.to && (named || self.in_inset(i)) {
            return;
        }
        // «مطالبا بإتاحة الوصول»: whatever noun it is.
        let glued = self.cue.shape == Shape::Participle && self.cue.governs("by") && i == self.cue.hit.to;
        if glued && r.page.pack.strip_preposition(r.page.folded(i)).is_some() {
            self.nominal = Some(self.frame(Kind::Nominal, i, i));
            return;
        }
        let by = self.cue.governs("by");
        let opens = |h: &&crate::lang::Hit| {
            h.class == r.class.content && !h.glued.conjunction && (!h.glued.preposition || by)
        };
        if r.page.hits(i).iter().any(|h| opens(&h)) {
            self.nominal = Some(self.frame(Kind::Nominal, i, i));
        }
    }

    /// «أكدت الحركة، في ختام الاجتماع، إلى أن …»: the wrong preposition, where nothing but the cue can have asked for it.
    fn behind_comma(&self, that: usize) -> bool {
        that >= self.cue.hit.to + 2 && self.r.is_comma(that - 2) && self.r.preposition(that - 1) == Some("to")
    }

    /// «أكدت الحركة، في إثر اطلاعها على العرض، أن …»: whether a token lies between commas, in what is said of when
    /// or where.
    fn in_inset(&self, token: usize) -> bool {
        let r = self.r;
        let Some(comma) = (self.cue.hit.to..token).rev().find(|t| r.is_comma(*t)) else {
            return false;
        };
        let opens =
            comma + 1 < token && (r.preposition(comma + 1).is_some() || r.is(comma + 1, r.class.phrase_end));
        let closes = |t: &usize| r.is_comma(*t);
        let to = (token + 16).min(r.sentence(token).1);
        let that = |comma: usize| {
            r.that(comma + 1)
                .or(r.that(comma + 2))
                .is_some_and(|h| !h.glued.conjunction)
        };
        opens && (token..to).find(closes).is_some_and(that)
    }

    /// Whether the cue may be joined so.
    fn fits(&self, frame: &Frame) -> bool {
        let cue = self.cue;
        let gap = frame.opener.saturating_sub(cue.hit.to);
        let heads = heads_clause(self.r, cue.hit.from, cue.hit.glued.conjunction);
        let sure = frame.kind == Kind::That && gap <= 1;
        if cue.entry.flag("mute") && !(frame.kind == Kind::Colon && gap == 0) {
            return false;
        }
        if cue.entry.flag("strict") && !(frame.kind == Kind::That && (heads || gap == 0)) {
            return false;
        }
        // «الخطة التي رفضتها طهران بأن …»: what was rejected hangs on the verb, and no clause beside it.
        if cue.entry.flag("bare") && frame.kind == Kind::That && self.nominal.is_none() {
            return false;
        }
        let taken = cue.shape == Shape::Finite && cue.has_pronoun() && cue.entry.flag("marks");
        if taken && frame.kind == Kind::That {
            return false;
        }
        match cue.shape {
            Shape::Noun if cue.has_pronoun() => {
                frame.kind == Kind::That && gap <= 14 || frame.kind != Kind::Nominal && gap <= 1
            }
            // «واكتفى بالقول: …»
            Shape::Noun if cue.hit.glued.article && gap == 0 => frame.kind != Kind::Nominal,
            // «ووفق هذا الإعلان، فإن …»: the clause is no complement of the noun.
            Shape::Noun => {
                let so = self
                    .r
                    .that(frame.opener)
                    .is_some_and(|h| self.r.entry(h).flag("so"));
                frame.kind == Kind::That && gap <= 8 && !so
            }
            _ if frame.kind == Kind::Nominal => heads || cue.shape == Shape::Participle,
            // «القناة نقلت، أمس، عن مسؤول قوله إن …»
            _ if frame.origin.is_some() && cue.hit.features.has(crate::lang::Features::FEMININE) => true,
            _ if cue.entry.flag("clear") => heads || sure || gap == 0 || cue.shape == Shape::Participle,
            _ => true,
        }
    }
}

/// Whether a token stands where a clause may begin: behind a mark, a conjunction, an inset, a time.
pub(super) fn heads_clause(r: &Reader<'_>, token: usize, conjunction: bool) -> bool {
    let Some(before) = token.checked_sub(1) else {
        return true;
    };
    let classes = [
        r.class.opener,
        r.class.shift,
        r.class.content_end,
        r.class.phrase_end,
        r.class.relative,
        r.class.according,
    ];
    conjunction
        || r.sentence(token).0 == token
        || r.is_comma(before)
        || r.is_dash(before)
        || r.is_mark(before)
        || r.is_colon(before)
        || r.in_time(before)
        || r.preposition(before).is_none() && classes.iter().any(|c| r.ends_at(token, *c).is_some())
}
