//! Paragraphs as lines.

/// The lines of an article's text: trimmed, without empty ones.
pub fn of(text: &str) -> Vec<String> {
    text.lines().map(one).filter(|l| !l.is_empty()).collect()
}

/// A text on one line, a single space where there was any white space. Bidi marks stay as they are.
pub fn one(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Title, date and body, each part once, with a line break at the end of each line.
pub fn put_together(title: Option<&str>, date: Option<&str>, body: &[String]) -> String {
    let rest = match (title, body.split_first()) {
        (Some(title), Some((first, rest))) if first == title => rest,
        _ => body,
    };
    // Only the head of the article counts: a date deep in the text may be the same day told again.
    let date = date
        .map(one)
        .filter(|date| !rest.iter().take(3).any(|line| line.contains(date.as_str())));
    let lines = title
        .into_iter()
        .chain(date.as_deref())
        .chain(rest.iter().map(String::as_str));
    lines.fold(String::new(), |text, line| text + line + "\n")
}
