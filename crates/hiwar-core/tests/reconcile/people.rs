use crate::builder::{Report, record};
use hiwar_core::model::Record;

fn who<'r>(record: &'r Record, name: &str) -> Vec<&'r str> {
    let has = |p: &&hiwar_core::model::PersonRow| p.names.iter().any(|n| n == name);
    record.people.iter().filter(has).map(|p| p.id.as_str()).collect()
}

#[test]
fn two_spellings_with_one_office_are_one_person() {
    let role = Some("المتحدثة باسم البيت الأبيض");
    let record = record(vec![
        Report::new("a", "2021-03-24", "قالت جين ساكي ذلك.").person("جين ساكي", role, Some("USA")),
        Report::new("b", "2021-03-25", "قالت جين بساكي ذلك.").person("جين بساكي", role, Some("USA")),
        Report::new("c", "2021-03-26", "قالت ساكي ذلك.").person("ساكي", None, None),
    ]);
    assert_eq!(record.people.len(), 1);
    assert_eq!(record.people[0].documents, ["a", "b", "c"]);
    assert_eq!(record.people[0].roles[0].from.as_deref(), Some("2021-03-24"));
    assert_eq!(record.people[0].roles[0].to.as_deref(), Some("2021-03-25"));
}

#[test]
fn never_by_string_alone() {
    let record = record(vec![
        Report::new("a", "2021-03-24", "قال حسين علاوي وفؤاد حسين ذلك.")
            .person("حسين علاوي", Some("مستشار"), Some("IRQ"))
            .person("فؤاد حسين", Some("وزير الخارجية"), Some("IRQ")),
        // The sound is one, but nothing else speaks for it.
        Report::new("b", "2021-03-25", "قال بيتر ماير ذلك.").person("بيتر ماير", None, None),
        Report::new("c", "2021-03-26", "قال بيتر مايير ذلك.").person("بيتر مايير", None, None),
        // One name, two countries.
        Report::new("d", "2021-03-26", "قال سالم كرم ذلك.").person("سالم كرم", Some("وزير"), Some("IRQ")),
        Report::new("e", "2021-03-26", "قال سالم كرم ذلك.").person("سالم كرم", Some("سفير"), Some("USA")),
    ]);
    assert_ne!(who(&record, "حسين علاوي"), who(&record, "فؤاد حسين"));
    assert_ne!(who(&record, "بيتر ماير"), who(&record, "بيتر مايير"));
    let salem = who(&record, "سالم كرم");
    assert_eq!(salem.len(), 2);
    assert_ne!(salem[0], salem[1]);
}

#[test]
fn a_shorter_form_of_the_name_is_the_person_where_the_office_agrees() {
    let role = Some("وكيل وزارة الخارجية");
    let long = "عبدالكريم هاشم مصطفى";
    let record = record(vec![
        Report::new("a", "2020-06-11", "ترأس عبدالكريم هاشم مصطفى الوفد.").person(long, role, None),
        Report::new("b", "2020-06-13", "ترأس عبدالكريم هاشم الوفد.").person("عبدالكريم هاشم", role, None),
    ]);
    assert_eq!(record.people.len(), 1);
    assert_eq!(record.people[0].name, long);
}

#[test]
fn a_bare_surname_is_the_office_holder() {
    let record = record(vec![
        Report::new("a", "2020-08-21", "قال ترامب ذلك.").person("ترامب", None, None),
        Report::new("b", "2020-08-22", "قال دونالد ترامب ذلك.").person("دونالد ترامب", None, None),
    ]);
    assert_eq!(record.people.len(), 1);
    assert_eq!(record.people[0].name, "دونالد ترامب");
    assert_eq!(record.people[0].mentions, 2);
}
