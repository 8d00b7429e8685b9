//! A record made by hand: invented short reports, with marks that overlap, mixed scripts and several places a row.

mod facts;
mod ledger;
mod texts;

use hiwar_core::model::*;

pub use facts::record;

/// Reports by hand: finds words in them, so that no offset is counted by a person.
pub struct Desk(pub Vec<(Document, Annotations)>);

impl Desk {
    pub fn span(&self, id: &str, words: &str) -> Span {
        let (document, _) = self
            .0
            .iter()
            .find(|(document, _)| document.id == id)
            .expect("a known report");
        let start = document
            .text
            .find(words)
            .unwrap_or_else(|| panic!("{id} does not hold «{words}»"));
        Span::new(start, start + words.len())
    }

    pub fn at(&self, id: &str, words: &str) -> Evidence {
        Evidence {
            document: id.into(),
            span: self.span(id, words),
            rule: "test/by-hand".into(),
        }
    }

    pub fn all(&self, places: &[(&str, &str)]) -> Vec<Evidence> {
        places.iter().map(|(id, words)| self.at(id, words)).collect()
    }
}

/// A report of `(kind, words)` blocks with an empty line between each two.
pub fn report(id: &str, outlet: &str, blocks: &[(BlockKind, &str)]) -> (Document, Annotations) {
    let mut document = Document {
        id: id.into(),
        lang: "ar".into(),
        ..Document::default()
    };
    document.source.outlet = (!outlet.is_empty()).then(|| outlet.into());
    let mut found = Annotations {
        lang: "ar".into(),
        ..Annotations::default()
    };
    for (kind, words) in blocks {
        let start = document.text.len();
        document.text.push_str(words);
        found.blocks.push(Block {
            span: Span::new(start, document.text.len()),
            kind: *kind,
        });
        document.text.push_str("\n\n");
    }
    (document, found)
}

/// The rich record.
pub fn fixture() -> (Record, Vec<(Document, Annotations)>) {
    let mut desk = Desk(texts::reports());
    texts::mark(&mut desk);
    (record(&desk), desk.0)
}

/// Everything that a hostile text could carry, in every place that text can reach.
pub const EVIL: &str =
    "<script>alert(1)</script>\"' onmouseover='x' </p><!-- &amp; \u{202E}txt.exe\u{202C} {{ x }} ]]>";

/// A record in which every word is hostile.
pub fn hostile() -> (Record, Vec<(Document, Annotations)>) {
    let evil = || EVIL.to_owned();
    let (mut document, mut found) = report(EVIL, EVIL, &[(BlockKind::Title, EVIL), (BlockKind::Body, EVIL)]);
    document.title = Some(evil());
    document.lang = "ar\" onload=\"x".into();
    document.source.url = Some("javascript:alert(1)".into());
    let whole = Span::new(0, EVIL.len());
    let person = Person {
        name: evil(),
        role: Some(evil()),
        of: Some(evil()),
        country: Some(evil()),
    };
    found.people.push(Annotation::new(whole, EVIL, person));
    let proof = vec![Evidence {
        document: evil(),
        span: whole,
        rule: evil(),
    }];
    let mut record = Record::default();
    record.documents.push(DocumentRow {
        id: evil(),
        title: Some(evil()),
        outlet: Some(evil()),
        published: Some(evil()),
        evidence: proof.clone(),
        ..DocumentRow::default()
    });
    record.dialogues.push(DialogueRow {
        id: evil(),
        name: evil(),
        parties: vec![evil()],
        framework: Some(Framework {
            name: evil(),
            year: None,
        }),
        first: Some(evil()),
        tracks: vec![evil()],
        evidence: proof.clone(),
        ..DialogueRow::default()
    });
    hostile_rows(&mut record, &proof);
    (record, vec![(document, found)])
}

fn hostile_rows(record: &mut Record, proof: &[Evidence]) {
    let evil = || EVIL.to_owned();
    let some = || Some(EVIL.to_owned());
    let evidence = || proof.to_vec();
    let day = Some(jiff::civil::date(2021, 4, 7));
    record.rounds.push(RoundRow {
        id: evil(),
        dialogue: evil(),
        place: some(),
        tracks: vec![evil()],
        earliest: day,
        latest: day,
        delegations: vec![DelegationRow {
            party: some(),
            head: some(),
        }],
        evidence: evidence(),
        ..RoundRow::default()
    });
    let roles = vec![RoleRow {
        role: evil(),
        of: some(),
        from: some(),
        to: None,
    }];
    record.people.push(PersonRow {
        id: evil(),
        name: evil(),
        names: vec!["x".into(), evil()],
        roles,
        evidence: evidence(),
        ..PersonRow::default()
    });
    record.statements.push(StatementRow {
        id: evil(),
        speaker: some(),
        via: vec![evil()],
        said: some(),
        content: evil(),
        round: some(),
        reports: vec![evil()],
        evidence: evidence(),
        ..StatementRow::default()
    });
    record.figures.push(FigureRow {
        id: evil(),
        value: f64::NAN,
        unit: evil(),
        of: some(),
        about: some(),
        date: some(),
        evidence: evidence(),
        ..FigureRow::default()
    });
    record.events.push(EventRow {
        id: evil(),
        kind: evil(),
        mode: some(),
        actors: vec![evil()],
        recipients: vec![evil()],
        date: some(),
        place: some(),
        evidence: evidence(),
        ..EventRow::default()
    });
    record.commitments.push(CommitmentRow {
        id: evil(),
        by: vec![evil()],
        to: vec![evil()],
        action: evil(),
        due: some(),
        condition: some(),
        made: some(),
        evidence: evidence(),
        ..CommitmentRow::default()
    });
    record.conflicts.push(ConflictRow {
        id: evil(),
        subject: evil(),
        property: evil(),
        kind: evil(),
        claims: vec![Claim {
            value: evil(),
            evidence: evidence(),
        }],
        evidence: evidence(),
    });
    record.gaps.push(GapRow {
        id: evil(),
        kind: evil(),
        what: evil(),
        between: vec![evil()],
        evidence: evidence(),
    });
    record.timeline.push(TimelineRow {
        id: evil(),
        kind: evil(),
        summary: evil(),
        earliest: day,
        latest: day,
        evidence: evidence(),
        ..TimelineRow::default()
    });
}
