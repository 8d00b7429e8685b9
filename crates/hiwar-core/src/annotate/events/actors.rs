//! Who acts in an event, where the clause itself may name nobody.

use super::super::cast::{Cast, Reader, push};
use super::trigger::{Kind, Trigger};

/// Who acts and who is acted on: in the clause; else who acted last, where the subject is dropped; talks without parties
/// are those of the document's two sides.
pub(super) fn cast(reader: &Reader<'_, '_>, trigger: &Trigger<'_>) -> Cast {
    let mut cast = reader.cast(trigger.start, trigger.at, trigger.end);
    if trigger.kind == Kind::Talks && !cast.between.is_empty() {
        // `استضافت عمان محادثات بين طهران والرياض`
        cast.together = true;
        for name in std::mem::take(&mut cast.between) {
            push(&mut cast.actors, &name);
        }
    }
    if told_of(reader, trigger) {
        let named = reader.cast(trigger.at, trigger.at, trigger.end);
        let told = reader
            .acted_last(trigger.at)
            .or_else(|| reader.speaker(trigger.at));
        cast.actors = told.into_iter().collect();
        cast.recipients = named.actors.into_iter().chain(named.recipients).collect();
        cast.recipients.retain(|r| !cast.actors.contains(r));
    }
    if reader
        .page
        .pack
        .entry_named(trigger.rule)
        .is_some_and(|e| e.flag("speaker"))
    {
        // `ندعو الحكومة إلى …`, `اتفقنا مع السودان`: whoever says it, with those behind مع.
        let named = reader.cast(trigger.at, trigger.at, trigger.end);
        let speaker: Vec<String> = reader.speaker(trigger.at).into_iter().collect();
        let others = named.actors.into_iter();
        (cast.actors, cast.recipients) = if named.together {
            (speaker.into_iter().chain(others).collect(), named.recipients)
        } else {
            (speaker, others.chain(named.recipients).collect())
        };
    }
    if trigger.nominal && trigger.pronoun && trigger.kind == Kind::Talks {
        // `خلال لقائه الرئيس الروسي`: he who is told of meets those named behind.
        let named = reader.cast(trigger.at, trigger.at, trigger.end);
        let told = reader
            .acted_last(trigger.at)
            .or_else(|| reader.speaker(trigger.at));
        let met = named.actors.into_iter().chain(named.recipients);
        let met: Vec<String> = met.filter(|n| told.as_ref() != Some(n)).collect();
        (cast.actors, cast.recipients) = (told.into_iter().collect(), met);
    }
    if cast.actors.is_empty() {
        cast.actors = unnamed(reader, trigger, &cast.recipients);
    }
    cast.recipients.retain(|r| !cast.actors.contains(r));
    if trigger.host && !cast.together && cast.recipients.len() == 1 && cast.actors.len() == 1 {
        // `استقبل`: the visitor acts, the host receives.
        std::mem::swap(&mut cast.actors, &mut cast.recipients);
    }
    cast
}

/// `رفضه شروط الحركة`, `أعلن إطلاق سراح جنود سودانيين`: he who is told of acts, those named behind are acted on.
fn told_of(reader: &Reader<'_, '_>, trigger: &Trigger<'_>) -> bool {
    let own = trigger.pronoun && trigger.kind == Kind::Other;
    let freed = || {
        let before = reader.cast(trigger.start, trigger.at, trigger.at);
        trigger.mode == Some("release") && before.actors.is_empty()
    };
    trigger.nominal && (own || freed())
}

/// Who acts where no party is named: the first of these that gives anybody.
fn unnamed(reader: &Reader<'_, '_>, trigger: &Trigger<'_>, acted_on: &[String]) -> Vec<String> {
    let talks = trigger.kind == Kind::Talks;
    let both = || reader.parties.both().to_vec();
    let speaker = || {
        let name = reader.speaker(trigger.start).into_iter();
        name.filter(|n| !acted_on.contains(n)).collect::<Vec<_>>()
    };
    let named = || {
        let span = reader.clauses.span(trigger.start, trigger.end);
        let parties = reader.parties.within(span).into_iter();
        parties.map(|p| p.name.clone()).collect::<Vec<_>>()
    };
    // Nobody is a visitor for being named in the clause: where to is named there, too.
    let visit = trigger.mode == Some("visit") && !trigger.nominal;
    let untold = trigger.dropped || trigger.relative || trigger.nominal;
    let ways: [(bool, &dyn Fn() -> Vec<String>); 9] = [
        (trigger.nominal, &|| reader.any_group(trigger.start, trigger.at)),
        (true, &|| reader.group(trigger.start, trigger.at, trigger.end)),
        // `ستعقد جولة جديدة`: those who talk are the two sides, not who speaks.
        (talks && trigger.mode.is_none() && acted_on.is_empty(), &both),
        (untold && !trigger.of_a_thing, &speaker),
        // `قال البنتاغون إن 2500 جندي انسحبوا`: whose they are is said by who speaks.
        (trigger.plover == "RETREAT", &|| {
            reader.said_by(trigger.at).into_iter().collect()
        }),
        // were killed by militants
        (reader.passive(trigger.at), &|| {
            reader.any_group(trigger.at, trigger.end)
        }),
        (trigger.plover == "PROTEST", &|| {
            reader.any_group(trigger.start, trigger.end)
        }),
        (talks && !visit, &both),
        // `الحوار الليبي`: all that is said of who talks.
        (talks && !visit, &named),
    ];
    let given = ways.iter().filter(|(fits, _)| *fits).map(|(_, way)| way());
    given
        .into_iter()
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}
