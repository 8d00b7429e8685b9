//! Step 5: through whom the words came: who passed them on, in what they were said, and to whom.

use super::cues::Cue;
use super::phrase::{self, Source};
use super::reader::Reader;
use crate::lang::Features;

/// How words came to the reporter.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub via: Vec<String>,
    pub medium: Option<String>,
    pub addressee: Option<String>,
}

/// «بحسب …»: the source that it names, and where it ends.
pub(super) struct According {
    /// `None` where the speaker before is meant (على حد قوله), or the verb's subject is dropped.
    pub source: Option<Source>,
    /// One past its last token.
    pub end: usize,
    /// Nothing but the end of the sentence or a comma follows.
    pub closes: bool,
    /// The one named is where the words come from (نقلا عن).
    pub origin: bool,
    /// A verb stands in it (وفقا لما ذكره …): its index among the cues.
    pub cue: Option<usize>,
}

/// Reads «بحسب …» at a token; `None` where it names no source (وفق جدول زمني).
pub(super) fn according(r: &Reader<'_>, cues: &[Cue<'_>], at: usize) -> Option<According> {
    let hit = r.at(at, r.class.according).filter(|h| !h.glued.article)?;
    let entry = r.entry(hit);
    let origin = entry.flag("origin");
    let mut from = hit.to;
    let line_end = r.sentence(at).1;
    let closes =
        |end: usize| end >= line_end || r.is_comma(end) || r.page.folded(end) == "." || r.that(end).is_some();
    if entry.flag("carried") {
        return Some(According {
            source: None,
            end: hit.to,
            closes: closes(hit.to),
            origin,
            cue: None,
        });
    }
    let mut cue = None;
    if entry.flag("clause") {
        cue = (from..from + 2).find_map(|t| super::content::cue_at(cues, t));
        from = cues.get(cue?)?.hit.to;
        let about = (from..(from + 8).min(line_end))
            .find(|t| r.preposition(*t) == Some("about"))
            .filter(|_| {
                cue.and_then(|c| cues.get(c))
                    .is_some_and(|c| c.entry.flag("relays"))
            });
        from = about.map_or(from, |t| t + 1);
    }
    if r.preposition(from) == Some("for") {
        from += 1;
    }
    // «وفق هذا التقرير»
    if !known(r, from) && r.is(from, r.class.phrase_end) && r.kind(from + 1).is_some() {
        from += 1;
    }
    let glued = entry.text("prep").is_some();
    if !glued && r.is(from, r.class.no_source)
        || r.page.hits(from).iter().any(|h| h.class == r.class.no_source)
    {
        return None;
    }
    if !entry.flag("clause") && !known(r, from) {
        return None;
    }
    let parts = phrase::parts(r, from, line_end);
    let mut source = phrase::source(r, &parts);
    let typo = r.kind(from).is_some() && r.at(from, r.class.noun).is_none();
    if let Some(found) = source.as_mut().filter(|_| glued || typo) {
        unglue(r, from, found);
    }
    let end = source.as_ref().map_or(from, |s| s.end);
    // «وفقا لما ذكره مصدر مطلع لشبكة CNN، الاثنين.»
    let trails = || {
        let opens = |t: usize| r.that(t).is_some() || r.is_colon(t) || r.quote(t).is_some();
        cue.is_some() && line_end <= end + 22 && !(end..line_end).any(opens)
    };
    (source.is_some() || cue.is_some()).then(|| According {
        closes: closes(end) || trails(),
        source,
        end,
        origin,
        cue,
    })
}

/// Whether what stands here can say something: a mention, a speaking noun, a quoted name.
fn known(r: &Reader<'_>, from: usize) -> bool {
    let glued = |h: &crate::lang::Hit| h.class == r.class.noun || r.class.world.contains(&h.class);
    phrase::names_someone(r, from) || r.quote(from).is_some() || r.page.hits(from).iter().any(glued)
}

/// «وفقا للصحيفة» → «الصحيفة», «وفقا لوكالة …» → «وكالة …».
pub(super) fn unglue(r: &Reader<'_>, from: usize, source: &mut Source) {
    let first = r.page.tokens.span(from, from + 1);
    if source.span.is_some_and(|s| s.start == first.start)
        && let Some(name) = r.page.pack.without_preposition(&source.name)
    {
        source.name = name;
    }
}

/// What the tokens between `from` and `to` tell of the way the words came.
pub(super) fn read(r: &Reader<'_>, cues: &[Cue<'_>], from: usize, to: usize, chain: &mut Chain) {
    let mut i = from;
    while i < to {
        if let Some(found) = according(r, cues, i).filter(|a| !a.origin) {
            if let Some(source) = &found.source {
                add(r, chain, issuer(r, source));
            }
            i = found.end.max(i + 1);
            continue;
        }
        if let Some(hit) = r.at(i, r.class.platform) {
            add(r, chain, r.entry(hit).text("name").unwrap_or("").to_owned());
            chain.medium = Some("tweet".into());
        } else if let Some(hit) = medium(r, i) {
            let medium = r.entry(hit).text("medium").unwrap_or("").to_owned();
            chain.medium.get_or_insert(medium);
        }
        if let Some((name, end)) = outlet(r, i, to) {
            // «على منصة إكس»
            let posted = (i..end).any(|t| r.is(t, r.class.platform));
            posts(r, i, if posted { end } else { i }, chain);
            add(r, chain, if posted { String::new() } else { name });
            i = end.max(i + 1);
            continue;
        }
        if let Some(hit) = r.page.hits(i).iter().find(|h| h.class == r.class.audience) {
            chain.addressee = Some(r.page.tokens.span(hit.from, hit.to).name(r.page.text));
        }
        i += 1;
    }
}

/// Where the sentence of a cue says that its speaker posts: «كتب على حسابه في تويتر يقول: …».
pub(super) fn posts(r: &Reader<'_>, from: usize, to: usize, chain: &mut Chain) {
    if let Some(hit) = (from..to).find_map(|t| r.at(t, r.class.platform)) {
        add(r, chain, r.entry(hit).text("name").unwrap_or("").to_owned());
        chain.medium.get_or_insert("tweet".into());
    }
}

fn medium(r: &Reader<'_>, at: usize) -> Option<crate::lang::Hit> {
    r.page
        .hits(at)
        .iter()
        .find(|h| h.class == r.class.medium)
        .copied()
}

/// «لقناة الحرة», «مع صحيفة …», «لـ"رويترز"», «نقلتها وكالة …»: the outlet, and one past its last token.
fn outlet(r: &Reader<'_>, at: usize, to: usize) -> Option<(String, usize)> {
    let media = |h: &crate::lang::Hit| {
        h.class == r.class.outlet || h.class == r.class.noun && r.entry(*h).text("kind") == Some("media")
    };
    let before = at.checked_sub(1);
    let carried = before.is_some_and(|b| {
        r.preposition(b)
            .is_some_and(|p| matches!(p, "with" | "through" | "for" | "of" | "on" | "to"))
            || r.page.hits(b).iter().any(|h| {
                h.class == r.class.cue && h.features.has(Features::PRONOUN) && r.entry(*h).flag("passes")
            })
    });
    if let Some(q) = r.quote(at)
        && (carried || before.is_some_and(|b| r.preposition(b) == Some("for")))
    {
        let end = r.quote_end(q);
        return (r.words(q.from, end) <= 5).then(|| (r.name(q.from, end), r.quote_close(q)));
    }
    let to_whom = r.page.pack.without_preposition(r.page.folded(at)).is_some();
    let hit = r
        .page
        .hits(at)
        .iter()
        .find(|h| media(h) && (h.glued.preposition && to_whom || carried))?;
    let parts = phrase::parts(r, at, to);
    let mut source = phrase::source(r, &parts)?;
    if hit.glued.preposition {
        unglue(r, at, &mut source);
    }
    Some((source.name.clone(), source.end))
}

/// «بيان لمكتبه الإعلامي» → «مكتبه الإعلامي»: whose paper it is.
fn issuer(r: &Reader<'_>, source: &Source) -> String {
    let Some(span) = source.span else {
        return source.name.clone();
    };
    let from = r.page.tokens.at(span.start);
    let is_paper = r
        .page
        .hits(from)
        .iter()
        .any(|h| h.class == r.class.noun && r.entry(*h).text("kind") == Some("document"));
    let to = r.page.tokens.at(span.end.saturating_sub(1)) + 1;
    let issued = |t: usize| {
        let word = r.name(t, to);
        let long = r.page.folded(t).chars().count() > 3;
        // «أعدته لجنة البحث»: a word that is one as it stands has nothing glued to it.
        let whole = r.page.hits(t).iter().any(|h| h.glued.is_plain());
        r.page.pack.without_preposition(&word).filter(|_| long && !whole)
    };
    let named = (from + 1..to).take(2).find_map(issued).filter(|_| is_paper);
    named.unwrap_or_else(|| source.name.clone())
}

fn add(r: &Reader<'_>, chain: &mut Chain, name: String) {
    let own = [
        r.hints.outlet.as_deref(),
        r.found.outlet.as_ref().map(|o| o.value.name.as_str()),
    ];
    if name.is_empty() || own.contains(&Some(name.as_str())) || chain.via.contains(&name) {
        return;
    }
    chain.via.push(name);
}
