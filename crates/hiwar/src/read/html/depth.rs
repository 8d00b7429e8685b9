//! How deeply a page's tags are nested, before anything is built of them.

/// No page that people read is nested so deeply; trees deeper than that cost time that grows with the square.
const DEEPEST: usize = 1000;

/// Elements that have no end, or that mostly go without one.
const OPEN_ENDED: [&str; 26] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "path", "!doctype",
];

/// Whether more than [`DEEPEST`] elements are open at once. Looks at each byte once.
pub fn too_deep(html: &str) -> bool {
    let mut depth = 0usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind(comment, "-->");
            continue;
        }
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name.get(..end.min(12)).unwrap_or("").to_ascii_lowercase();
        if name.is_empty() || OPEN_ENDED.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        if name == "script" || name == "style" {
            rest = behind(rest, "</");
            continue;
        }
        let selfclosed = rest
            .find('>')
            .and_then(|e| rest.get(..e))
            .is_some_and(|t| t.ends_with('/'));
        depth += usize::from(!selfclosed);
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn behind<'t>(text: &'t str, mark: &str) -> &'t str {
    text.find(mark)
        .and_then(|at| text.get(at + mark.len()..))
        .unwrap_or("")
}
