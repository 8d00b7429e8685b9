//! `hiwar serve`: the record in a browser, on this machine alone.
//!
//! One thread waits for the network; a few read the record and make pages, each from one state of it. Only rulings are
//! written ([`desk`]), and the lists that follow them.

mod desk;
mod guard;
mod routes;
mod site;

use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::store::Store;
use crate::{interrupt, knowledge, tell};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use site::Site;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::sleep;

/// How long the head of a request may take, and how many bytes it may have.
const HEAD_TIME: Duration = Duration::from_secs(10);
const HEAD_SIZE: usize = 32 * 1024;
/// How many requests read the record at once.
const READERS: usize = 8;
/// How long what is being sent may take once Ctrl-C was pressed.
const GRACE: Duration = Duration::from_secs(3);

/// Serves a record until Ctrl-C; prints the address. Rulings that come from a page are the author's; without one there are
/// none.
///
/// # Errors
/// The record cannot be read, the address is not this machine's own, or the port is taken.
pub fn serve(
    file: &Path,
    (host, port): (&str, u16),
    author: Option<String>,
    data: Option<&Path>,
    console: &mut Console,
) -> Result<u8> {
    let address = SocketAddr::new(loopback(host)?, port);
    let data = knowledge::load(data)?;
    // As every command does it: takes back what a build that was killed left half done.
    drop(Store::open(file)?);
    let site = Arc::new(Site::open(file, data, author)?);
    interrupt::listen()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .build()
        .map_err(|e| Fault::new("", format!("the server cannot start ({e})"), "try again"))?;
    runtime.block_on(run(site, address, console))?;
    runtime.shutdown_timeout(GRACE);
    console.note("stopped");
    Ok(0)
}

/// The address of this machine that `host` names.
fn loopback(host: &str) -> Result<IpAddr> {
    let address = match host {
        "localhost" => Some(IpAddr::from([127, 0, 0, 1])),
        other => other.parse().ok(),
    };
    address.filter(IpAddr::is_loopback).ok_or_else(|| {
        Fault::new(
            "--host",
            format!("{host} would show the record to others, and there is no way yet to say who may read it"),
            "leave it out; from another machine go through `ssh -L 7300:127.0.0.1:7300`",
        )
    })
}

async fn run(site: Arc<Site>, address: SocketAddr, console: &Console) -> Result<()> {
    let listener = TcpListener::bind(address).await.map_err(|e| taken(address, &e))?;
    let address = listener.local_addr().map_err(|e| taken(address, &e))?;
    let router = routes::router(site, address);
    tell::print(&format!("http://{address}/\n"))?;
    console.note("open this address in a browser; Ctrl-C stops");
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(asked_to_stop());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file handles, most likely: some will be free in a moment.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD_SIZE)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let watched = open.watch(connection);
        // A reader that hangs up is no fault of ours.
        tokio::spawn(async move { drop(watched.await) });
    }
    tokio::select! {
        () = open.shutdown() => {}
        () = sleep(GRACE) => {}
    }
    Ok(())
}

async fn asked_to_stop() {
    while !interrupt::asked() {
        sleep(Duration::from_millis(100)).await;
    }
}

fn taken(address: SocketAddr, error: &std::io::Error) -> Fault {
    let port = address.port();
    match error.kind() {
        std::io::ErrorKind::AddrInUse => Fault::new(
            "--port",
            format!("port {port} is in use by another program"),
            "choose another one with --port, or let --port 0 find a free one",
        ),
        std::io::ErrorKind::PermissionDenied => Fault::new(
            "--port",
            format!("port {port} may not be used by this account"),
            "choose one above 1023 with --port",
        ),
        _ => Fault::new(
            "--port",
            format!("cannot listen on {address} ({error})"),
            "choose another one with --port",
        ),
    }
}
