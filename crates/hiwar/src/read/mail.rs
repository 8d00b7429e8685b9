//! Mail saved as a file (EML): subject, date and text of the letter.

use super::decode::NoText;
use super::html;
use super::report::Report;
use mail_parser::MessageParser;

/// Fields that a letter's head has; two of them make a letter.
const FIELDS: [&str; 8] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "message-id:",
    "received:",
    "mime-version:",
    "return-path:",
];

/// Whether the first lines are the head of a letter.
pub fn is_mail(start: &[u8]) -> bool {
    let head = String::from_utf8_lossy(start.get(..8192).unwrap_or(start)).to_ascii_lowercase();
    let named = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    let fields = head.lines().take_while(|l| !l.trim().is_empty());
    let first = head.lines().next().is_some_and(named);
    first && fields.filter(|l| FIELDS.iter().any(|f| l.starts_with(f))).count() >= 3
}

/// Reads a letter.
///
/// # Errors
/// Why there is no report in it, with a remedy.
pub fn report(bytes: &[u8]) -> Result<Report, NoText> {
    const EMPTY: NoText = (
        "is a letter without text",
        "save what is attached to it as files of their own",
    );
    let letter = MessageParser::default().parse(bytes).ok_or(EMPTY)?;
    let plain = letter.body_text(0).map(|t| t.into_owned());
    let page = || letter.body_html(0).map(|h| html::fragment(&h));
    let only_page = letter.text_body.is_empty() || letter.text_body == letter.html_body;
    let body = if only_page { page().or(plain) } else { plain };
    let body = body.filter(|b| !b.trim().is_empty()).ok_or(EMPTY)?;
    let title = letter
        .subject()
        .map(|s| s.trim().to_owned())
        .filter(|s| !s.is_empty());
    let text = match &title {
        Some(title) if !body.contains(title.as_str()) => format!("{title}\n\n{body}"),
        _ => body,
    };
    Ok(Report {
        text,
        title,
        author: letter
            .from()
            .and_then(|f| f.first())
            .and_then(|a| a.name().or(a.address()))
            .map(str::to_owned),
        published: letter.date().map(|d| d.to_rfc3339()),
        ..Report::default()
    })
}
