//! What every request passes: only our own name, only short addresses; and what every answer forbids the browser.

use super::routes::with;
use crate::fault::Fault;
use crate::tell::report::strings::Language;
use crate::tell::web::{Ask, JSON, Wrong};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::SocketAddr;
use std::sync::Arc;

/// The longest address.
const LONGEST: usize = 8 * 1024;

/// Nothing is loaded from elsewhere, nothing runs inside a page, nobody frames it.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    // `no-referrer` would take the name off the `Origin` of our own forms.
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The names that this server goes by. A page of another site may make a name of its own lead here (DNS rebinding); its
/// requests carry that name.
pub fn hosts(address: SocketAddr) -> Arc<[String]> {
    let port = address.port();
    let mut names = vec![address.to_string(), format!("localhost:{port}")];
    if port == 80 {
        names.extend([address.ip().to_string(), "localhost".to_owned()]);
    }
    names.into()
}

/// Lets a request through, or says why not.
pub async fn guard(State(hosts): State<Arc<[String]>>, request: Request, next: Next) -> Response {
    let named = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("");
    let own = |name: &str| hosts.iter().any(|host| host.eq_ignore_ascii_case(name));
    // An address with a name in it (as for a proxy) must name us, too.
    let whole = request
        .uri()
        .authority()
        .is_none_or(|authority| own(authority.as_str()));
    let mut response = if !own(named) || !whole {
        refused(&Wrong::new(421, "host", named))
    } else if request.uri().to_string().len() > LONGEST {
        refused(&Wrong::new(414, "long", String::new()))
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        response.headers_mut().insert(name, value);
    }
    response
}

/// Whether a form comes from a page of ours, as far as the browser says so; a program says nothing, and has the token.
///
/// # Errors
/// It comes from elsewhere, or is no form.
pub fn ours(headers: &HeaderMap, hosts: &[String]) -> Result<(), Wrong> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own = |origin: &str| {
        let host = origin.strip_prefix("http://").unwrap_or("");
        hosts.iter().any(|name| name.eq_ignore_ascii_case(host))
    };
    let from = text(&ORIGIN);
    let site = text(&HeaderName::from_static("sec-fetch-site"));
    if from.is_some_and(|from| !own(from)) || site.is_some_and(|site| site != "same-origin") {
        return Err(Wrong::new(403, "origin", from.or(site).unwrap_or("")));
    }
    let media = text(&CONTENT_TYPE).unwrap_or("");
    let bare = media.split(';').next().unwrap_or("").trim();
    match bare.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        true => Ok(()),
        false => Err(Wrong::new(415, "form", media)),
    }
}

/// Whether two secrets are the same; how long it takes says nothing of where they differ.
pub fn same(given: &str, secret: &str) -> bool {
    let pairs = given.bytes().zip(secret.bytes());
    let differ = pairs.fold(given.len() ^ secret.len(), |sum, (a, b)| sum | usize::from(a ^ b));
    std::hint::black_box(differ) == 0
}

/// A secret of this run, in hex.
///
/// # Errors
/// The system has no random bytes.
pub fn secret() -> crate::fault::Result<String> {
    let mut bytes = [0_u8; 32];
    let none = |e| {
        Fault::new(
            "",
            format!("the system gives no random bytes ({e})"),
            "try again, or use --read-only",
        )
    };
    getrandom::fill(&mut bytes).map_err(none)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn refused(wrong: &Wrong) -> Response {
    let ask = Ask {
        named: Some(Language::English),
        ..Ask::default()
    };
    let status = StatusCode::from_u16(wrong.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = with(status, Body::from(wrong.json(&ask)));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_the_same_only_as_a_whole() {
        assert!(same("abc", "abc"));
        assert!(!same("", "abc") && !same("ab", "abc") && !same("abcd", "abc") && !same("abd", "abc"));
    }
}
