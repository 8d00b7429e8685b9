//! From addresses to bytes, politely and safely: what `hiwar watch` asks of the web.
//!
//! One request at a time, a pause between two of one host, what `robots.txt` asks for, and the validators of the last
//! answer, so that what has not changed is not sent again. Only http and https, and only public addresses unless the
//! caller allows others. Does not know what the bytes say.

mod feeds;
mod guard;
mod robots;

pub use feeds::{Feed, Feeds};

use guard::Public;
use robots::Robots;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// Names itself, so that an outlet can speak to whoever runs it.
const NAME: &str = concat!("hiwar/", env!("CARGO_PKG_VERSION"));
/// How many redirections are followed.
const HOPS: usize = 5;
/// The longest answer that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// How long a host's wishes are remembered.
const ROBOTS: Duration = Duration::from_secs(24 * 3600);

/// What an answer said of its version, to ask again with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`, as the server wrote it.
    pub modified: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub enum Got {
    /// As it was when last asked.
    Unchanged,
    /// The bytes, and what to ask with next time.
    New {
        /// At most 16 MB.
        bytes: Vec<u8>,
        /// To ask with next time.
        validators: Validators,
    },
}

/// Why there is no answer.
#[derive(Debug)]
pub struct Trouble {
    /// In words.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
    /// It may well be gone when asked again.
    pub passing: bool,
    /// How long the server asks to be left alone.
    pub wait: Option<Duration>,
}

impl Trouble {
    /// Trouble that stays.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
            passing: false,
            wait: None,
        }
    }

    /// Trouble that may pass.
    fn passing(what: impl Into<String>) -> Self {
        Self {
            passing: true,
            ..Self::new(what, "it is asked again later")
        }
    }
}

/// A polite client.
pub struct Client {
    agent: Agent,
    pause: Duration,
    /// When each host was last asked.
    asked: HashMap<String, Instant>,
    robots: HashMap<String, (Instant, Robots)>,
}

impl Client {
    /// A client that pauses so long between two requests of one host and waits so long for an answer; `private`: hosts of
    /// the own network may be asked.
    pub fn new(pause: Duration, patience: Duration, private: bool) -> Self {
        let config = Agent::config_builder()
            .user_agent(NAME)
            .timeout_global(Some(patience))
            // Redirections are followed here, each looked at first.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy resolves names itself, behind the guard's back.
            .proxy(None)
            .build();
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), Public::new(private)),
            pause,
            asked: HashMap::new(),
            robots: HashMap::new(),
        }
    }

    /// Asks for an address; with the validators of the last answer, where there was one.
    ///
    /// # Errors
    /// Why there is no answer: the address is refused, the host is silent, or says no.
    pub fn get(&mut self, address: &str, last: &Validators) -> Result<Got, Trouble> {
        let response = self.follow(guard::admitted(address)?, Some(last), true)?;
        match response.status().as_u16() {
            304 => Ok(Got::Unchanged),
            200 => answer(response),
            status => Err(refused(status, response.headers())),
        }
    }

    /// Follows redirections to an answer; `asking`: what each host's `robots.txt` asks for is kept to.
    fn follow(
        &mut self,
        mut url: Url,
        last: Option<&Validators>,
        asking: bool,
    ) -> Result<Response<ureq::Body>, Trouble> {
        for _ in 0..=HOPS {
            if asking && !self.robots(&url).allows(&url) {
                let what = "robots.txt asks programs not to read it";
                return Err(Trouble::new(what, "leave it out, or ask the outlet"));
            }
            let response = self.ask(&url, last)?;
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                return Ok(response);
            }
            let to = text(response.headers(), header::LOCATION).unwrap_or_default();
            let to = url.join(&to).map(String::from).unwrap_or(to);
            url = guard::admitted(&to)?;
        }
        let what = format!("is redirected more than {HOPS} times");
        Err(Trouble::new(what, "check the address in a browser"))
    }

    /// What a host asks of programs. A host that has no such file, or cannot be reached, asks for nothing.
    fn robots(&mut self, url: &Url) -> Robots {
        let host = url.origin().ascii_serialization();
        if let Some((at, robots)) = self.robots.get(&host)
            && at.elapsed() < ROBOTS
        {
            return robots.clone();
        }
        let mut robots = Robots::default();
        if let Ok(place) = url.join("/robots.txt")
            && let Ok(mut response) = self.follow(place, None, false)
            && response.status() == 200
        {
            let body = response.body_mut().with_config().limit(LARGEST / 16);
            robots = Robots::parse(&body.read_to_string().unwrap_or_default(), NAME);
        }
        self.robots.insert(host, (Instant::now(), robots.clone()));
        robots
    }

    /// One request, after the pause that its host is due.
    fn ask(&mut self, url: &Url, last: Option<&Validators>) -> Result<Response<ureq::Body>, Trouble> {
        let host = url.host_str().unwrap_or_default().to_owned();
        if let Some(before) = self.asked.get(&host) {
            std::thread::sleep(self.pause.saturating_sub(before.elapsed()));
        }
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = last.and_then(|l| l.etag.as_ref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = last.and_then(|l| l.modified.as_ref()) {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let response = request.call();
        self.asked.insert(host, Instant::now());
        response.map_err(|e| trouble(&e))
    }
}

fn answer(mut response: Response<ureq::Body>) -> Result<Got, Trouble> {
    let validators = Validators {
        etag: text(response.headers(), header::ETAG),
        modified: text(response.headers(), header::LAST_MODIFIED),
    };
    let body = response.body_mut().with_config().limit(LARGEST);
    let bytes = body.read_to_vec().map_err(|e| trouble(&e))?;
    Ok(Got::New { bytes, validators })
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn refused(status: u16, headers: &HeaderMap) -> Trouble {
    let trouble = match status {
        401 | 403 => Trouble::new("may not be read without an account", "leave it out"),
        404 | 410 => Trouble::new("is not there (any more)", "check the address"),
        429 => Trouble::passing("was asked too often"),
        500..=599 => Trouble::passing("has trouble of its own"),
        _ => Trouble::new("gives no page", "check the address in a browser"),
    };
    // A date may stand there, too; the pause between two askings is long enough then.
    let seconds = text(headers, header::RETRY_AFTER).and_then(|t| t.trim().parse().ok());
    Trouble {
        what: format!("{} (HTTP {status})", trouble.what),
        wait: seconds.map(Duration::from_secs),
        ..trouble
    }
}

fn trouble(error: &ureq::Error) -> Trouble {
    use ureq::Error::{BodyExceedsLimit, HostNotFound, Other, Timeout};
    match error {
        Timeout(_) => Trouble::passing("does not answer in time"),
        HostNotFound => Trouble::passing("has an unknown host"),
        BodyExceedsLimit(_) => Trouble::new(
            format!("is longer than a page can be ({} MB)", LARGEST >> 20),
            "leave it out",
        ),
        Other(inner) if inner.is::<guard::Private>() => {
            Trouble::new(guard::PRIVATE, "say --private to allow that")
        }
        other => Trouble::passing(format!("cannot be had ({other})")),
    }
}
