//! What each token can do to a clause, looked up once.

use super::super::Page;
use crate::lang::{ClassId, Features, Hit};

/// What a token can do to a clause; several at once, since bare letters leave much open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(pub(super) u32);

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Marks { $($(#[$doc])* pub(crate) const $name: Marks = Marks(1 << $bit);)* }
    };
}

marks! {
    /// A finite verb.
    VERB = 0;
    /// Perhaps a finite verb, perhaps a noun (رفض, طلب).
    WEAK = 1;
    /// A participle that carries a sentence on (مؤكدا, داعيا).
    PARTICIPLE = 2;
    /// أن, إن: a clause begins behind it.
    THAT = 3;
    /// أن, كي before a verb: what is wished, not what is.
    TO = 4;
    /// الذي, التي.
    RELATIVE = 5;
    /// حيث, بينما, كما: a clause begins at it, or behind it.
    BREAK = 6;
    /// إذا, لو.
    CONDITION = 7;
    /// بحسب, وفق: the source of what stands before it.
    SOURCE = 8;
    /// لا, لم, ليس.
    NOT = 9;
    /// لن.
    NEVER = 10;
    /// قد.
    MAY = 11;
    /// كان and its like, which leave the clause to another verb.
    WAS = 12;
    /// A preposition that stands by itself.
    PREPOSITION = 13;
    /// سوف, or a verb with the letter of the future.
    FUTURE = 14;
    /// و or ف is glued to it.
    AND = 15;
    /// A comma.
    COMMA = 16;
    /// A colon or semicolon.
    STOP = 17;
    /// A day or an adverb of time or place, which a clause is only hung on.
    ADVERB = 18;
    /// A word that says that the next verb is to come (من المقرر أن).
    PLANNED = 19;
    /// The same, and it may not (من المتوقع أن).
    EXPECTED = 20;
    /// A verbal noun.
    NOUN = 21;
    /// ما before a verb: that which.
    WHAT = 22;
    /// was, were: the verb behind is passive, and its subject is acted on.
    BE = 23;
}

impl Marks {
    /// Whether it has any of these.
    pub(crate) const fn any(self, of: Marks) -> bool {
        self.0 & of.0 != 0
    }

    /// All but these.
    pub(crate) const fn other_than(of: Marks) -> Marks {
        Marks(!of.0)
    }

    /// Both together.
    pub(crate) const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// Classes whose words mean the same to every clause.
pub(super) fn simple_classes(page: &Page<'_>) -> Vec<(ClassId, Marks)> {
    let table = [
        ("clause-that", Marks::THAT),
        ("clause-to", Marks::THAT.or(Marks::TO)),
        ("clause-relative", Marks::RELATIVE),
        ("clause-break", Marks::BREAK),
        ("clause-condition", Marks::CONDITION),
        ("clause-source", Marks::SOURCE),
        ("clause-not", Marks::NOT),
        ("clause-never", Marks::NEVER),
        ("clause-may", Marks::MAY),
        ("clause-was", Marks::WAS.or(Marks::VERB)),
        ("clause-preposition", Marks::PREPOSITION),
        ("clause-will", Marks::FUTURE),
        ("clause-adverb", Marks::ADVERB),
        ("clause-planned", Marks::PLANNED),
        ("clause-expected", Marks::EXPECTED),
        ("clause-weak", Marks::WEAK),
        ("clause-what", Marks::WHAT),
        ("clause-be", Marks::BE),
    ];
    table
        .into_iter()
        .map(|(name, mark)| (page.pack.class(name), mark))
        .filter(|(class, _)| *class != ClassId::NONE)
        .collect()
}

pub(super) fn verb_marks(hit: &Hit) -> Marks {
    let finite = (hit.features.has(Features::PAST) || hit.features.has(Features::PRESENT))
        && !hit.features.has(Features::INFINITIVE);
    if finite && !hit.glued.article && !hit.glued.preposition {
        let future = hit.glued.future || hit.features.has(Features::FUTURE);
        let mark = if future {
            Marks::VERB.or(Marks::FUTURE)
        } else {
            Marks::VERB
        };
        return mark;
    }
    let carries = hit.features.has(Features::PARTICIPLE) && !hit.glued.article && !hit.glued.preposition;
    let noun = hit.features.has(Features::VERBAL_NOUN) && !hit.features.has(Features::PRONOUN);
    match (carries, noun) {
        (true, _) => Marks::PARTICIPLE,
        (_, true) => Marks::NOUN,
        _ => Marks::default(),
    }
}

/// Words that can only be verbs of the future by their letters (`ستوفد`), whatever verb it is: no list of verbs is complete.
pub(super) struct FutureVerbs<'t> {
    prefixes: Vec<&'t str>,
    not_endings: Vec<&'t str>,
    not: ClassId,
}

impl<'t> FutureVerbs<'t> {
    pub(super) fn of(page: &Page<'t>) -> Self {
        let entry = page.pack.entry_named("clause-future-verb");
        Self {
            prefixes: entry.map(|e| e.list("prefixes")).unwrap_or_default(),
            not_endings: entry.map(|e| e.list("not_endings")).unwrap_or_default(),
            not: page.pack.class("clause-not-future"),
        }
    }

    pub(super) fn looks_so(&self, page: &Page<'_>, token: usize, word: &str) -> bool {
        let conjunctions = &page.pack.grammar.clitics.conjunctions;
        let bare = conjunctions
            .iter()
            .find_map(|c| word.strip_prefix(c.as_str()))
            .filter(|rest| self.prefixes.iter().any(|p| rest.starts_with(p)))
            .unwrap_or(word);
        let begins = self.prefixes.iter().any(|p| bare.starts_with(p));
        // شركة (سيبرين): a name.
        let named = token > 0 && page.folded(token - 1) == "(" && page.folded(token + 1) == ")";
        begins
            && !named
            && bare.chars().count() >= 5
            && !self.not_endings.iter().any(|e| bare.ends_with(e))
            && page.hit(token, self.not).is_none()
    }
}
