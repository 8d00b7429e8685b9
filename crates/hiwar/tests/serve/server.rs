//! The binary as a server, and a client of a few lines.

use super::common::Bench;
use super::common::told::{root, run};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::OnceLock;

/// A server on a free port, over a record of its own.
pub struct Server {
    pub bench: Bench,
    pub child: Child,
    /// `127.0.0.1:PORT`.
    pub host: String,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// Lower-case names.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

/// The record of sample/, made once.
fn sample() -> &'static [u8] {
    static RECORD: OnceLock<Vec<u8>> = OnceLock::new();
    RECORD.get_or_init(|| {
        let bench = Bench::new();
        let ran = run(
            &bench,
            &["build", root().join("sample").to_str().unwrap(), "-o", "t.hiwar"],
        );
        assert!(ran.status <= 1, "{}", ran.err);
        bench.bytes("t.hiwar")
    })
}

impl Server {
    /// Over the record of sample/.
    pub fn of_sample() -> Self {
        Self::over(Self::sample())
    }

    /// A bench with the record of sample/.
    pub fn sample() -> Bench {
        let bench = Bench::new();
        bench.write("t.hiwar", sample());
        bench
    }

    /// Over `t.hiwar` of a bench.
    pub fn over(bench: Bench) -> Self {
        Self::with(bench, &["--by", "هناء"])
    }

    /// The same with more arguments.
    pub fn with(bench: Bench, more: &[&str]) -> Self {
        let mut command = bench.command(&[&["serve", "t.hiwar", "--port", "0"], more].concat());
        command.env_remove("HIWAR_DATA").env_remove("HIWAR_AUTHOR");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let host = line
            .trim()
            .strip_prefix("http://")
            .and_then(|l| l.strip_suffix('/'));
        let host = host.unwrap_or_else(|| panic!("no address: {line:?}")).to_owned();
        Self { bench, child, host }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// One request; `Host` is the server's own where `headers` has none.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(method, path, headers, "")
    }

    /// The secret that forms of this server bring.
    pub fn token(&self) -> String {
        let page = self.get("/people").body;
        let start = page.find("name=\"token\" value=\"").unwrap() + 20;
        page[start..].split('"').next().unwrap().to_owned()
    }

    /// Sends a form as a page of the server does it, with its token.
    pub fn form(&self, verb: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token();
        let fields = [&[("token", token.as_str())], fields].concat();
        let origin = format!("http://{}", self.host);
        self.post(
            verb,
            &fields,
            &[("Origin", &origin), ("Sec-Fetch-Site", "same-origin")],
        )
    }

    /// Sends a form.
    pub fn post(&self, verb: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let form = ("Content-Type", "application/x-www-form-urlencoded");
        let has = headers.iter().any(|(name, _)| *name == form.0);
        let headers = if has {
            headers.to_vec()
        } else {
            [headers, &[form]].concat()
        };
        self.send("POST", &format!("/rulings/{verb}"), &headers, &pairs.join("&"))
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all((head + "\r\n" + body).as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let all = String::from_utf8(all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let pair = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_lowercase(), value.trim().to_owned())
        };
        Reply {
            status,
            headers: lines.map(pair).collect(),
            body: body.to_owned(),
        }
    }

    /// The rows of a list.
    pub fn rows(&self, list: &str) -> Vec<serde_json::Value> {
        self.get(&format!("/{list}.json"))
            .json()
            .as_array()
            .unwrap()
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A part of an address, with everything but plain signs escaped.
pub fn escaped(part: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    part.bytes().map(one).collect()
}
