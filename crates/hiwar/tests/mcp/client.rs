//! A client of a few lines: requests by hand, over the pipes of the binary or over a socket.

use super::common::Bench;
use super::common::told::{root, run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Stdio};
use std::sync::OnceLock;

/// The record of sample/, made once, in a bench of its own.
pub fn record() -> Bench {
    static RECORD: OnceLock<Vec<u8>> = OnceLock::new();
    let made = RECORD.get_or_init(|| {
        let bench = Bench::new();
        let sample = root().join("sample");
        let ran = run(&bench, &["build", sample.to_str().unwrap(), "-o", "t.hiwar"]);
        assert!(ran.status <= 1, "{}", ran.err);
        bench.bytes("t.hiwar")
    });
    let bench = Bench::new();
    bench.write("t.hiwar", made);
    bench
}

fn start(bench: &Bench, more: &[&str]) -> Child {
    let mut command = bench.command(&[&["mcp", "t.hiwar"], more].concat());
    command.env_remove("HIWAR_DATA");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A client on standard input and output.
pub struct Assistant {
    pub bench: Bench,
    /// What the server said of itself.
    pub hello: Value,
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    err: ChildStderr,
    asked: u64,
}

impl Assistant {
    pub fn of_sample() -> Self {
        Self::over(record())
    }

    /// Over `t.hiwar` of a bench.
    pub fn over(bench: Bench) -> Self {
        let mut child = start(&bench, &[]);
        let mut new = Self {
            to: child.stdin.take(),
            from: BufReader::new(child.stdout.take().unwrap()),
            err: child.stderr.take().unwrap(),
            bench,
            hello: Value::Null,
            child,
            asked: 0,
        };
        let client = json!({"name": "a test", "version": "0"});
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client});
        new.hello = new.ask("initialize", hello)["result"].clone();
        new.write(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        new
    }

    fn write(&mut self, message: &Value) {
        let pipe = self.to.as_mut().unwrap();
        pipe.write_all(format!("{message}\n").as_bytes()).unwrap();
    }

    /// The whole reply to a request.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        self.write(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        let reply: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        assert_eq!(reply["id"], self.asked, "{reply}");
        reply
    }

    #[track_caller]
    fn called(&mut self, tool: &str, given: Value) -> (bool, String) {
        let reply = self.ask("tools/call", json!({"name": tool, "arguments": given}));
        let result = &reply["result"];
        let text = result["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("{tool}: {reply}"));
        (result["isError"] == true, text.to_owned())
    }

    /// What a tool answers.
    #[track_caller]
    pub fn tell(&mut self, tool: &str, given: Value) -> Value {
        let (wrong, text) = self.called(tool, given);
        assert!(!wrong, "{tool}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Why a tool does not answer.
    #[track_caller]
    pub fn refused(&mut self, tool: &str, given: Value) -> String {
        let (wrong, text) = self.called(tool, given);
        assert!(wrong, "{tool}: {text}");
        text
    }

    /// The rows that `hiwar show` prints.
    pub fn shown(&self, list: &str) -> Vec<Value> {
        let ran = run(&self.bench, &["show", list, "t.hiwar", "--json"]);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// Ends its input: exit status, what else it printed, standard error.
    pub fn close(&mut self) -> (i32, String, String) {
        drop(self.to.take());
        self.ended()
    }

    fn ended(&mut self) -> (i32, String, String) {
        let (mut out, mut err) = (String::new(), String::new());
        self.from.read_to_string(&mut out).unwrap();
        self.err.read_to_string(&mut err).unwrap();
        (self.child.wait().unwrap().code().unwrap_or(-1), out, err)
    }

    /// Presses Ctrl-C while its input is open: exit status, and what else it printed.
    pub fn interrupt(&mut self) -> (i32, String) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill").args(["-INT", &id]).status();
        assert!(sent.unwrap().success());
        let (status, out, _) = self.ended();
        (status, out)
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The server over HTTP, on a free port.
pub struct Web {
    _bench: Bench,
    child: Child,
    /// `127.0.0.1:PORT`.
    pub host: String,
}

impl Web {
    pub fn of_sample() -> Self {
        let bench = record();
        let mut child = start(&bench, &["--http", "--port", "0"]);
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://");
        let host = address
            .and_then(|l| l.strip_suffix("/mcp"))
            .unwrap_or_else(|| panic!("{line:?}"));
        Self {
            host: host.to_owned(),
            _bench: bench,
            child,
        }
    }

    /// Asks as the protocol does it: status and body.
    pub fn post(&self, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let own = [
            ("Content-Type", "application/json"),
            ("Accept", "application/json, text/event-stream"),
        ];
        self.send("POST", "/mcp", &[&own, headers].concat(), body)
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", body.len());
        let mut stream = TcpStream::connect(&self.host).unwrap();
        // Too long a body is refused before all of it was sent.
        let _ = stream.write_all((head + body).as_bytes());
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let all = String::from_utf8(all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
