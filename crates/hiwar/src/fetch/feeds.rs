//! The list of feeds to watch: a TOML file of the user's.

use crate::fault::{Fault, Result};
use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};
use std::path::Path;
use std::time::Duration;

/// What to watch, and how often.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// How often each feed is asked.
    #[serde(default = "quarter", deserialize_with = "duration")]
    pub every: Duration,
    /// How long to pause between two requests of one host.
    #[serde(default = "moment", deserialize_with = "duration")]
    pub pause: Duration,
    /// How long an answer may take.
    #[serde(default = "half_a_minute", deserialize_with = "duration")]
    pub patience: Duration,
    /// The feeds.
    #[serde(default)]
    pub feed: Vec<Feed>,
}

/// A feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Who publishes it; otherwise what the pages or the feed say.
    pub outlet: Option<String>,
    /// BCP 47; otherwise what the pages or the feed say.
    pub lang: Option<String>,
    /// Whether the pages that its entries link to are read; otherwise the entries' own text is.
    #[serde(default = "yes")]
    pub pages: bool,
    /// How often this one is asked.
    #[serde(default, deserialize_with = "some_duration")]
    pub every: Option<Duration>,
}

const fn quarter() -> Duration {
    Duration::from_secs(15 * 60)
}

const fn moment() -> Duration {
    Duration::from_secs(2)
}

const fn half_a_minute() -> Duration {
    Duration::from_secs(30)
}

const fn yes() -> bool {
    true
}

fn duration<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Duration, D::Error> {
    let text = String::deserialize(from)?;
    let given: SignedDuration = text.parse().map_err(serde::de::Error::custom)?;
    given.try_into().map_err(serde::de::Error::custom)
}

fn some_duration<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<Duration>, D::Error> {
    duration(from).map(Some)
}

impl Feeds {
    /// Reads the list.
    ///
    /// # Errors
    /// The file cannot be read, or is no such list; the message has the line.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Fault::reading(path, &e))?;
        let feeds: Self = toml::from_str(&text).map_err(|e| {
            let before = text.get(..e.span().map_or(0, |s| s.start)).unwrap_or_default();
            let at = format!("{}:{}", path.display(), before.matches('\n').count() + 1);
            let remedy = "a feed is [[feed]], then url = \"https://…\"; times are \"15m\", \"2h\"";
            Fault::new(at, e.message().to_owned(), remedy)
        })?;
        if feeds.feed.is_empty() {
            return Err(Fault::of(
                path,
                "names no feed",
                "write [[feed]], then url = \"https://…\"",
            ));
        }
        Ok(feeds)
    }
}
