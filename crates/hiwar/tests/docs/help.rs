//! The help of the binary, and whether a command line could be typed.

use super::common::Bench;
use std::collections::{BTreeMap, BTreeSet};

/// A command of the binary: what its help says.
#[derive(Debug, Default)]
pub struct Help {
    /// The help itself.
    pub text: String,
    /// The commands below it.
    pub commands: BTreeSet<String>,
    flags: BTreeSet<String>,
    /// Values that the first argument can have, where it is one of a list.
    values: BTreeSet<String>,
}

/// The help of `hiwar`, of each command and of each command below it, by the words that lead there.
pub fn helps() -> BTreeMap<String, Help> {
    let bench = Bench::new();
    let mut all = BTreeMap::new();
    let mut open = vec![Vec::<String>::new()];
    while let Some(words) = open.pop() {
        let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
        args.push("--help");
        let ran = bench.run(&args);
        assert_eq!(ran.status, 0, "hiwar {}: {}", args.join(" "), ran.err);
        let help = Help::of(&ran.out);
        for command in help.commands.iter().filter(|c| *c != "help") {
            open.push([words.clone(), vec![command.clone()]].concat());
        }
        all.insert(words.join(" "), help);
    }
    all
}

impl Help {
    pub fn of(text: &str) -> Self {
        let mut help = Help {
            text: text.to_owned(),
            ..Help::default()
        };
        let mut section = "";
        for line in text.lines() {
            if !line.starts_with(' ') && line.ends_with(':') {
                section = line;
            }
            let entry = line.trim_start();
            let first = entry.split_whitespace().next().unwrap_or("");
            let word = |w: &str| {
                w.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
                    .to_owned()
            };
            match section {
                "Commands:" if line.starts_with("  ") && !line.starts_with("   ") => {
                    help.commands.insert(first.to_owned());
                }
                "Options:" if entry.starts_with('-') => {
                    let flags = entry.split_whitespace().take_while(|w| w.starts_with('-'));
                    help.flags.extend(flags.map(|w| word(w).to_owned()));
                }
                "Arguments:" if entry.starts_with("- ") => {
                    let value = entry.trim_start_matches("- ").split(':').next().unwrap_or("");
                    help.values.insert(value.to_owned());
                }
                "Arguments:" => {
                    if let Some((_, list)) = entry.split_once("[possible values: ") {
                        help.values.extend(list.split(',').map(word));
                    }
                }
                _ => {}
            }
        }
        help
    }
}

/// What is wrong with one command line that begins with `hiwar`; nothing where it could be typed.
pub fn wrong(line: &str, helps: &BTreeMap<String, Help>) -> Option<String> {
    let mut at = String::new();
    let mut help = &helps[""];
    let mut first_argument = true;
    for word in line.split_whitespace().skip(1) {
        let word = word.trim_matches(|c| matches!(c, '`' | ',' | ';' | ')' | '…'));
        // What follows is for the shell, or is said of the command.
        if matches!(word, "|" | ">" | "<" | "#" | "&&") || word.is_empty() {
            break;
        }
        if let Some(flag) = word.strip_prefix('-').filter(|f| !f.is_empty()) {
            let flag = format!("-{}", flag.split('=').next().unwrap_or(flag));
            if !help.flags.contains(&flag) && !matches!(flag.as_str(), "--help" | "--version") {
                return Some(format!("`hiwar {at}` has no {flag}"));
            }
        } else if !help.commands.is_empty() {
            // `dialogue|rounds` and `check` or `forms` name several.
            for one in word.split('|') {
                let below = if at.is_empty() {
                    one.to_owned()
                } else {
                    format!("{at} {one}")
                };
                let Some(found) = helps.get(&below) else {
                    return Some(format!("there is no `hiwar {below}`"));
                };
                help = found;
            }
            let last = word.split('|').next_back().unwrap_or(word);
            at = if at.is_empty() {
                last.to_owned()
            } else {
                format!("{at} {last}")
            };
        } else if first_argument {
            first_argument = false;
            let placeholder = word.chars().all(|c| c.is_ascii_uppercase());
            let known = word.split('|').all(|one| help.values.contains(one));
            if !help.values.is_empty() && !placeholder && !known {
                return Some(format!("`hiwar {at}` does not know {word}"));
            }
        }
    }
    None
}

/// Every `hiwar …` of a text: lines of code blocks, and code within lines.
pub fn commands(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut block, mut shell) = (false, false);
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            block = !block;
            shell = trimmed == "```sh";
        } else if block && shell {
            let start = trimmed.find("hiwar ").filter(|at| {
                *at == 0
                    || trimmed[..*at].ends_with("| ")
                    || trimmed[..*at].ends_with("$ ")
                    || trimmed[..*at].ends_with("=1 ")
            });
            found.extend(start.map(|at| (number + 1, trimmed[at..].to_owned())));
        } else if !block {
            let code = line.split('`').skip(1).step_by(2);
            found.extend(
                code.filter(|c| c.starts_with("hiwar "))
                    .map(|c| (number + 1, c.to_owned())),
            );
        }
    }
    found
}
