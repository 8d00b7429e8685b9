//! HTML as a browser would read it, as far as the tests need it.
#![allow(clippy::expect_used)] // a test may panic

/// A start tag: its name and attributes.
pub type Tag = (String, Vec<(String, String)>);

/// Splits a page into start tags and the text between, as a browser would; scripts and styles are left out.
pub fn parse(page: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text, mut rest) = (Vec::new(), String::new(), page);
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        if rest.starts_with('/') || rest.starts_with('!') {
            rest = &rest[rest.find('>').expect("a tag ends") + 1..];
            continue;
        }
        let (tag, after) = start_tag(rest);
        rest = after;
        if tag.0 == "script" || tag.0 == "style" {
            rest = &rest[rest.find(&format!("</{}", tag.0)).expect("it closes")..];
        }
        tags.push(tag);
    }
    (tags, text)
}

fn start_tag(rest: &str) -> (Tag, &str) {
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .expect("a name ends");
    let (name, mut rest) = rest.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return ((name.to_lowercase(), attributes), after);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=' || c == '>')
            .expect("an attribute ends");
        let key = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            let end = after.find('"').expect("a value ends");
            value = &after[..end];
            rest = &after[end + 1..];
        }
        attributes.push((key, value.to_owned()));
    }
}

/// Every value of an attribute.
pub fn values<'t>(tags: &'t [Tag], key: &str) -> Vec<&'t str> {
    let all = tags.iter().flat_map(|(_, attributes)| attributes);
    all.filter(|(name, _)| name == key)
        .map(|(_, value)| value.as_str())
        .collect()
}

/// Text as a browser shows it.
pub fn unescape(text: &str) -> String {
    let signs = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
    ];
    signs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
