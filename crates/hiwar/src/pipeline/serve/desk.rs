//! Rulings that come from a page: what a form says, checked and ruled as the command does it. Where the lists take long the
//! ruling is kept meanwhile, and they follow behind it.

use super::guard;
use super::routes::{remembered, sent, wants_json, with};
use super::site::{Site, unread};
use crate::fault::Fault;
use crate::pipeline::rule::{By, Rule, made};
use crate::store::Store;
use crate::tell::Kind;
use crate::tell::web::{self, Ask, Shown, Wrong};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use hiwar_core::model::{Part, Ruling, Verb};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long a form may take to arrive, and how many bytes it may have.
const BODY_TIME: Duration = Duration::from_secs(10);
const BODY_SIZE: usize = 64 * 1024;
/// So much is read before it is refused: a browser that is still sending would not hear why.
const DRAINED: usize = 1024 * 1024;
/// How long the reader waits for the lists; later they are made all the same.
const LISTS: Duration = Duration::from_secs(6);

type Result<T> = std::result::Result<T, Wrong>;

/// What a form says, in its order.
struct Form(Vec<(String, String)>);

impl Form {
    fn all(&self, name: &str) -> Vec<String> {
        let named = self
            .0
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty());
        named.map(|(_, value)| value.clone()).collect()
    }

    fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What must be there.
    fn need(&self, name: &str) -> Result<String> {
        match self.get(name) {
            "" => Err(Wrong::new(400, "lacks", name)),
            value => Ok(value.to_owned()),
        }
    }
}

/// Answers a form: back to where the reader was, or what is wrong with it.
pub async fn rule(site: Arc<Site>, hosts: Arc<[String]>, verb: Verb, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut ask = Ask::read("/", "", remembered(&parts.headers));
    let json = wants_json(&parts);
    let allowed = guard::ours(&parts.headers, &hosts).and_then(|()| match site.token() {
        Some(token) => Ok(token.to_owned()),
        None => Err(Wrong::new(403, "read_only", "")),
    });
    let done = match allowed {
        Ok(token) => ruled(Arc::clone(&site), verb, (body, token), &mut ask).await,
        Err(wrong) => Err(wrong),
    };
    match done {
        Ok(ruling) => see_other(&ask.with("done", &ruling.id)),
        Err(wrong) => {
            let late = ask.clone();
            let told = spawn_blocking(move || sent(&wrong, json, site.shown().ok().as_deref(), &late));
            let failed = |_| sent(&Wrong::new(500, "inside", ""), json, None, &ask);
            told.await.unwrap_or_else(failed)
        }
    }
}

/// Rules what the form says and waits a while for the lists. `ask` becomes the page that the form stands on.
async fn ruled(site: Arc<Site>, verb: Verb, (body, token): (Body, String), ask: &mut Ask) -> Result<Ruling> {
    let form = read(body).await?;
    if !guard::same(form.get("token"), &token) {
        return Err(Wrong::new(403, "token", ""));
    }
    let (path, query) = back(form.get("back"));
    *ask = Ask::read(path, query, Some(ask.language));
    let inside = |_| Wrong::new(500, "inside", "");
    let reader = Arc::clone(&site);
    let ruling = spawn_blocking(move || drawn_up(&reader, verb, &form));
    let ruling = ruling.await.map_err(inside)??;
    // A task of its own: it goes on although nobody waits any more.
    let decided = tokio::spawn(decided(Arc::clone(&site), ruling.clone()));
    match timeout(LISTS, decided).await {
        Ok(decided) => decided.map_err(inside)??,
        Err(_) => {
            let (writer, kept) = (Arc::clone(&site), ruling.clone());
            spawn_blocking(move || keep(&writer, &kept))
                .await
                .map_err(inside)??;
            tokio::spawn(settled(site));
        }
    }
    Ok(ruling)
}

/// Rules, with the lists in one step; one that would change nothing is refused.
async fn decided(site: Arc<Site>, ruling: Ruling) -> Result<()> {
    let _alone = site.writing.lock().await;
    let writer = Arc::clone(&site);
    let decided = spawn_blocking(move || writer.decide(&ruling)).await;
    match decided.map_err(|_| Wrong::new(500, "inside", ""))? {
        Ok(None) => Ok(()),
        Ok(Some(why)) => Err(Wrong::new(400, "ruling", why)),
        Err(fault) => Err(unwritten(fault)),
    }
}

/// Makes the lists as it was ruled, where they are not so yet. Where it fails the page says that they will follow.
async fn settled(site: Arc<Site>) {
    let _alone = site.writing.lock().await;
    let writer = Arc::clone(&site);
    drop(spawn_blocking(move || writer.settle()).await);
}

/// Keeps a ruling whose lists take long: the reader is told that it is kept and that they will follow.
fn keep(site: &Site, ruling: &Ruling) -> Result<()> {
    let mut store = Store::open(site.path()).map_err(unwritten)?;
    store.rule(std::slice::from_ref(ruling)).map_err(unwritten)?;
    site.note(ruling);
    Ok(())
}

fn unwritten(fault: Fault) -> Wrong {
    Wrong::new(503, "unwritten", fault.what)
}

async fn read(body: Body) -> Result<Form> {
    let large = || Wrong::new(413, "large", "");
    let bytes = match timeout(BODY_TIME, to_bytes(body, DRAINED)).await {
        Ok(Ok(bytes)) if bytes.len() <= BODY_SIZE => bytes,
        Ok(_) => return Err(large()),
        Err(_) => return Err(Wrong::new(408, "slow", "")),
    };
    let pairs = form_urlencoded::parse(&bytes);
    let trimmed = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
        (name.into_owned(), value.trim().to_owned())
    };
    Ok(Form(pairs.map(trimmed).collect()))
}

/// The page to go back to: path and query of this site, whatever the form says.
fn back(given: &str) -> (&str, &str) {
    let own = given.starts_with('/') && !given[1..].starts_with(['/', '\\']);
    let plain = given.bytes().all(|byte| byte.is_ascii_graphic()) && given.len() < 4096;
    match own && plain && !given.contains('#') {
        true => given.split_once('?').unwrap_or((given, "")),
        false => ("/", ""),
    }
}

/// The ruling that the form asks for, where nothing is wrong with it.
fn drawn_up(site: &Site, verb: Verb, form: &Form) -> Result<Ruling> {
    let shown = site.shown().map_err(unread)?;
    let rule = asked(&shown, verb, form)?;
    let by = By {
        name: site.author().to_owned(),
        because: Some(form.get("because").to_owned()).filter(|why| !why.is_empty()),
        at: jiff::Timestamp::now().to_string(),
    };
    let store = Store::open(site.path()).map_err(unwritten)?;
    let ruling = made(&store, site.path(), rule, by);
    ruling.map_err(|fault| Wrong::new(400, "ruling", fault.what).among(&[&fault.remedy]))
}

/// What is to be ruled.
fn asked(shown: &Shown, verb: Verb, form: &Form) -> Result<Rule> {
    let id = form.need("row")?;
    if verb == Verb::Undo {
        return Ok(Rule::Undo(id));
    }
    let row = shown.row(&id).ok_or_else(|| Wrong::new(404, "no_row", &id))?;
    Ok(match verb {
        Verb::Accept => Rule::Accept(form.all("row")),
        Verb::Reject if shown.rows(Kind::Documents).get(&id).is_some() => {
            return Err(Wrong::new(400, "ruling", &id).among(&["`hiwar remove`"]));
        }
        Verb::Reject => Rule::Reject(form.all("row")),
        Verb::Correct => {
            let field = form.need("field")?;
            let value = web::written(&row, &field, form.get("value"));
            Rule::Correct(id, format!("{field}={value}"))
        }
        Verb::Annotate => Rule::Annotate(id, form.need("note")?),
        Verb::Merge => Rule::Merge(vec![id.clone(), person(shown, &id, &form.need("other")?)?]),
        Verb::Split => {
            form.need("names")?;
            let (names, reports) = (form.all("names"), Vec::new());
            Rule::Split(id, Part { names, reports })
        }
        Verb::Undo => Rule::Undo(id),
    })
}

/// The id of the other person that somebody names by it, or by a name however it is spelt.
fn person(shown: &Shown, this: &str, given: &str) -> Result<String> {
    let people = shown.rows(Kind::People);
    if people.get(given).is_some() && given != this {
        return Ok(given.to_owned());
    }
    let found = shown.called(given);
    let ids = found.iter().filter_map(|row| row["id"].as_str());
    let found: Vec<String> = ids.filter(|id| *id != this).map(str::to_owned).collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Wrong::new(400, "no_person", given)),
        several => {
            let ids: Vec<&str> = several.iter().map(String::as_str).collect();
            Err(Wrong::new(400, "several", given).among(&ids))
        }
    }
}

fn see_other(address: &str) -> Response {
    let mut response = with(StatusCode::SEE_OTHER, Body::empty());
    let to = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, to);
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        assert_eq!(back("/people?page=2"), ("/people", "page=2"));
        for other in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/ح",
            "evil",
        ] {
            assert_eq!(back(other), ("/", ""), "{other:?}");
        }
    }
}
