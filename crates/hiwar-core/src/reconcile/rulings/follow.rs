//! What follows where somebody has ruled that talks or a round are none.

use crate::model::{DialogueRow, Record, RoundRow};
use crate::reconcile::archive::id;
use std::collections::BTreeSet;

/// Takes out of a record what is told of rejected talks and rounds alone: their lines of the timeline and their gaps.
/// What belonged to such a round belongs to none.
pub(crate) fn follow(record: &mut Record, talks: &[DialogueRow], mut rounds: Vec<RoundRow>) {
    let of = |round: &mut RoundRow| talks.iter().any(|d| d.id == round.dialogue);
    let theirs: Vec<RoundRow> = record.rounds.extract_if(.., of).collect();
    rounds.extend(theirs);
    let gone: BTreeSet<&str> = rounds.iter().map(|r| r.id.as_str()).collect();
    let is_gone = |round: &Option<String>| round.as_deref().is_some_and(|r| gone.contains(r));

    record
        .timeline
        .retain(|line| !(line.kind == "round" && is_gone(&line.round)));
    let told: BTreeSet<String> = talks.iter().map(|d| id("time", &["agreement", &d.id])).collect();
    record.timeline.retain(|line| !told.contains(&line.id));

    let of_rounds = rounds
        .iter()
        .flat_map(|r| ["round", "days"].map(|kind| id("gap", &[kind, &r.id])));
    let voices = talks.iter().flat_map(|d| {
        let of = |party: &String| id("gap", &["voice", &format!("{} {party}", d.id)]);
        d.parties.iter().map(of).collect::<Vec<_>>()
    });
    let missed: BTreeSet<String> = of_rounds.chain(voices).collect();
    record.gaps.retain(|gap| !missed.contains(&gap.id));

    let lines = record.timeline.iter_mut().map(|row| &mut row.round);
    let said = record.statements.iter_mut().map(|row| &mut row.round);
    let undertaken = record.commitments.iter_mut().map(|row| &mut row.round);
    for round in lines.chain(said).chain(undertaken) {
        if is_gone(round) {
            *round = None;
        }
    }
    for dialogue in &mut record.dialogues {
        let fewer = rounds.iter().filter(|r| r.dialogue == dialogue.id).count();
        dialogue.rounds = dialogue.rounds.saturating_sub(fewer);
    }
}
