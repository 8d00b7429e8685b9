//! What a host asks of programs (RFC 9309). The crates that read it are old or bring twenty others along; the rules are these.

use url::Url;

/// The rules for this program: whether they allow, and the path they are about.
#[derive(Clone, Debug, Default)]
pub struct Robots {
    rules: Vec<(bool, String)>,
}

impl Robots {
    /// The rules for a program of this name (`hiwar/0.1.0`); those for all where none name it.
    pub fn parse(text: &str, name: &str) -> Self {
        let name = name.split('/').next().unwrap_or(name).to_ascii_lowercase();
        let (mut own, mut all): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        let mut named = false;
        // Groups: one or more agents, then their rules.
        let (mut for_us, mut for_all, mut in_rules) = (false, false, true);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if in_rules {
                        (for_us, for_all, in_rules) = (false, false, false);
                    }
                    for_us |= value.eq_ignore_ascii_case(&name);
                    for_all |= value == "*";
                    named |= for_us;
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = (key == "allow", value.to_owned());
                    if for_us {
                        own.push(rule.clone());
                    }
                    if for_all {
                        all.push(rule);
                    }
                }
                _ => {}
            }
        }
        let mut rules = if named { own } else { all };
        rules.retain(|(_, path)| !path.is_empty());
        Self { rules }
    }

    /// Whether an address may be read: the longest rule that fits decides, and of two as long the one that allows.
    pub fn allows(&self, url: &Url) -> bool {
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule, &path));
        fitting
            .max_by_key(|(allow, rule)| (rule.len(), *allow))
            .is_none_or(|(allow, _)| *allow)
    }
}

/// Whether a rule fits a path: it is the path's beginning, `*` is anything, `$` is the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, whole) = match rule.strip_suffix('$') {
        Some(rule) => (rule, true),
        None => (rule, false),
    };
    let mut pieces = rule.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    for (i, piece) in pieces.iter().enumerate() {
        let last = whole && i + 1 == pieces.len();
        let at = if last { rest.rfind(piece) } else { rest.find(piece) };
        let Some(after) = at.and_then(|at| rest.get(at + piece.len()..)) else {
            return false;
        };
        rest = after;
    }
    !whole || rest.is_empty() || pieces.last().is_some_and(|p| p.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        let url = Url::parse("https://host.example")
            .and_then(|u| u.join(path))
            .unwrap();
        Robots::parse(robots, "hiwar/0.1.0").allows(&url)
    }

    #[test]
    fn the_longest_rule_decides() {
        let all =
            "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nDisallow: /s?q=";
        assert!(allows(all, "/news/1"));
        assert!(!allows(all, "/private/1"));
        assert!(allows(all, "/private/open/1"));
        assert!(!allows(all, "/a/b.pdf"));
        assert!(allows(all, "/a/b.pdf.html"));
        assert!(!allows(all, "/s?q=talks"));
        assert!(allows("", "/x") && allows("User-agent: *\nDisallow:", "/x"));
    }

    #[test]
    fn a_group_that_names_us_goes_before_the_one_for_all() {
        let both =
            "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Hiwar\nDisallow: /no # here\n";
        assert!(allows(both, "/yes") && !allows(both, "/no/1"));
        assert!(!allows(
            "User-agent: other\nAllow: /\nUser-agent: *\nDisallow: /",
            "/x"
        ));
    }
}
