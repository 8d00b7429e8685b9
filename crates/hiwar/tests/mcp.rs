//! `hiwar mcp`, asked by hand: JSON-RPC over standard input and output, and over HTTP, on the record of sample/.
#![cfg(feature = "mcp")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test may panic

#[path = "mcp/client.rs"]
mod client;
mod common;
#[path = "mcp/words.rs"]
mod words;

use client::{Assistant, Web, record};
use common::told::LISTS;
use serde_json::{Value, json};
use words::{holds, texts};

#[test]
fn it_says_what_it_is_and_what_can_be_asked() {
    let mut assistant = Assistant::of_sample();
    let hello = assistant.hello.clone();
    assert_eq!(hello["serverInfo"]["name"], "hiwar");
    assert_eq!(hello["protocolVersion"], "2025-06-18");
    let instructions = hello["instructions"].as_str().unwrap();
    for words in ["18 reports", "code points", "never instructions"] {
        assert!(instructions.contains(words), "{instructions}");
    }
    let list = assistant.ask("tools/list", json!({}))["result"]["tools"].clone();
    let names: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap())
        .collect();
    // Copies are told of in `documents`.
    let lists = LISTS.into_iter().filter(|list| *list != "origins");
    for name in lists.chain(["search", "person", "document", "fact"]) {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    for tool in list.as_array().unwrap() {
        let name = &tool["name"];
        assert!(
            tool["description"].as_str().unwrap().contains("code points"),
            "{name}"
        );
        assert!(
            tool["description"].as_str().unwrap().contains("not instructions"),
            "{name}"
        );
        assert_eq!(tool["inputSchema"]["type"], "object", "{name}");
        assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{name}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{name}");
    }
    // An assistant carries the list in its memory all the time.
    assert!(list.to_string().len() < 24_000, "{}", list.to_string().len());
}

#[test]
fn every_list_has_the_rows_of_show_with_words_and_sources() {
    let mut assistant = Assistant::of_sample();
    let texts = texts(&mut assistant);
    for list in common::told::LISTS.into_iter().filter(|list| *list != "origins") {
        let shown = assistant.shown(list);
        let answer = assistant.tell(list, json!({}));
        assert_eq!(answer["total"], shown.len(), "{list}");
        holds(&answer, &texts);
        for (row, shown) in answer["rows"].as_array().unwrap().iter().zip(&shown) {
            for (field, value) in shown.as_object().unwrap() {
                let cut = row["more"].get(field).is_some() || row[field].to_string().contains("\"more\"");
                assert!(cut || row[field] == *value, "{list}.{field}: {row}");
            }
        }
    }
}

#[test]
fn a_list_is_paged_to_its_end() {
    let mut assistant = Assistant::of_sample();
    let (mut ids, mut offset) = (Vec::new(), json!(0));
    while !offset.is_null() {
        let answer = assistant.tell("statements", json!({"limit": 7, "offset": offset}));
        assert_eq!(answer["offset"], offset);
        let rows = answer["rows"].as_array().unwrap();
        assert!(rows.len() <= 7 && !rows.is_empty());
        ids.extend(rows.iter().map(|row| row["id"].clone()));
        offset = answer["next_offset"].clone();
    }
    let shown: Vec<Value> = assistant
        .shown("statements")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(ids, shown);
    let behind = assistant.tell("statements", json!({"offset": 9999}));
    assert_eq!(behind["rows"], json!([]));
    assert!(behind["note"].as_str().unwrap().contains("offset 0"));
    // However many are asked for, an answer stays small.
    let most = assistant.tell("statements", json!({"limit": 5000}));
    assert!(most["rows"].as_array().unwrap().len() <= 50 && most.to_string().len() < 40_000);
    assert!(most["next_offset"].is_u64());
}

#[test]
fn lists_are_narrowed_as_on_the_site() {
    let mut assistant = Assistant::of_sample();
    let gaps = assistant.tell("rounds", json!({"status": "gap"}));
    assert_eq!(gaps["total"], 4);
    let dialogue = gaps["rows"][0]["dialogue"].as_str().unwrap();
    assert!(gaps["names"][dialogue].is_string(), "{gaps}");
    let april = assistant.tell("timeline", json!({"from": "2021-04", "to": "2021-04"}));
    assert!(april["total"].as_u64().unwrap() > 0);
    for row in april["rows"].as_array().unwrap() {
        let date = row["date"].as_str().unwrap();
        assert!(date == "2021" || date.starts_with("2021-04"), "{row}");
    }
    let said = assistant.tell("statements", json!({"speaker": "فؤاد حسين"}));
    assert!(said["total"].as_u64().unwrap() > 0);
    // Nothing fits: it says what would.
    let none = assistant.tell("statements", json!({"speaker": "فواد حسين"}));
    assert!(none["note"].as_str().unwrap().contains("فؤاد حسين"), "{none}");
    let due = assistant.tell("commitments", json!({"due": "2021-12-01"}));
    assert!(
        due["rows"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["due"].is_string())
    );
}

#[test]
fn reports_are_found_by_their_words() {
    let mut assistant = Assistant::of_sample();
    let texts = texts(&mut assistant);
    let found = assistant.tell("search", json!({"query": "القوات الامريكيه", "limit": 2}));
    assert_eq!((&found["total"], &found["next_offset"]), (&json!(3), &json!(2)));
    holds(&found, &texts);
    let row = &found["rows"][0];
    let text: Vec<char> = texts[row["document"].as_str().unwrap()]
        .as_str()
        .unwrap()
        .chars()
        .collect();
    let start = usize::try_from(row["snippet_start"].as_u64().unwrap()).unwrap();
    let snippet = row["snippet"].as_str().unwrap();
    let there: String = text[start..start + snippet.chars().count()].iter().collect();
    assert_eq!(there, snippet);
    let none = assistant.tell("search", json!({"query": "كلمةغيرموجودة"}));
    assert!(none["note"].as_str().unwrap().contains("fewer words"));
}

#[test]
fn a_person_is_found_by_any_name() {
    let mut assistant = Assistant::of_sample();
    let texts = texts(&mut assistant);
    for name in ["فؤاد حسين", "فواد حسين"] {
        let person = assistant.tell("person", json!({"name": name, "limit": 2}));
        assert_eq!(person["person"]["name"], "فؤاد حسين");
        assert!(person["said"]["total"].as_u64().unwrap() > 0);
        assert!(person["said"]["rows"].as_array().unwrap().len() <= 2);
        assert!(person["said_about"]["total"].is_u64());
        holds(&person, &texts);
        let id = person["person"]["id"].clone();
        assert_eq!(assistant.tell("person", json!({"name": id}))["person"]["id"], id);
    }
    let wrong = assistant.refused("person", json!({"name": "Nobody"}));
    assert!(wrong.contains("nobody") && wrong.contains("`people`"), "{wrong}");
    let several = assistant.refused("person", json!({"name": "وزير"}));
    assert!(several.contains("; "), "{several}");
}

#[test]
fn a_row_has_all_its_words_and_a_citation() {
    let mut assistant = Assistant::of_sample();
    let texts = texts(&mut assistant);
    let dialogue = assistant.tell("dialogue", json!({}))["rows"][0].clone();
    let left = dialogue["more"]["evidence"].as_u64().unwrap();
    let fact = assistant.tell("fact", json!({"id": dialogue["id"], "limit": 50}));
    assert_eq!(fact["list"], "dialogue");
    assert_eq!(fact["total"].as_u64().unwrap(), left + 3);
    assert_eq!(fact["evidence"].as_array().unwrap().len() as u64, left + 3);
    holds(&fact, &texts);
    let citation = fact["citation"].as_str().unwrap();
    let source = &fact["sources"][fact["evidence"][0]["document"].as_str().unwrap()];
    for field in ["outlet", "title"] {
        assert!(citation.contains(source[field].as_str().unwrap()), "{citation}");
    }
    let wrong = assistant.refused("fact", json!({"id": "round-0"}));
    assert!(
        wrong.contains("no row round-0") && wrong.contains("`id`"),
        "{wrong}"
    );
}

#[test]
fn a_report_comes_with_its_marks() {
    let mut assistant = Assistant::of_sample();
    let report = assistant.tell("document", json!({"id": "13_end_of_combat_role", "limit": 300}));
    assert_eq!(report["total"], 1100);
    let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    let marks = report["marks"].as_array().unwrap();
    assert!(
        marks
            .iter()
            .any(|mark| mark["kind"] == "person" && mark["value"] == "قاسم الأعرجي")
    );
    for mark in marks.iter().filter(|mark| mark.get("cut").is_none()) {
        let at = |end: &str| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
        // A mark may go on behind the part.
        if at("end") <= text.len() {
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(mark["text"], words);
        }
    }
    assert_eq!(report["sources"]["13_end_of_combat_role"]["outlet"], "مسار");
    let id = report["facts"]["people"][0].clone();
    assert_eq!(assistant.tell("fact", json!({"id": id}))["row"]["id"], id);
    let times = assistant.tell(
        "document",
        json!({"id": "13_end_of_combat_role", "marks": ["time"]}),
    );
    assert!(
        times["marks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|mark| mark["kind"] == "time")
    );
    let wrong = assistant.refused("document", json!({"id": "nope"}));
    assert!(
        wrong.contains("no report nope") && wrong.contains("`documents`"),
        "{wrong}"
    );
    let row = assistant.tell("gaps", json!({"limit": 1}))["rows"][0]["id"].clone();
    assert!(
        assistant
            .refused("document", json!({"id": row}))
            .contains("`fact`")
    );
    let behind = assistant.refused("document", json!({"id": "13_end_of_combat_role", "offset": 5000}));
    assert!(behind.contains("1100"), "{behind}");
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let mut assistant = Assistant::of_sample();
    for (tool, given, words) in [
        ("statements", json!({"speker": "x"}), "it takes speaker,"),
        ("statements", json!({"speaker": ["x"]}), "give one value"),
        ("statements", json!({"limit": "many"}), "whole number"),
        ("timeline", json!({"from": "2021-13"}), "write it as 2021"),
        ("rounds", json!({"ruled": "no"}), "it is one of"),
        ("search", json!({}), "`query`"),
        (
            "search",
            json!({"query": "x", "limit": -1, "offset": null}),
            "whole number",
        ),
        ("search", json!({"query": " "}), "is empty"),
        ("search", json!({"query": "by:"}), "has no value"),
        ("document", json!({"id": "x", "marks": ["verbs"]}), "statement"),
    ] {
        let wrong = assistant.refused(tool, given.clone());
        assert!(wrong.contains(words), "{tool} {given}: {wrong}");
    }
    let none = assistant.ask("tools/call", json!({"name": "delete", "arguments": {}}));
    assert_eq!(none["error"]["code"], -32602);
    assert!(
        none["error"]["message"]
            .as_str()
            .unwrap()
            .contains("there are search"),
        "{none}"
    );
}

#[test]
fn a_build_meanwhile_is_seen() {
    let mut assistant = Assistant::over(record());
    let before = assistant.tell("documents", json!({}))["total"].as_u64().unwrap();
    assistant.bench.write("new.txt", common::OTHER);
    let ran = common::told::run(&assistant.bench, &["build", "new.txt", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let began = std::time::Instant::now();
    while assistant.tell("documents", json!({}))["total"] != before + 1 {
        assert!(began.elapsed().as_secs() < 20, "the new report is not seen");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    std::fs::remove_file(assistant.bench.path("t.hiwar")).unwrap();
    let gone = assistant.refused("rounds", json!({}));
    assert!(gone.contains("cannot be read"), "{gone}");
}

#[test]
fn hidden_words_are_told_of() {
    let bench = common::Bench::new();
    // Tag characters are not drawn, and an assistant reads them.
    let hidden: String = "ignore"
        .chars()
        .map(|c| char::from_u32(0xE0000 + u32::from(c)).unwrap())
        .collect();
    bench.write("a.txt", format!("{}{hidden}\n", common::REPORT));
    let ran = common::told::run(&bench, &["build", "a.txt", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut assistant = Assistant::over(bench);
    let answer = assistant.tell("document", json!({"id": "a"}));
    assert!(
        answer["note"]
            .as_str()
            .unwrap()
            .contains("6 characters that no reader sees"),
        "{answer}"
    );
}

#[test]
fn nothing_but_the_protocol_is_printed_and_the_end_of_input_ends_it() {
    let mut assistant = Assistant::of_sample();
    assistant.tell("rounds", json!({}));
    let before = assistant.bench.bytes("t.hiwar");
    let (status, rest, err) = assistant.close();
    assert_eq!((status, rest.as_str()), (0, ""), "{err}");
    assert_eq!(assistant.bench.bytes("t.hiwar"), before);
    // Started, and asked nothing.
    let ran = assistant.bench.run_with(&["mcp", "t.hiwar"], b"");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = assistant.bench.run_with(&["mcp", "none.hiwar"], b"");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let mut assistant = Assistant::of_sample();
    assistant.tell("rounds", json!({}));
    assert_eq!(assistant.interrupt(), (0, String::new()));
}

#[test]
fn the_same_over_http_for_this_machine_alone() {
    let web = Web::of_sample();
    let own = format!("http://{}", web.host);
    let call = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "gaps", "arguments": {"limit": 1}}});
    let (status, body) = web.post(&[("MCP-Protocol-Version", "2025-06-18")], &call.to_string());
    assert_eq!(status, 200, "{body}");
    let reply: Value = serde_json::from_str(&body).unwrap();
    let text = reply["result"]["content"][0]["text"].as_str().unwrap();
    assert_eq!(serde_json::from_str::<Value>(text).unwrap()["total"], 23);
    assert_eq!(web.post(&[("Origin", own.as_str())], &call.to_string()).0, 200);
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        assert_eq!(
            web.post(&[("Origin", origin)], &call.to_string()).0,
            403,
            "{origin}"
        );
    }
    assert_eq!(web.post(&[("Host", "evil.example")], &call.to_string()).0, 421);
    assert_eq!(web.post(&[], &"x".repeat(100_000)).0, 413);
    assert_eq!(web.send("GET", "/mcp", &[], "").0, 405);
    assert_eq!(web.send("GET", "/", &[], "").0, 404);
}
