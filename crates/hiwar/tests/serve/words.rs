//! Every fact opens its report at its exact words.

use super::common::Bench;
use super::common::told::{LISTS, run};
use super::html::{parse, unescape};
use super::server::{Server, escaped};
use serde_json::Value;
use std::collections::BTreeSet;

/// Document, start and end in code points, words.
type Place = (String, u64, u64, String);

fn collect(value: &Value, into: &mut BTreeSet<Place>) {
    match value {
        Value::Object(fields) => {
            if let (Some(document), Some(text)) = (value["document"].as_str(), value["text"].as_str()) {
                let at = |end: &str| value[end].as_u64().unwrap();
                into.insert((document.to_owned(), at("start"), at("end"), text.to_owned()));
            }
            fields.values().for_each(|inner| collect(inner, into));
        }
        Value::Array(several) => several.iter().for_each(|one| collect(one, into)),
        _ => {}
    }
}

/// The text of the element of this id, as a browser has it.
fn text_of(page: &str, id: &str) -> Option<String> {
    let start = page.find(&format!(" id=\"{id}\""))?;
    let rest = &page[start..];
    let rest = &rest[rest.find('>')? + 1..];
    // Spans may stand inside it: those of signs.
    let (mut depth, mut at) = (1, 0);
    while depth > 0 {
        let next = at + rest[at..].find('<')?;
        if rest[next..].starts_with("</span") {
            depth -= 1;
        } else if rest[next..].starts_with("<span") {
            depth += 1;
        }
        at = next + 1;
    }
    // What stands before a tag is text.
    Some(unescape(&parse(&format!("{}<br>", &rest[..at - 1])).1))
}

/// Opens every place, and gives back how many there are.
fn check_places(server: &Server, shown: impl Fn(&str) -> String) -> usize {
    let mut places = BTreeSet::new();
    for list in LISTS {
        server.rows(list).iter().for_each(|row| collect(row, &mut places));
    }
    for (document, start, end, words) in &places {
        let path = format!("/documents/{}?at={start}-{end}", escaped(document));
        let page = server.get(&path);
        assert_eq!(page.status, 200, "{path}");
        // White space at the ends is no words.
        let lead = words.chars().take_while(|c| c.is_whitespace()).count();
        assert_eq!(lead, 0, "{path}");
        let found = text_of(&page.body, &format!("c{start}-{end}"));
        // Words that go on in the next paragraph are lit up there, too.
        let (parts, whole) = (page.body.matches("class=\"hit\"").count(), shown(words));
        match parts {
            1 => assert_eq!(found, Some(whole), "{path}"),
            _ => assert!(
                found.is_some_and(|first| whole.starts_with(&first)),
                "{path}: {parts} parts"
            ),
        }
    }
    places.len()
}

#[test]
fn evidence_opens_at_its_words() {
    let server = Server::of_sample();
    assert!(check_places(&server, str::to_owned) > 300);
    // The links on pages are these places.
    let page = server.get("/statements").body;
    let link = page
        .split("href=\"/documents/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (path, place) = link.split_once('#').unwrap();
    let report = server.get(&format!("/documents/{}", unescape(path)));
    assert!(
        text_of(&report.body, place).is_some_and(|words| !words.is_empty()),
        "{link}"
    );
}

#[test]
fn mixed_scripts_and_signs_of_direction_keep_their_words() {
    let bench = Bench::new();
    let texts = [
        "بغداد - واع\nقال وزير الخارجية العراقي فؤاد حسين إن الجولة الثالثة (Round 3) من الحوار الاستراتيجي بين العراق والولايات \
         المتحدة ستعقد في 7 نيسان 2021، وإن 2,500 جندي من قوات NATO سينسحبون بنسبة 50% قبل 31/12/2021.\n",
        "واشنطن\nأعلن\u{200F} المتحدث \u{202B}باسم\u{202C} البنتاغون جون كيربي أن \u{202E}الجولة الرابعة\u{202C} من الحوار الاستراتيجي بين العراق \
         \u{2067}والولايات المتحدة\u{2069} ستعقد في ٢٦ تموز ٢٠٢١ بحضور ‎2500‎ جندي أميركي.\n",
    ];
    for (number, text) in texts.iter().enumerate() {
        bench.write(&format!("in/{number}.txt"), text);
    }
    let ran = run(
        &bench,
        &["build", "in", "-o", "t.hiwar", "--published", "2021-04-01"],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let server = Server::over(bench);
    // An override is named where it stands, and not obeyed.
    let named = |words: &str| words.replace('\u{202E}', "U+202E").replace('\u{202D}', "U+202D");
    assert!(check_places(&server, named) > 10);
    let page = server.get("/documents/1").body;
    assert!(page.contains("U+202E") && !page.contains('\u{202E}'));
    assert!(page.contains('\u{2067}'), "an isolate ends by itself and stays");
}

#[test]
fn a_long_report_is_cut_into_pages_and_opens_at_the_right_one() {
    let bench = Bench::new();
    let line =
        "قال وزير الخارجية العراقي فؤاد حسين إن 2500 جندي سينسحبون في 7 نيسان 2021 من قاعدة عين الأسد. ";
    // One paragraph of many sentences, then many paragraphs.
    let text = format!("{}\n\n{}", line.repeat(300), format!("{line}\n\n").repeat(300));
    bench.write("in/long.txt", &text);
    let ran = run(&bench, &["build", "in", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let server = Server::over(bench);
    let (mut page, mut seen) = (1, String::new());
    loop {
        let reply = server.get(&format!("/documents/long?page={page}"));
        if reply.status == 404 {
            break;
        }
        assert!(
            reply.body.len() < super::LARGEST,
            "page {page}: {} bytes",
            reply.body.len()
        );
        let body =
            &reply.body[reply.body.find("id=\"text\"").unwrap()..reply.body.find("</article>").unwrap()];
        seen += &unescape(&parse(&body[body.find('>').unwrap() + 1..]).1);
        page += 1;
    }
    assert!(page > 5, "{page}");
    let words = |text: &str| text.split_whitespace().filter(|w| *w == "الأسد.").count();
    assert_eq!(words(&seen), 600, "words were lost or shown twice");
    let rows = server.rows("figures");
    let last = rows
        .iter()
        .flat_map(|row| row["evidence"].as_array().unwrap())
        .max_by_key(|e| e["start"].as_u64());
    let (start, end) = (&last.unwrap()["start"], &last.unwrap()["end"]);
    let reply = server.get(&format!("/documents/long?at={start}-{end}"));
    assert_eq!(
        text_of(&reply.body, &format!("c{start}-{end}")).as_deref(),
        last.unwrap()["text"].as_str()
    );
}
