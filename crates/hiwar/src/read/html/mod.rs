//! Web pages: the article's text, and what the page says of it (title, author, outlet, date, language, address).
//!
//! dom_smoothie finds the article. Before it looks, what pages call furniture by their own class names is taken out
//! ([`furniture`]); what metadata say is read by [`meta`]; a date that only the page itself shows is put before the
//! article as a line of its own ([`shown`]), so that `annotate` reads it like any other dateline.

mod depth;
mod furniture;
mod lines;
mod meta;
mod shown;

use super::decode::{self, NoText};
use super::{dates, report::Report};
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

/// A report out of the bytes of a page. `charset` is what the transport says of their encoding.
///
/// # Errors
/// Why there is none, with a remedy.
pub fn report(bytes: &[u8], charset: Option<&str>) -> Result<Report, NoText> {
    let declared = decode::labelled(bytes, charset.or(meta::charset(bytes).as_deref()));
    let text = match declared {
        Some(text) => text,
        None => decode::decode(bytes)?.text,
    };
    page(&text)
}

/// The text of a piece of a page that is an article already (an entry of a feed, a letter): a paragraph a line.
pub fn fragment(html: &str) -> String {
    if depth::too_deep(html) {
        return String::new();
    }
    let document = Document::fragment(html);
    let text = document.formatted_text();
    lines::of(&text).join("\n")
}

/// Reads a page.
///
/// # Errors
/// What it is instead, with a remedy: nested too deeply, or nothing on it that is an article.
pub fn page(html: &str) -> Result<Report, NoText> {
    if depth::too_deep(html) {
        return Err((
            "is a web page whose tags are nested too deeply to be one",
            "save the report's text as a .txt file",
        ));
    }
    let document = Document::from(html);
    let mut page = meta::of(&document);
    // Metadata that are no date for machines may still be one for readers.
    let (stated, odd) = match page.published.take() {
        Some(given) if dates::published(&given, None).is_some() => (Some(given), None),
        given => (None, given),
    };
    page.published = stated;
    let shown = match page.published {
        Some(_) => None,
        None => shown::date(&document).or(odd),
    };
    furniture::remove(&document);
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config))
        .and_then(|mut reader| reader.parse())
        .map_err(|_| NO_ARTICLE)?;
    let body = lines::of(&article.text_content);
    if body.is_empty() {
        return Err(NO_ARTICLE);
    }
    let guessed = Some(article.title).filter(|t| !t.trim().is_empty());
    page.title = page
        .title
        .or(guessed)
        .map(|t| lines::one(&t))
        .filter(|t| !t.is_empty());
    page.text = lines::put_together(page.title.as_deref(), shown.as_deref(), &body);
    Ok(page)
}

const NO_ARTICLE: NoText = (
    "is a web page without an article",
    "save the report's text as a .txt file, if there is one on it",
);

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "أعلنت وزارة الخارجية أن الوفدين اتفقا على عقد الجولة المقبلة في بغداد، وأن لجنة فنية ستعد جدول الأعمال قبل ذلك بأسبوع، بحسب بيان نشر مساء اليوم.";

    fn read(head: &str, top: &str) -> Report {
        page(&format!(
            "<!DOCTYPE html><html lang=ar><head><title>الجولة المقبلة في بغداد | وكالة مسار</title>{head}</head><body>\
             <nav><a href=/>الرئيسية</a></nav><article><h1>الجولة المقبلة في بغداد</h1>{top}<p>{BODY}</p><p>{BODY}</p>\
             <p>{BODY}</p><figure><figcaption>صورة من اللقاء</figcaption></figure></article>\
             <div class='related-news'><a href=/2>خبر آخر</a></div></body></html>"
        ))
        .unwrap()
    }

    #[test]
    fn a_page_gives_its_article_a_paragraph_a_line() {
        let page = read("<meta property=og:site_name content='وكالة مسار'>", "");
        assert_eq!(page.title.as_deref(), Some("الجولة المقبلة في بغداد"));
        assert_eq!(page.outlet.as_deref(), Some("وكالة مسار"));
        assert_eq!(page.lang.as_deref(), Some("ar"));
        assert_eq!(
            page.text,
            format!("الجولة المقبلة في بغداد\n{BODY}\n{BODY}\n{BODY}\n")
        );
    }

    #[test]
    fn metadata_go_before_what_the_page_shows() {
        let graph = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
            {"@type":["NewsArticle"],"headline":"الجولة","datePublished":"2021-07-25T22:16:00+03:00",
            "author":[{"name":"سلمى"},{"name":"كريم"}],"publisher":{"name":"مسار"},"inLanguage":"ar-IQ"}]}</script>"#;
        let page = read(graph, "<time>25 تموز 2021</time>");
        assert_eq!(page.published.as_deref(), Some("2021-07-25T22:16:00+03:00"));
        assert_eq!(page.author.as_deref(), Some("سلمى، كريم"));
        assert_eq!(page.outlet.as_deref(), Some("مسار"));
        assert_eq!(page.text.matches("تموز").count(), 1, "{}", page.text);
    }

    #[test]
    fn a_date_that_only_the_page_shows_is_a_line_of_its_own() {
        let page = read("", "<span class='post-date'>الأحد 25 تموز 2021</span>");
        assert_eq!(page.text.lines().nth(1), Some("الأحد 25 تموز 2021"));
        assert_eq!(page.text.matches("تموز").count(), 1);
    }

    #[test]
    fn what_is_no_article_says_so() {
        assert_eq!(page("<html><body></body></html>"), Err(NO_ARTICLE));
        assert!(page(&"<div>".repeat(100_000)).is_err());
        assert!(page(&format!("<html>{}", "<b><i><a href=x>".repeat(50_000))).is_err());
    }
}
