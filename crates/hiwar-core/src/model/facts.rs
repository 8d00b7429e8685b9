//! What one report says: the nouns that the stages share. Each fact is an [`Annotation`]: where, why and value.

use super::{Block, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact with its place and its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation<T> {
    /// Where: the words it rests on.
    pub span: Span,
    /// Why: the id of the rule that made it (`times/month-next`), findable in `lang/` or in the layer's source.
    pub rule: String,
    /// What.
    #[serde(flatten)]
    pub value: T,
}

impl<T> Annotation<T> {
    /// An annotation of `span` by `rule`.
    pub fn new(span: Span, rule: impl Into<String>, value: T) -> Self {
        Self {
            span,
            rule: rule.into(),
            value,
        }
    }
}

/// Everything found in one document, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// The language pack that read it (BCP 47).
    pub lang: String,
    /// The headline, where it stands in the text.
    pub title: Option<Span>,
    /// The outlet that the text itself names as its own (`بغداد - واع`), by its canonical name.
    pub outlet: Option<Annotation<Named>>,
    /// What each stretch of the page is.
    pub blocks: Vec<Block>,
    /// When it was published.
    pub published: Published,
    /// Time expressions (TIMEX3).
    pub times: Vec<Annotation<Time>>,
    /// Mentions of people, by name.
    pub people: Vec<Annotation<Person>>,
    /// Mentions of organisations.
    pub organizations: Vec<Annotation<Body>>,
    /// Mentions of places; countries among them.
    pub places: Vec<Annotation<Body>>,
    /// Who said what, and through whom.
    pub statements: Vec<Annotation<Statement>>,
    /// Numbers, and what they count.
    pub figures: Vec<Annotation<Figure>>,
    /// Mentions of rounds of talks.
    pub rounds: Vec<Annotation<Round>>,
    /// PLOVER events; the span is the clause that shows it.
    pub events: Vec<Annotation<Event>>,
    /// Who undertook to do what; the span is the clause that shows it.
    pub commitments: Vec<Annotation<Commitment>>,
    /// Mentions of a series of talks (`الحوار الاستراتيجي بين العراق والولايات المتحدة`).
    pub talks: Vec<Annotation<Talks>>,
    /// Agreements between the parties (`اتفاقية الإطار الاستراتيجي لعام 2008`).
    pub agreements: Vec<Annotation<Agreement>>,
    /// Subjects that the talks go through (`مجالات الأمن والاقتصاد`).
    pub tracks: Vec<Annotation<Named>>,
    /// Delegations and committees, with their heads.
    pub delegations: Vec<Annotation<Delegation>>,
}

/// A bare name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name, canonical where there is one.
    pub name: String,
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The caller or the metadata says so.
    Given,
    /// It stands in the text as the page's own date.
    Dateline,
    /// Worked out from relative expressions, or from the other reports of the same talks.
    Inferred,
    /// Not known.
    #[default]
    Unknown,
}

/// When a report was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601, cut to the precision that is known; unknown parts are `XX` (`XXXX-04`).
    pub date: Option<String>,
    /// How it is known.
    pub basis: Basis,
    /// The first day it can have been.
    pub earliest: Option<Date>,
    /// The last day it can have been.
    pub latest: Option<Date>,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or something coarser.
    #[default]
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // the names are TIMEX3's own
pub enum Modifier {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// What a relative expression was resolved against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// It stands by itself (`11 حزيران 2020`).
    #[default]
    Absolute,
    /// The publication date.
    Published,
    /// A date named earlier in the text.
    Mentioned,
    /// Nothing was known to resolve it against.
    None,
}

/// A time expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// TIMEX3 `type`.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 `value`: `2021-04`, `2021-W28`, `P2D`, `PRESENT_REF`, `XXXX-04`.
    pub value: String,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// First day of the interval, where the value is a known one.
    pub earliest: Option<Date>,
    /// Last day of it (inclusive).
    pub latest: Option<Date>,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// It contradicts the publication date (a background paragraph copied from an older wire): do not trust the value.
    #[serde(default)]
    pub stale: bool,
}

/// A mention of a person by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Fullest form of the name in this document, in the script of the text.
    pub name: String,
    /// Title as it is written (`وزير الخارجية العراقي`).
    pub role: Option<String>,
    /// The organisation or country that the role belongs to.
    pub of: Option<String>,
    /// ISO 3166-1 alpha-3 of the side the person acts for, where known.
    pub country: Option<String>,
}

/// A mention of an organisation or a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Canonical name.
    pub name: String,
    /// What it is: `country`, `city`, `ministry`, `armed_group`, `igo`, `media` …
    pub kind: String,
    /// ISO 3166-1 alpha-3, or `None`.
    pub country: Option<String>,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The words themselves, in marks.
    Direct,
    /// A paraphrase.
    #[default]
    Indirect,
    /// A paraphrase with a part in marks.
    Mixed,
}

/// The speaker of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Where the speaker is named; `None` for a dropped subject.
    pub span: Option<Span>,
    /// The name; a pronoun or a dropped subject is resolved here.
    pub name: String,
}

/// Something that somebody said; the annotation's span covers cue, source and content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The words said, without marks and without the complementiser.
    pub content: Span,
    /// The word that says that something was said (`قال`, `بحسب`).
    pub cue: Span,
    /// Who said it.
    pub speaker: Option<Speaker>,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// Who passed it on, nearest first, as names.
    pub via: Vec<String>,
    /// Tweet, statement, interview, press conference, channel.
    pub medium: Option<String>,
    /// To whom it was said.
    pub addressee: Option<String>,
}

/// How a number bounds the count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the contract's own names
pub enum Bound {
    #[default]
    Exact,
    About,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
    Between,
}

/// A number and what it counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number; the lower one of a range.
    pub value: f64,
    /// The upper one of a range.
    pub upper: Option<f64>,
    /// English plural in lower case, `percent`, or an ISO 4217 code.
    pub unit: String,
    /// How the number bounds the count.
    pub bound: Bound,
    /// What is said of them: `stationed`, `withdrawn`, `killed`.
    pub of: Option<String>,
}

/// How a round was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Venue {
    /// Face to face.
    InPerson,
    /// By video.
    Video,
}

/// A mention of a round of talks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// 1 for the first; `None` where the text gives no number.
    pub ordinal: Option<u32>,
    /// The talks' name as written.
    pub of: Option<String>,
    /// The text says it is the last.
    pub last: bool,
    /// When, ISO 8601 cut to what is known.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// In person or by video.
    pub mode: Option<Venue>,
}

/// Whether an event took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It did.
    #[default]
    Happened,
    /// It is to.
    Planned,
    /// Somebody denies it.
    Denied,
    /// It may have, or may yet.
    Possible,
}

/// A PLOVER event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// One of PLOVER's sixteen types (`CONSULT`).
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode (`visit`), where it has one.
    pub mode: Option<String>,
    /// The word that shows it.
    pub trigger: Span,
    /// Canonical names; states by their common Arabic name.
    pub actors: Vec<String>,
    /// Canonical names.
    pub recipients: Vec<String>,
    /// ISO 8601 cut to what is known.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it took place.
    pub status: Status,
}

/// How firmly something was undertaken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the contract's own names
pub enum Force {
    #[default]
    Stated,
    Agreed,
    Ordered,
    Planned,
    Expected,
    Discussed,
}

/// Something that somebody undertook to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Who, by canonical names.
    pub by: Vec<String>,
    /// To whom, by canonical names.
    pub to: Vec<String>,
    /// The words of the text that say what.
    pub action: Span,
    /// By when, ISO 8601.
    pub due: Option<String>,
    /// On what condition, in the words of the text.
    pub condition: Option<Span>,
    /// How firmly.
    pub force: Force,
}

/// A mention of a series of talks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talks {
    /// The kind of talks as written, without its parties (`الحوار الاستراتيجي`).
    pub name: String,
    /// Canonical names of the parties, sorted; empty where the mention names none.
    pub parties: Vec<String>,
}

/// An agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its name as written.
    pub name: String,
    /// Canonical names of the parties, sorted; empty where the mention names none.
    pub parties: Vec<String>,
    /// The year it was made, where the text says so.
    pub year: Option<i16>,
}

/// A delegation or a committee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// `delegation` or `committee`.
    pub kind: String,
    /// The side it belongs to, by canonical name.
    pub party: Option<String>,
    /// Who heads it: a name, or an office as written.
    pub head: Option<String>,
    /// What it is to do, in the words of the text.
    pub mandate: Option<Span>,
}
