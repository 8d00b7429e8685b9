//! What every request passes: only our own name, only short addresses; and what every answer forbids the browser.

use super::routes::with;
use crate::tell::report::strings::Language;
use crate::tell::web::{Ask, JSON, Wrong};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderName, HeaderValue, StatusCode};
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
    ("referrer-policy", "no-referrer"),
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
