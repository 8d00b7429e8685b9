//! Whom the server answers, what it remembers, and how it starts, keeps going and stops.

use super::check_page;
use super::common::told::run;
use super::common::{Bench, OTHER};
use super::server::Server;

#[test]
fn only_its_own_name_is_answered_and_nothing_is_written() {
    let server = Server::of_sample();
    let port = server.host.rsplit(':').next().unwrap().to_owned();
    let before = server.bench.bytes("t.hiwar");
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        "127.0.0.1.evil.example",
    ] {
        let reply = server.ask("GET", "/rounds.json", &[("Host", host)]);
        assert_eq!(reply.json()["error"]["status"], 421, "{host}");
    }
    let whole = server.ask("GET", "http://evil.example/rounds.json", &[]);
    assert_eq!(whole.status, 421);
    assert_eq!(
        server
            .ask("GET", "/", &[("Host", &format!("localhost:{port}"))])
            .status,
        200
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(server.ask(method, "/rounds", &[]).status, 405, "{method}");
    }
    let head = server.ask("HEAD", "/rounds", &[]);
    assert!(head.status == 200 && head.body.is_empty());
    for path in ["/", "/rounds.json", "/nowhere", "/style.css", "/app.js"] {
        let reply = server.get(path);
        let policy = reply.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "same-origin");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
    }
    assert!(
        server.bench.bytes("t.hiwar") == before,
        "the record was written to"
    );
}

#[test]
fn the_language_is_remembered_and_names_the_answer() {
    let server = Server::of_sample();
    let english = server.get("/rounds?lang=en");
    let cookie = english.header("set-cookie").split(';').next().unwrap();
    assert!(english.header("set-cookie").contains("SameSite=Strict"));
    check_page(
        "/rounds",
        "en",
        &server.ask("GET", "/rounds", &[("Cookie", cookie)]),
    );
    let arabic = server.get("/rounds");
    check_page("/rounds", "ar", &arabic);
    assert_ne!(arabic.header("etag"), english.header("etag"));
    for path in ["/rounds", "/rounds.json"] {
        let tag = server.get(path).header("etag").to_owned();
        let again = server.ask("GET", path, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        assert_eq!(
            server.ask("GET", path, &[("If-None-Match", "\"other\"")]).status,
            200
        );
    }
}

#[test]
fn a_build_meanwhile_breaks_nothing_and_is_seen() {
    let server = Server::of_sample();
    let tag = server.get("/documents").header("etag").to_owned();
    let many = server.rows("documents").len();
    // Somebody else is writing, and holds the file.
    let db = rusqlite::Connection::open(server.bench.path("t.hiwar")).unwrap();
    db.execute_batch("UPDATE meta SET value = value; BEGIN EXCLUSIVE")
        .unwrap();
    assert_eq!(server.get("/rounds").status, 200);
    db.execute_batch("ROLLBACK").unwrap();
    drop(db);
    server.bench.write("in/new.txt", OTHER);
    let ran = run(&server.bench, &["build", "in", "-o", "t.hiwar"]);
    assert!(ran.status <= 1, "{}", ran.err);
    let page = server.ask("GET", "/documents", &[("If-None-Match", &tag)]);
    assert_eq!(page.status, 200);
    assert_eq!(server.rows("documents").len(), many + 1);
    assert_eq!(server.get("/documents/new").status, 200);
    std::fs::remove_file(server.bench.path("t.hiwar")).unwrap();
    assert_eq!(server.get("/rounds.json").json()["error"]["status"], 503);
}

#[test]
fn it_starts_only_where_it_may_and_stops_when_asked() {
    let bench = Bench::new();
    let none = run(&bench, &["serve", "none.hiwar"]);
    none.said(2, "none.hiwar", &["no such file"]);
    let mut server = Server::of_sample();
    let port = server.host.rsplit(':').next().unwrap().to_owned();
    let taken = run(&server.bench, &["serve", "t.hiwar", "--port", &port]);
    taken.said(2, "--port", &[&port, "in use", "--port 0"]);
    for host in ["0.0.0.0", "192.0.2.1", "::", "example.org"] {
        run(&server.bench, &["serve", "t.hiwar", "--host", host]).said(2, "--host", &[host, "ssh"]);
    }
    #[cfg(unix)]
    {
        let pid = server.child.id().to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-INT", &pid])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(server.child.wait().unwrap().code(), Some(0));
    }
}
