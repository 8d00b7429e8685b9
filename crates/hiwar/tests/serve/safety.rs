//! Who may rule: a page of this run of the server, and nobody else; and nothing is written by looking.

use super::common::Bench;
use super::common::told::run;
use super::html::{parse, unescape};
use super::server::Server;

fn event(server: &Server) -> String {
    server.rows("events")[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn only_forms_of_this_server_rule() {
    let server = Server::of_sample();
    let (event, token) = (event(&server), server.token());
    let own = format!("http://{}", server.host);
    let other = format!("{}0", &token[..token.len() - 1]);
    let another = if other == token {
        token.replace('0', "1")
    } else {
        other
    };
    let refused = |fields: &[(&str, &str)], headers: &[(&str, &str)], status: u16| {
        let fields = [&[("row", event.as_str()), ("back", "/events")], fields].concat();
        let page = server.post("reject", &fields, headers);
        assert_eq!(page.status, status, "{fields:?} {headers:?}");
        assert!(page.body.contains("role=\"alert\""), "{}", page.body);
    };
    let from_us = [("Origin", own.as_str()), ("Sec-Fetch-Site", "same-origin")];
    refused(&[], &from_us, 403);
    for wrong in ["", "x", &another, &token[..10], &format!("{token}0")] {
        refused(&[("token", wrong)], &from_us, 403);
    }
    let good = [("token", token.as_str())];
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
        "",
    ] {
        refused(&good, &[("Origin", origin)], 403);
    }
    for site in ["cross-site", "same-site", "none"] {
        refused(&good, &[("Origin", &own), ("Sec-Fetch-Site", site)], 403);
    }
    for media in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json",
        "",
    ] {
        refused(&good, &[("Origin", &own), ("Content-Type", media)], 415);
    }
    let long = "x".repeat(65 * 1024);
    refused(&[good[0], ("because", &long)], &from_us, 413);
    let host = server.post("reject", &good, &[("Host", "evil.example")]);
    assert_eq!(host.json()["error"]["status"], 421);
    for path in ["/rulings/accept", "/rulings/undo"] {
        assert_eq!(server.get(path).status, 405, "{path}");
    }
    assert_eq!(server.post("explode", &good, &from_us).status, 404);
    // A program that has the token and names no origin.
    let told = server.post("reject", &good, &[("Accept", "application/json")]);
    assert_eq!(told.json()["error"]["status"], 400);
    assert!(
        server
            .rows("events")
            .iter()
            .any(|row| row["id"] == event.as_str())
    );
    assert!(server.get("/rulings.json").json().as_array().unwrap().is_empty());
    let fine = server.post(
        "reject",
        &[good[0], ("row", &event), ("back", "https://evil.example/")],
        &[],
    );
    assert_eq!(fine.status, 303);
    assert!(
        fine.header("location").starts_with("/?done=ruling-"),
        "nobody is led elsewhere"
    );
}

#[test]
fn the_secret_is_of_one_run_and_pages_of_another_are_not_kept() {
    let (one, two) = (Server::of_sample(), Server::of_sample());
    assert!(one.token().len() == 64 && one.token() != two.token());
    assert_ne!(
        one.get("/events").header("etag"),
        two.get("/events").header("etag")
    );
    let policy = one.get("/events");
    assert!(
        policy
            .header("content-security-policy")
            .contains("form-action 'self'")
    );
}

#[test]
fn nothing_is_written_by_looking() {
    let server = Server::of_sample();
    let before = server.bench.bytes("t.hiwar");
    let event = event(&server);
    let token = server.token();
    for path in [
        "/rulings".to_owned(),
        format!("/rulings/reject?row={event}&token={token}"),
        format!("/events/{event}?done=ruling-0"),
        format!("/events?done=ruling-0&row={event}&token={token}"),
    ] {
        for method in ["GET", "HEAD"] {
            server.ask(method, &path, &[]);
        }
    }
    assert!(
        server.bench.bytes("t.hiwar") == before,
        "the record was written to"
    );
}

#[test]
fn while_another_program_holds_the_record_nothing_is_ruled_and_that_is_said() {
    let server = Server::of_sample();
    let event = event(&server);
    let db = rusqlite::Connection::open(server.bench.path("t.hiwar")).unwrap();
    db.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let token = server.token();
    let page = server.post("reject", &[("row", &event), ("token", &token)], &[]);
    assert_eq!(page.status, 503);
    assert!(page.body.contains("in use by another program"), "{}", page.body);
    db.execute_batch("ROLLBACK").unwrap();
    assert_eq!(
        server
            .post("reject", &[("row", &event), ("token", &token)], &[])
            .status,
        303
    );
    assert!(
        server
            .rows("events")
            .iter()
            .all(|row| row["id"] != event.as_str())
    );
}

/// Rulings that come at once.
const MANY: usize = 32;

#[test]
fn rulings_that_come_at_once_all_count() {
    let server = Server::of_sample();
    let token = server.token();
    let events: Vec<String> = server
        .rows("events")
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    std::thread::scope(|scope| {
        // So many that some of them wait longer for their lists than a reader does.
        for event in &events[..MANY] {
            scope.spawn(|| {
                let reply = server.post("reject", &[("row", event), ("token", &token)], &[]);
                assert_eq!(reply.status, 303, "{}", reply.body);
            });
        }
    });
    // Each is kept by now; the lists follow.
    let kept = run(&server.bench, &["rule", "export", "t.hiwar"]).out;
    assert_eq!(kept.lines().count(), MANY);
    let follow = || server.rows("events").len() == events.len() - MANY;
    let begun = std::time::Instant::now();
    while !follow() && begun.elapsed().as_secs() < 120 {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(follow());
    let applied = server.get("/rulings").body.matches("fate applied").count();
    assert_eq!(applied, MANY);
}

#[test]
fn to_be_read_only_means_no_forms_and_no_rulings() {
    let asked = server_of(&["--read-only"]);
    let event = event(&asked);
    for path in ["/events", "/people", "/rulings", &format!("/events/{event}")] {
        let page = asked.get(path);
        assert_eq!(page.status, 200);
        assert!(
            !page.body.contains("method=\"post\"") && !page.body.contains("formaction"),
            "{path}"
        );
    }
    let page = asked.post("reject", &[("row", &event), ("token", "")], &[]);
    assert_eq!(page.status, 403);
    assert!(
        unescape(&parse(&page.body).1).contains("--read-only"),
        "{}",
        page.body
    );
    assert!(asked.rows("events").iter().any(|row| row["id"] == event.as_str()));
}

fn server_of(more: &[&str]) -> Server {
    let bench: Bench = Server::sample();
    Server::with(bench, more)
}
