//! Takes out what a page itself calls furniture, by the names of its elements and classes: captions, sharing, related
//! links, newsletters. These names are English on pages of every language.

use dom_query::{Document, NodeRef};

/// Elements that hold no report.
const ELEMENTS: &str =
    "figcaption, nav, footer, form, button, iframe, noscript, select, aside, object, embed, svg";

/// Parts of class names and ids (split at anything but letters and digits) that say so.
const WORDS: [&str; 62] = [
    "caption",
    "captions",
    "figcaption",
    "credit",
    "credits",
    "related",
    "newsletter",
    "newsletters",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "addtoany",
    "addthis",
    "advert",
    "advertisement",
    "ads",
    "ad",
    "promo",
    "recirc",
    "trending",
    "popular",
    "recommended",
    "recommendations",
    "recommend",
    "breadcrumb",
    "breadcrumbs",
    "tags",
    "comments",
    "comment",
    "respond",
    "disqus",
    "subscribe",
    "subscription",
    "signup",
    "bio",
    "copyright",
    "toolbar",
    "readmore",
    "outbrain",
    "taboola",
    "sidebar",
    "widget",
    "gallery",
    "slideshow",
    "carousel",
    "pagination",
    "pager",
    "navigation",
    "menu",
    "nav",
    "footer",
    "cookie",
    "cookies",
    "modal",
    "popup",
    "jetpack",
    "printfriendly",
    "hidden",
    "byline",
    "reklam",
    "sponsored",
];

/// A part that holds more than this share of the page's text is the report, whatever it is called (in hundredths).
const LARGEST: usize = 30;

/// A line of nothing but links is no longer, in characters: what is longer is text that is linked.
const LINKS: usize = 220;

/// Removes furniture from a page.
pub fn remove(document: &Document) {
    document.select("script, style, template").remove();
    let Some(body) = document.body() else { return };
    let most = body.normalized_char_count() * LARGEST / 100;
    document.select(ELEMENTS).nodes().iter().for_each(|node| {
        if node.normalized_char_count() <= most {
            node.remove_from_parent();
        }
    });
    for node in document.select("body [class], body [id]").nodes() {
        if is_called_furniture(node) && node.normalized_char_count() <= most {
            node.remove_from_parent();
        }
    }
    for node in document
        .select("body p, body li, body h2, body h3, body h4, body h5")
        .nodes()
    {
        if only_links(node) {
            node.remove_from_parent();
        }
    }
}

/// Whether a part of the page lies in what is no report: a list of others, a menu. Bylines hold dates of their own.
pub fn holds(node: &NodeRef<'_>) -> bool {
    let outside = |n: &NodeRef<'_>| {
        let named = ["aside", "nav", "footer", "form", "a"]
            .iter()
            .any(|e| n.has_name(e));
        let byline = n.class().is_some_and(|c| c.contains("byline"));
        named || (is_called_furniture(n) && !byline)
    };
    outside(node) || node.ancestors_it(None).any(|n| outside(&n))
}

fn is_called_furniture(node: &NodeRef<'_>) -> bool {
    if ["article", "main", "body", "html", "h1"]
        .iter()
        .any(|n| node.has_name(n))
    {
        return false;
    }
    [node.class(), node.id_attr()].into_iter().flatten().any(|names| {
        let names = names.to_ascii_lowercase();
        let mut parts = names.split(|c: char| !c.is_ascii_alphanumeric());
        parts.any(|part| WORDS.contains(&part))
    })
}

/// Whether most of its text is links: a list of other reports, not a paragraph with links in it.
fn only_links(node: &NodeRef<'_>) -> bool {
    let whole = node.normalized_char_count();
    if whole == 0 || whole > LINKS {
        return false;
    }
    let linked: usize = node.find(&["a"]).iter().map(NodeRef::normalized_char_count).sum();
    linked * 10 >= whole * 7
}
