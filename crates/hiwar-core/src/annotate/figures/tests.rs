//! The machinery on a tiny language of its own: nothing of it knows Arabic.

use crate::annotate::Page;
use crate::lang::{DataFile, Knowledge};
use crate::model::{Annotations, Bound, Figure};

const WORDS: &str = r#"
[[entry]]
id = "men"
class = "unit"
unit = "soldiers"
people = true
words = ["men"]
[[entry]]
id = "shells"
class = "unit"
unit = "shells"
words = ["shells"]
[[entry]]
id = "percent"
class = "unit"
unit = "percent"
words = ["%"]
[[entry]]
id = "pound"
class = "unit"
unit = "GBP"
by = ["GBR=GBP", "EGY=EGP"]
words = ["pounds"]
[[entry]]
id = "some"
class = "bound"
bound = "about"
words = ["about"]
[[entry]]
id = "from"
class = "range"
words = ["between"]
[[entry]]
id = "to"
class = "range-to"
words = ["and"]
[[entry]]
id = "killed"
class = "said"
of = "killed"
people = true
bare = true
words = ["killed"]
"#;

fn figures(text: &str) -> Vec<Figure> {
    let file = |path: &str, text: &str| DataFile {
        path: path.into(),
        text: text.into(),
    };
    let class = |name: &str| {
        format!(
            "[[class]]\nname = \"{name}\"\nmay = [\"unit\", \"people\", \"by\", \"bound\", \"of\", \"bare\"]\n"
        )
    };
    let classes: String = ["unit", "bound", "range", "range-to", "said"].map(class).concat();
    let knowledge = Knowledge::load(&[
        file("lang/classes.toml", &classes),
        file(
            "lang/xx/lang.toml",
            "code = \"xx\"\nname = \"X\"\nexamples_published = \"2021-04-07\"",
        ),
        file("lang/xx/figures.toml", WORDS),
        file(
            "world/countries.toml",
            "[[country]]\ncode = \"EGY\"\n[country.xx]\nname = \"Egypt\"",
        ),
    ]);
    let knowledge = knowledge.expect("a pack that loads");
    let pack = knowledge.pack("xx").expect("the pack");
    let found = super::find(&Page::new(text, pack), &Annotations::default());
    found.into_iter().map(|f| f.value).collect()
}

#[test]
fn a_bound_before_the_number_and_a_unit_after_it() {
    let found = figures("killed about 2,500 men");
    let [figure] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (figure.value, figure.unit.as_str(), figure.bound),
        (2500.0, "soldiers", Bound::About)
    );
    assert_eq!(figure.of.as_deref(), Some("killed"));
}

#[test]
fn a_range_is_one_figure() {
    let found = figures("between 150 and 300 shells");
    let [figure] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (figure.value, figure.upper, figure.bound),
        (150.0, Some(300.0), Bound::Between)
    );
}

#[test]
fn shells_are_not_killed() {
    let found = figures("killed 5 men. killed 12 shells");
    let of: Vec<_> = found.iter().map(|f| f.of.as_deref()).collect();
    assert_eq!(of, [Some("killed"), None]);
}

#[test]
fn a_sign_on_either_side_of_the_number() {
    let found = figures("90% and %10");
    assert_eq!(found.iter().map(|f| f.value).collect::<Vec<_>>(), [90.0, 10.0]);
}

#[test]
fn bare_numbers_count_people_after_some_verbs_only() {
    let found = figures("killed 15 in 2021, voted 4020");
    assert_eq!(
        found
            .iter()
            .map(|f| (f.value, f.unit.as_str()))
            .collect::<Vec<_>>(),
        [(15.0, "people")]
    );
}

#[test]
fn the_countries_named_say_whose_money() {
    assert_eq!(figures("5 pounds")[0].unit, "GBP");
    assert_eq!(figures("Egypt and Egypt: 5 pounds")[0].unit, "EGP");
}

#[test]
fn parts_of_names_scores_and_clock_times_are_no_figures() {
    for text in ["5+1 men", "2:30 men", "7/8 men"] {
        let found = figures(text);
        assert!(
            found
                .iter()
                .all(|f| f.value != 5.0 && f.value != 2.0 && f.value != 7.0),
            "{text}: {found:?}"
        );
    }
}
