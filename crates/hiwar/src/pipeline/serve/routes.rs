//! Which address shows what, and how an answer is sent.

use super::site::{Site, wrong};
use super::{desk, guard};
use crate::tell::report::strings::Language;
use crate::tell::web::{Answer, Ask, JSON, Shown, VERBS, Wrong};
use crate::tell::{Form, Kind};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_TYPE, COOKIE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use clap::ValueEnum;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long an answer may take.
const TIME: Duration = Duration::from_secs(20);
/// Remembers the language.
const LANGUAGE: &str = "hiwar_lang";

/// What an address shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What is known, new, disputed and missing.
    Home,
    /// A list.
    List(Kind, Form),
    /// One row of it.
    Fact(Kind),
    /// Reports by their words.
    Search(Form),
    /// Names that begin so.
    Suggest,
    /// What was ruled, and what became of it.
    Rulings(Form),
    /// The rulings to be kept elsewhere, one a line.
    RulingLines,
    /// The description of the addresses.
    OpenApi,
    /// How it looks.
    Style,
    /// What makes it better where scripts run.
    Script,
    /// There is nothing.
    Missing,
    /// It is not asked so.
    Refused,
}

/// Every address. Pages are read with GET, which never writes; rulings are made with POST, from forms of these pages alone
/// ([`guard::ours`]).
pub fn router(site: Arc<Site>, address: SocketAddr) -> Router {
    let mut router = Router::new()
        .route("/", page(Page::Home))
        .route("/search", page(Page::Search(Form::Table)))
        .route("/search.json", page(Page::Search(Form::Json)))
        .route("/suggest.json", page(Page::Suggest))
        .route("/rulings", page(Page::Rulings(Form::Table)))
        .route("/rulings.json", page(Page::Rulings(Form::Json)))
        .route("/rulings.jsonl", page(Page::RulingLines))
        .route("/openapi.json", page(Page::OpenApi))
        .route("/style.css", page(Page::Style))
        .route("/app.js", page(Page::Script));
    for kind in Kind::value_variants() {
        let name = kind.name();
        router = router
            .route(&format!("/{name}"), page(Page::List(*kind, Form::Table)))
            .route(&format!("/{name}.json"), page(Page::List(*kind, Form::Json)))
            .route(&format!("/{name}.csv"), page(Page::List(*kind, Form::Csv)))
            .route(&format!("/{name}/{{id}}"), page(Page::Fact(*kind)));
    }
    let hosts = guard::hosts(address);
    for (name, verb) in VERBS {
        let hosts = Arc::clone(&hosts);
        let rule = move |State(site): State<Arc<Site>>, form: Request| desk::rule(site, hosts, verb, form);
        router = router.route(&format!("/rulings/{name}"), post(rule));
    }
    let missing = |state, parts| answer(state, Page::Missing, String::new(), parts);
    let refused = |state, parts| answer(state, Page::Refused, String::new(), parts);
    router
        .fallback(missing)
        .method_not_allowed_fallback(refused)
        .with_state(site)
        .layer(axum::middleware::from_fn_with_state(hosts, guard::guard))
}

type Id = std::result::Result<Path<String>, PathRejection>;

fn page(page: Page) -> MethodRouter<Arc<Site>> {
    get(move |state: State<Arc<Site>>, id: Id, parts: Parts| {
        // An id that is no text is none of ours.
        let id = id.map_or(String::new(), |Path(id)| id);
        answer(state, page, id, parts)
    })
}

async fn answer(State(site): State<Arc<Site>>, page: Page, id: String, parts: Parts) -> Response {
    let ask = Ask::read(
        parts.uri.path(),
        parts.uri.query().unwrap_or(""),
        remembered(&parts.headers),
    );
    let json = wants_json(&parts);
    let late = ask.clone();
    let made = spawn_blocking(move || reply(&site, page, &id, &ask, &parts));
    let failed = |key, status| sent(&Wrong::new(status, key, String::new()), json, None, &late);
    match timeout(TIME, made).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => failed("inside", 500),
        Err(_) => failed("slow", 503),
    }
}

fn reply(site: &Site, page: Page, id: &str, ask: &Ask, parts: &Parts) -> Response {
    let json = wants_json(parts);
    let shown = match site.shown() {
        Ok(shown) => shown,
        Err(fault) => return sent(&Wrong::new(503, "record", fault.to_string()), json, None, ask),
    };
    let mut ask = ask.clone();
    // The address is anybody's to write: only what was ruled is told of.
    ask.done.take_if(|id| !site.was_ruled(&shown, id));
    let ask = &ask;
    let tag = tag(&shown, ask);
    let known = parts
        .headers
        .get(IF_NONE_MATCH)
        .is_some_and(|given| names(given, &tag));
    let mut response = match site.answer(&shown, page, id, ask) {
        Err(wrong) => return sent(&wrong, json, Some(&shown), ask),
        Ok(_) if known => with(StatusCode::NOT_MODIFIED, Body::empty()),
        Ok(Answer { kind, body }) => {
            let mut response = with(StatusCode::OK, Body::from(body));
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            response
        }
    };
    let headers = response.headers_mut();
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("Cookie"));
    if let Some(language) = ask.named {
        let cookie = format!(
            "{LANGUAGE}={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly",
            language.code()
        );
        headers.extend(
            HeaderValue::from_str(&cookie)
                .ok()
                .map(|cookie| (SET_COOKIE, cookie)),
        );
    }
    response
}

/// What went wrong.
pub(super) fn sent(problem: &Wrong, json: bool, shown: Option<&Shown>, ask: &Ask) -> Response {
    let Answer { kind, body } = wrong(problem, json, shown, ask);
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = with(status, Body::from(body));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub(super) fn with(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// What names an answer: the state of the record, the language, the program that wrote it, and the forms' secret, by its
/// hash: a page kept from an earlier run would have forms that are refused.
fn tag(shown: &Shown, ask: &Ask) -> String {
    static PROGRAM: LazyLock<u64> = LazyLock::new(|| {
        let mut hash = DefaultHasher::new();
        let made = std::env::current_exe()
            .and_then(|path| path.metadata())
            .and_then(|about| about.modified());
        (env!("CARGO_PKG_VERSION"), made.ok()).hash(&mut hash);
        hash.finish()
    });
    let mut run = DefaultHasher::new();
    (*PROGRAM, &shown.token).hash(&mut run);
    format!("\"{}-{}-{:x}\"", shown.stamp, ask.language.code(), run.finish())
}

/// Whether `If-None-Match` names it.
fn names(given: &HeaderValue, tag: &str) -> bool {
    let given = given.to_str().unwrap_or("");
    given
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

pub(super) fn remembered(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, code) = pairs.find(|(name, _)| *name == LANGUAGE)?;
    Language::ALL.into_iter().find(|language| language.code() == code)
}

/// Whether an error is told as JSON: to whoever asked for data, or says so.
pub(super) fn wants_json(parts: &Parts) -> bool {
    let path = parts.uri.path();
    let accepts = parts
        .headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    path.ends_with(".json") || path.ends_with(".csv") || accepts.trim_start().starts_with(JSON)
}
