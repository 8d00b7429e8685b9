use crate::builder::{Report, dates, record};

const SAID: &str = "شراكتنا مع العراق أوسع بكثير من التعاون العسكري، وهي تشمل الطاقة والمناخ والصحة";
const AGAIN: &str = "إن شراكتنا مع العراق أوسع كثيراً من التعاون العسكري؛ فهي تشمل الطاقة، والمناخ، والصحة";

fn report(id: &str, published: &str, words: &str) -> Report {
    Report::new(id, published, &format!("قال الوزير أمس: «{words}».")).said("الوزير", "قال", words)
}

#[test]
fn two_translations_are_one_statement_with_two_reports() {
    let one = report("a", "2021-04-08", SAID).time("أمس", "2021-04-07", None);
    let record = record(vec![one, report("b", "2021-04-09", AGAIN)]);
    assert_eq!(record.statements.len(), 1);
    let statement = &record.statements[0];
    assert_eq!(statement.reports, ["a", "b"]);
    assert_eq!(statement.said.as_deref(), Some("2021-04-07"));
    assert_eq!(statement.content, SAID);
    assert_eq!(statement.evidence.len(), 2);
}

#[test]
fn short_words_in_common_are_no_common_statement() {
    let record = record(vec![
        report("a", "2021-04-08", "نجاح للحكومتين"),
        report("b", "2021-04-08", "نجاح للحكومتين"),
    ]);
    assert_eq!(record.statements.len(), 2);
}

#[test]
fn a_shared_statement_dates_the_report_that_shares_it() {
    let dated = report("a", "2021-04-08", SAID).time("أمس", "2021-04-07", None);
    let given = dates(vec![dated, report("b", "2021", AGAIN)]);
    let date = given[1].clone().unwrap();
    assert_eq!(date.date.as_deref(), Some("2021-04"));
    assert_eq!(date.earliest.unwrap().to_string(), "2021-04-07");
}

const TEXT: &str = "جاء في البيان المشترك أن العلاقة الأمنية ستتحول بالكامل إلى التدريب والمشورة وتبادل المعلومات وأنه لن تكون \
                    هناك قوات بدور قتالي بعد نهاية العام على أن يتفق الطرفان على الآليات في محادثات فنية لاحقة.";

#[test]
fn a_copy_goes_back_to_the_report_before_it() {
    let copied = format!("عنوان جديد وفقرة أولى كتبت هنا. {TEXT}");
    let record = record(vec![
        Report::new("z", "2021-07-26", TEXT),
        Report::new("a", "2021-07-27", &copied),
        Report::new(
            "m",
            "2021-07-27",
            "تقرير آخر عن شيء آخر لا يشبه ما سبقه في شيء من كلماته ولا في معناه أبدا.",
        ),
    ]);
    let origin = |id: &str| {
        record
            .documents
            .iter()
            .find(|d| d.id == id)
            .unwrap()
            .origin
            .clone()
    };
    assert_eq!(origin("a").as_deref(), Some("z"));
    assert_eq!((origin("z"), origin("m")), (None, None));
    assert_eq!(record.origins.len(), 1);
    assert_eq!(record.origins[0].documents, ["a", "z"]);
}
