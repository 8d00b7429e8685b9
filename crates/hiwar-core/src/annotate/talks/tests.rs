//! The machinery on a tiny language of its own: nothing of it knows Arabic.

use crate::annotate::Page;
use crate::lang::{DataFile, Knowledge};
use crate::model::{Annotations, Venue};

const WORDS: &str = r#"
[[entry]]
id = "talks"
class = "talks"
words = ["talks"]
[[entry]]
id = "nuclear"
class = "talks-adjective"
words = ["nuclear"]
[[entry]]
id = "between"
class = "between"
words = ["between"]
[[entry]]
id = "round"
class = "round"
words = ["round"]
[[entry]]
id = "phase"
class = "round"
weak = true
words = ["phase"]
[[entry]]
id = "votes"
class = "round-other"
words = ["elections"]
[[entry]]
id = "of"
class = "round-of"
whole = true
words = ["of"]
[[entry]]
id = "third"
class = "ordinal"
value = 3
words = ["third"]
[[entry]]
id = "final"
class = "final"
words = ["last"]
[[entry]]
id = "place-in"
class = "place-in"
words = ["in"]
[[entry]]
id = "video"
class = "mode-word"
mode = "video"
words = ["video"]
"#;

const WORLD: &str = r#"
[[country]]
code = "IRN"
[country.xx]
name = "Iran"
capital = "Tehran"
[[country]]
code = "CHE"
[country.xx]
name = "Switzerland"
cities = ["Geneva"]
"#;

fn found(text: &str) -> Annotations {
    let file = |path: &str, text: &str| DataFile {
        path: path.into(),
        text: text.into(),
    };
    let names = [
        "talks",
        "talks-adjective",
        "between",
        "round",
        "round-other",
        "round-of",
        "ordinal",
        "final",
        "place-in",
        "mode-word",
    ];
    let class = |name: &str| {
        format!("[[class]]\nname = \"{name}\"\nmay = [\"weak\", \"whole\", \"value\", \"mode\"]\n")
    };
    let grammar = "code = \"xx\"\nname = \"X\"\nexamples_published = \"2021-04-07\"\n[clitics]\nconjunctions = [\"and\"]";
    let knowledge = Knowledge::load(&[
        file("lang/classes.toml", &names.map(class).concat()),
        file("lang/xx/lang.toml", grammar),
        file("lang/xx/dialogue.toml", WORDS),
        file("world/countries.toml", WORLD),
    ]);
    let knowledge = knowledge.expect("a pack that loads");
    let pack = knowledge.pack("xx").expect("the pack");
    let mut found = Annotations::default();
    super::find(&Page::new(text, pack), &mut found);
    found
}

#[test]
fn a_round_of_talks_with_their_name_and_place() {
    let found = found("round third of talks nuclear in Geneva");
    let [round] = found.rounds.as_slice() else {
        panic!("{:?}", found.rounds)
    };
    assert_eq!(
        (round.value.ordinal, round.value.of.as_deref()),
        (Some(3), Some("talks nuclear"))
    );
    assert_eq!(
        (round.value.place.as_deref(), round.value.mode),
        (Some("Geneva"), Some(Venue::InPerson))
    );
}

#[test]
fn the_ordinal_may_stand_after_the_name_of_the_talks() {
    let found = found("round talks nuclear third by video");
    let [round] = found.rounds.as_slice() else {
        panic!("{:?}", found.rounds)
    };
    assert_eq!(
        (round.value.ordinal, round.value.mode),
        (Some(3), Some(Venue::Video))
    );
}

#[test]
fn what_is_nearer_decides_what_a_bare_round_is_one_of() {
    assert_eq!(found("talks went on. Then the round third came").rounds.len(), 1);
    assert!(
        found("talks went on. In the elections the round third came")
            .rounds
            .is_empty()
    );
    assert!(found("the round third came").rounds.is_empty());
}

#[test]
fn a_phase_is_a_round_of_talks_only() {
    assert_eq!(found("phase third of talks").rounds.len(), 1);
    assert!(
        found("after talks the phase third of the truce")
            .rounds
            .is_empty()
    );
}

#[test]
fn a_capital_stands_for_its_state() {
    let found = found("talks nuclear between Tehran and Switzerland");
    let [talks] = found.talks.as_slice() else {
        panic!("{:?}", found.talks)
    };
    assert_eq!(talks.value.parties, ["Iran", "Switzerland"]);
    assert_eq!(talks.value.name, "talks nuclear");
}
