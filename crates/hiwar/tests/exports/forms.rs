//! What each form promises its readers.

use super::*;

#[test]
fn csv_has_a_row_a_fact_and_says_what_each_column_means() {
    let package = json("csv/datapackage.json");
    let dictionary: BTreeSet<(String, String)> = separated("csv/dictionary.csv", b',')
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    for resource in package["resources"].as_array().unwrap() {
        let (name, path) = (
            resource["name"].as_str().unwrap(),
            resource["path"].as_str().unwrap(),
        );
        let rows = separated(&format!("csv/{path}"), b',');
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["name"].as_str().unwrap())
            .collect();
        assert_eq!(rows[0], fields, "{name}");
        assert!(rows.iter().all(|row| row.len() == fields.len()));
        for field in fields {
            assert!(
                dictionary.contains(&(name.to_owned(), field.to_owned())),
                "{name}.{field} is in no dictionary"
            );
        }
    }
    for list in ["events", "statements", "documents", "conflicts"] {
        assert_eq!(
            separated(&format!("csv/{list}.csv"), b',').len() - 1,
            show(list).len(),
            "{list}"
        );
    }
    for row in &separated("csv/evidence.csv", b',')[1..] {
        assert_eq!(
            words(&row[3], row[4].parse().unwrap(), row[5].parse().unwrap()),
            row[6]
        );
    }
}

#[test]
fn ics_folds_by_octets_and_gives_no_month_a_day() {
    let calendar = text("ics");
    assert!(
        calendar.lines().all(|line| line.len() <= 75)
            && calendar.matches('\n').count() == calendar.matches("\r\n").count()
    );
    let whole = calendar.replace("\r\n ", "");
    let items = whole.split("BEGIN:V").skip(2);
    let mut months = 0;
    for item in items {
        for must in [
            "UID:",
            "DTSTAMP:",
            "SUMMARY",
            "STATUS:",
            "X-HIWAR-PRECISION:",
            "X-HIWAR-EVIDENCE:",
        ] {
            assert!(item.contains(must), "{must} is missing: {item}");
        }
        if item.contains("PRECISION:month") && item.starts_with("EVENT") {
            months += 1;
            let day = |name: &str| item.split(name).nth(1).unwrap()[..8].to_owned();
            assert_ne!(
                day("DTSTART;VALUE=DATE:")[..6],
                day("DTEND;VALUE=DATE:")[..6],
                "{item}"
            );
        }
    }
    assert!(months > 0);
    let due = show("commitments").iter().filter(|c| !c["due"].is_null()).count();
    assert_eq!(whole.matches("BEGIN:VTODO").count(), due);
}

#[test]
fn web_annotations_have_both_selectors_in_code_points() {
    let page = json("web-annotation");
    let items = page["items"].as_array().unwrap();
    let mut ids = BTreeSet::new();
    for item in items {
        assert!(ids.insert(item["id"].as_str().unwrap()), "{} twice", item["id"]);
        for target in item["target"].as_array().unwrap() {
            let [position, quote] = [&target["selector"][0], &target["selector"][1]];
            assert_eq!(
                (&position["type"], &quote["type"]),
                (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
            );
            let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
            let (start, end) = (number("start"), number("end"));
            let around = |name: &str| quote[name].as_str().unwrap();
            let fits = MADE.texts.values().any(|text| {
                let cut =
                    |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
                cut(start, end) == around("exact")
                    && cut(0, start).ends_with(around("prefix"))
                    && cut(end, text.chars().count()).starts_with(around("suffix"))
            });
            assert!(fits, "{item}");
        }
    }
}

#[test]
fn plover_and_polecat_have_the_events_that_somebody_does() {
    let acted = show("events")
        .iter()
        .filter(|e| e["actors"].as_array().is_some_and(|a| !a.is_empty()))
        .count();
    let lines: Vec<Value> = text("plover")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), acted);
    for event in &lines {
        assert!(
            matches!(event["quad_code"].as_u64(), Some(1..=4)) && event["event_scale"].is_f64(),
            "{event}"
        );
        event["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(at_its_words);
    }
    let codes: BTreeSet<&str> = lines
        .iter()
        .filter_map(|e| e["actor"][0]["code"].as_str())
        .collect();
    assert!(codes.contains("IRQ") && codes.contains("USA"), "{codes:?}");
    let rows = separated("polecat/events.txt", b'\t');
    assert_eq!((rows.len() - 1, rows[0].len()), (acted, 40));
    assert_eq!(
        (rows[0][1].as_str(), rows[0][7].as_str(), rows[0][15].as_str()),
        ("Event Date", "Actor Name", "Recipient Name")
    );
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()));
    for row in &separated("polecat/extras.txt", b'\t')[1..] {
        assert_eq!(
            words(&row[1], row[2].parse().unwrap(), row[3].parse().unwrap()),
            row[4]
        );
    }
}

#[test]
fn gexf_says_who_met_whom() {
    let graph = text("gexf");
    assert!(graph.contains("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">"));
    assert!(graph.contains("label=\"الولايات المتحدة\"") && graph.contains("kind=\"met\""));
    let ids: BTreeSet<&str> = graph
        .split("<edge id=\"")
        .skip(1)
        .map(|e| e.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), graph.matches("<edge ").count());
}

#[test]
fn the_dossier_has_a_footnote_for_each_mark() {
    let text = text("markdown");
    let defined = text.lines().filter(|l| l.starts_with("[^")).count();
    assert_eq!(text.matches("[^").count(), 2 * defined);
    assert!(text.starts_with("<div dir=\"rtl\""));
    assert!(text.contains("\\<script\\>") && !text.contains("<script>") && !text.contains('\u{202E}'));
    assert!(MADE.bench.bytes("out-docx").starts_with(b"PK"));
}

#[test]
fn timelines_keep_vague_dates_vague() {
    let timeline = json("timelinejs");
    let slides = timeline["events"].as_array().unwrap();
    assert!(
        slides
            .iter()
            .any(|s| s["start_date"].as_object().unwrap().len() == 2),
        "no slide of a month"
    );
    for slide in slides {
        slide["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(at_its_words);
        assert!(!slide["text"].to_string().contains("<script"), "{slide}");
    }
    assert!(!timeline["eras"].as_array().unwrap().is_empty());
}

#[test]
fn bibliographies_have_each_report_once() {
    let reports = show("documents").len();
    let bib = text("bibtex");
    assert_eq!(bib.matches("@online{").count(), reports);
    assert!(bib.contains("date = {2020-06-11}") && bib.contains("langid = {arabic}"));
    // Braces that reports bring are escaped, so the others pair.
    let own = bib.replace("\\{", "").replace("\\}", "");
    assert_eq!(own.matches('{').count(), own.matches('}').count());
    let items = json("csl-json");
    assert_eq!(items.as_array().unwrap().len(), reports);
    assert!(
        items
            .as_array()
            .unwrap()
            .iter()
            .any(|i| i["issued"]["circa"] == true)
    );
}

#[test]
fn json_ld_needs_no_network() {
    let data = json("json-ld");
    assert_eq!(data["@context"]["@vocab"], "https://schema.org/");
    let nodes = data["@graph"].as_array().unwrap();
    for kind in [
        "NewsArticle",
        "EventSeries",
        "Event",
        "Person",
        "Quotation",
        "Observation",
        "PlanAction",
    ] {
        assert!(nodes.iter().any(|n| n["@type"] == kind), "no {kind}");
    }
    assert!(
        !nodes.iter().any(|n| n["@type"] == "ClaimReview"),
        "a verdict is a person's"
    );
    let ids: BTreeSet<&str> = nodes.iter().map(|n| n["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len());
}

#[test]
fn followthemoney_links_lead_somewhere() {
    let lines: Vec<Value> = text("ftm/entities.ftm.json")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let ids: BTreeSet<&str> = lines.iter().map(|e| e["id"].as_str().unwrap()).collect();
    assert!(
        ids.iter()
            .all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    );
    for entity in &lines {
        for link in ["document", "entity", "holder", "post", "participant", "involved"] {
            let targets = entity["properties"][link].as_array();
            for target in targets.into_iter().flatten() {
                assert!(
                    ids.contains(target.as_str().unwrap()),
                    "{entity} leads nowhere by {link}"
                );
            }
        }
    }
    let rows = separated("ftm/statements.csv", b',');
    assert_eq!(rows[0].len(), 14);
    assert!(
        rows.iter()
            .skip(1)
            .any(|row| row[7].starts_with("events/") && !row[9].is_empty())
    );
}

#[test]
fn brat_stands_off_in_code_points() {
    let all = files(&MADE.bench.path("out-brat"));
    let mut seen = 0;
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with(".ann")) {
        let text = String::from_utf8(all[&name.replace(".ann", ".txt")].clone()).unwrap();
        let chars: Vec<char> = text.chars().collect();
        for line in String::from_utf8(bytes.clone())
            .unwrap()
            .lines()
            .filter(|l| l.starts_with('T'))
        {
            let parts: Vec<&str> = line.split('\t').collect();
            let places = parts[1].split_once(' ').unwrap().1;
            let piece = |place: &str| {
                let (start, end) = place.split_once(' ').unwrap();
                chars[start.parse().unwrap()..end.parse().unwrap()]
                    .iter()
                    .collect::<String>()
            };
            assert_eq!(
                places.split(';').map(piece).collect::<Vec<_>>().join(" "),
                parts[2],
                "{name}: {line}"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(all.keys().all(|name| !name.contains('/')));
}
