//! The protocol over HTTP: one address, on this machine alone, behind what every request to the site passes.

use super::super::serve::{guard, listen};
use super::{Server, TIME};
use crate::console::Console;
use crate::fault::Result;
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::time::timeout;

/// Where it is asked.
const PATH: &str = "/mcp";
/// How many bytes a question may have.
const BODY: usize = 64 * 1024;

/// Answers over HTTP until Ctrl-C; prints the address.
///
/// # Errors
/// The port is taken.
pub async fn run(server: Server, port: u16, console: &Console) -> Result<()> {
    let address = SocketAddr::new(IpAddr::from([127, 0, 0, 1]), port);
    let router = |address| router(server, address);
    let greeting = "give this address to the assistant's program; Ctrl-C stops";
    listen(address, router, |at| format!("{at}{PATH}"), (greeting, console)).await
}

fn router(server: Server, address: SocketAddr) -> Router {
    let hosts = guard::hosts(address);
    // Nothing is remembered between two questions, so that there is nothing to keep and nothing to steal.
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(BODY)
        .with_allowed_hosts(hosts.iter().cloned())
        .with_allowed_origins(hosts.iter().map(|host| format!("http://{host}")))
        .enforce_origin_validation();
    let made = move || Ok(server.clone());
    let service = StreamableHttpService::new(made, Arc::new(NeverSessionManager::default()), config);
    Router::new()
        .route_service(PATH, service)
        .fallback(missing)
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(hosts, guard::guard))
}

async fn missing() -> (StatusCode, String) {
    let body = serde_json::json!({"error": {
        "status": 404,
        "message": "there is nothing at this address",
        "remedy": format!("speak the Model Context Protocol to {PATH}"),
    }});
    (StatusCode::NOT_FOUND, format!("{body:#}\n"))
}

/// A question that does not arrive, or is not answered, in time is given up.
async fn in_time(request: Request, next: Next) -> Response {
    let answer = timeout(TIME + TIME / 2, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        let mut late = Response::default();
        *late.status_mut() = StatusCode::REQUEST_TIMEOUT;
        late
    })
}
