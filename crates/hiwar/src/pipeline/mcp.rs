//! `hiwar mcp`: the record for assistants, over standard input and output, or over HTTP on this machine alone.
//!
//! The state of the record is kept as [`serve`](super::serve) keeps it: what is built meanwhile is seen by the next call.
//! Standard output carries the protocol and nothing else.

mod http;

use super::serve::site::Site;
use super::serve::{GRACE, asked_to_stop, runtime};
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::store::Store;
use crate::tell::mcp::{self, Look, Refused};
use crate::tell::search::Hit;
use crate::{interrupt, knowledge};
use hiwar_core::model::Annotations;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, JsonObject,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, ServerInitializeError};
use rmcp::{ErrorData, RoleServer, ServerHandler};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long an answer may take.
const TIME: Duration = Duration::from_secs(20);

/// Answers an assistant until its input ends or Ctrl-C; over HTTP where a port is given.
///
/// # Errors
/// The record cannot be read, the port is taken, or the other side does not speak the protocol.
pub fn mcp(file: &Path, port: Option<u16>, data: Option<&Path>, console: &mut Console) -> Result<u8> {
    let data = knowledge::load(data)?;
    // As every command does it: takes back what a build that was killed left half done.
    drop(Store::open(file)?);
    let server = Server(Arc::new(Site::open(file, data, None)?));
    interrupt::listen()?;
    let runtime = runtime()?;
    let done = match port {
        Some(port) => runtime.block_on(http::run(server, port, console)),
        None => runtime.block_on(stdio(server, console)),
    };
    match port {
        Some(_) => runtime.shutdown_timeout(GRACE),
        // A read of standard input cannot be called off.
        None => runtime.shutdown_background(),
    }
    done?;
    console.note("stopped");
    Ok(0)
}

async fn stdio(server: Server, console: &Console) -> Result<()> {
    if std::io::stdin().is_terminal() {
        console.note("an assistant's program starts this and speaks to it in JSON; Ctrl-C stops. See `hiwar mcp --help`");
    }
    let begun = tokio::select! {
        begun = rmcp::serve_server(server, rmcp::transport::io::stdio_pipes()) => begun,
        () = asked_to_stop() => return Ok(()),
    };
    let running = match begun {
        Ok(running) => running,
        // It was started and asked nothing.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(wrong) => {
            return Err(Fault::new(
                "standard input",
                format!("the client does not begin as the protocol asks ({wrong})"),
                "start it from a client of the Model Context Protocol; see `hiwar mcp --help`",
            ));
        }
    };
    let stop = running.cancellation_token();
    tokio::spawn(async move {
        asked_to_stop().await;
        stop.cancel();
    });
    // However it ended, there is nobody left to tell.
    drop(running.waiting().await);
    Ok(())
}

/// The protocol's side of a record.
#[derive(Clone)]
struct Server(Arc<Site>);

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let about = Implementation::new("hiwar", env!("CARGO_PKG_VERSION"));
        // The state there is: a newer one is read where calls are answered, not on the thread that waits.
        ServerConfig::new(capabilities)
            .with_server_info(about)
            .with_instructions(mcp::instructions(&self.0.kept()))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> std::result::Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(
            mcp::tools().into_iter().map(tool).collect(),
        ))
    }

    async fn call_tool(
        &self,
        asked: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> std::result::Result<CallToolResponse, ErrorData> {
        let server = self.clone();
        let name = asked.name.to_string();
        let given = asked.arguments.unwrap_or_default();
        let called = spawn_blocking(move || server.answer(&name, given));
        let answer = match timeout(TIME, called).await {
            Ok(Ok(Some(answer))) => answer,
            Ok(Ok(None)) => return Err(no_tool(&asked.name)),
            Ok(Err(_)) => Err(Refused::new("something inside went wrong", "please report this")),
            Err(_) => Err(Refused::new("it took too long", "ask for less at once")),
        };
        Ok(match answer {
            Ok(text) => CallToolResult::success(vec![ContentBlock::text(text)]),
            // An assistant reads this, where an error of the protocol would stop at its program.
            Err(Refused { what, remedy }) => {
                CallToolResult::error(vec![ContentBlock::text(format!("{what}; {remedy}"))])
            }
        }
        .into())
    }
}

impl Server {
    fn answer(&self, name: &str, given: JsonObject) -> Option<std::result::Result<String, Refused>> {
        match self.0.shown() {
            Ok(shown) => mcp::call(&shown, self, name, given),
            Err(fault) => Some(Err(unread(fault))),
        }
    }
}

impl Look for Server {
    fn hits(&self, query: &str) -> std::result::Result<Vec<Hit>, Refused> {
        let found = self.0.hits(query).map_err(unread)?;
        found
            .map_err(|(what, remedy)| Refused::new(format!("the query cannot be understood: {what}"), remedy))
    }

    fn found_in(&self, id: &str) -> std::result::Result<Annotations, Refused> {
        self.0.found_in(id).map_err(unread)
    }
}

fn unread(fault: Fault) -> Refused {
    let Fault { what, remedy, .. } = fault;
    Refused::new(format!("the record cannot be read: {what}"), remedy)
}

fn no_tool(name: &str) -> ErrorData {
    let names: Vec<&str> = mcp::tools().into_iter().map(|tool| tool.name).collect();
    ErrorData::invalid_params(
        format!("there is no tool {name}; there are {}", names.join(", ")),
        None,
    )
}

fn tool(tool: mcp::Tool) -> Tool {
    let hints = ToolAnnotations::new()
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    Tool::new(tool.name, tool.description, tool.input)
        .with_title(tool.title)
        .with_annotations(hints)
}
