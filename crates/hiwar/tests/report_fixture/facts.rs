//! The record of the reports.

use super::Desk;
use super::ledger::*;
use hiwar_core::model::*;
use jiff::civil::date;

pub const A: &str = "01_round1_agency";
pub const B: &str = "02_drawdown";
pub const C: &str = "03 march/wire";
pub const D: &str = "04_round3_joint";
pub const E: &str = "05_round4";
pub const F: &str = "06_end";
const SHARED: &str = "سيكون اللقاء مناسبة لبحث ما يهم البلدين معا في الأمن والثقافة والتجارة والمناخ";
pub const IRAQ: &str = "العراق";
pub const USA: &str = "الولايات المتحدة";

pub fn s(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub fn record(d: &Desk) -> Record {
    Record {
        documents: documents(d),
        dialogues: vec![DialogueRow {
            id: "d1".into(),
            name: "الحوار الاستراتيجي بين العراق والولايات المتحدة".into(),
            parties: list(&[IRAQ, USA]),
            framework: Some(Framework {
                name: "اتفاقية الإطار الاستراتيجي".into(),
                year: Some(2008),
            }),
            first: s("2020-06-11"),
            last: s("2021-12-31"),
            rounds: 4,
            tracks: list(&[
                "الأمن ومكافحة الإرهاب",
                "الاقتصاد والطاقة",
                "الثقافة والتعليم",
                "المناخ",
            ]),
            reports: 6,
            origins: 5,
            evidence: d.all(&[
                (A, "الحوار الاستراتيجي بين العراق والولايات المتحدة"),
                (A, "اتفاقية الإطار الاستراتيجي"),
            ]),
        }],
        rounds: rounds(d),
        people: people(d),
        statements: statements(d),
        figures: figures(d),
        events: events(d),
        commitments: commitments(d),
        conflicts: conflicts(d),
        gaps: gaps(d),
        timeline: timeline(d),
        origins: Vec::new(),
        outcomes: Vec::new(),
    }
}

fn documents(d: &Desk) -> Vec<DocumentRow> {
    let row = |id: &str, title: &str, published: &str, basis, evidence| DocumentRow {
        id: id.into(),
        title: s(title),
        outlet: d
            .0
            .iter()
            .find(|(doc, _)| doc.id == id)
            .and_then(|(doc, _)| doc.source.outlet.clone()),
        published: s(published),
        basis,
        lang: "ar".into(),
        evidence,
        ..DocumentRow::default()
    };
    let mut rows = vec![
        row(
            A,
            "",
            "2020-06-11",
            Basis::Dateline,
            d.all(&[(A, "11 حزيران 2020")]),
        ),
        row(
            B,
            "",
            "2020-09-09",
            Basis::Inferred,
            d.all(&[(B, "الأربعاء"), (B, "شهر أيلول")]),
        ),
        row(C, "", "2021-03", Basis::Inferred, d.all(&[(C, "نيسان المقبل")])),
        row(
            D,
            "",
            "2021-04-07",
            Basis::Dateline,
            d.all(&[(D, "7 نيسان/أبريل 2021")]),
        ),
        row(E, "", "2021-07-26", Basis::Given, vec![]),
        row(F, "", "", Basis::Unknown, vec![]),
    ];
    rows[4].origin = Some(D.into());
    rows
}

fn rounds(d: &Desk) -> Vec<RoundRow> {
    let row = |n: u32, status, day: &str, place: &str, mode, evidence| RoundRow {
        id: format!("r{n}"),
        dialogue: "d1".into(),
        ordinal: Some(n),
        status,
        date: s(day),
        place: s(place),
        mode,
        evidence,
        ..RoundRow::default()
    };
    let reported = RoundStatus::Reported;
    let heads = |a: &str, b: &str| {
        vec![
            DelegationRow {
                party: s(IRAQ),
                head: s(a),
            },
            DelegationRow {
                party: s(USA),
                head: s(b),
            },
        ]
    };
    let mut one = row(
        1,
        reported,
        "2020-06-11",
        "",
        Some(Venue::Video),
        d.all(&[(A, "الجولة الأولى من"), (A, "انطلقت")]),
    );
    one.delegations = heads("سامر الدليمي", "ديفيد هارلو");
    let two = row(2, RoundStatus::Gap, "", "", None, vec![]);
    let mut three = row(
        3,
        reported,
        "2021-04-07",
        "",
        Some(Venue::Video),
        d.all(&[(D, "الجولة الثالثة التي"), (C, "جولة ثالثة")]),
    );
    three.delegations = heads("فؤاد حسين", "أنتوني بلينكن");
    let mut four = row(
        4,
        reported,
        "",
        "واشنطن",
        Some(Venue::InPerson),
        d.all(&[(E, "الجولة الرابعة والأخيرة")]),
    );
    (four.earliest, four.latest, four.last) = (Some(date(2021, 7, 22)), Some(date(2021, 7, 26)), true);
    four.tracks = list(&["الأمن", "الطاقة"]);
    vec![one, two, three, four]
}

fn people(d: &Desk) -> Vec<PersonRow> {
    let row = |id: &str, names: &[&str], role: &str, of: &str, evidence: Vec<Evidence>| PersonRow {
        id: id.into(),
        name: names[0].into(),
        names: list(names),
        roles: vec![RoleRow {
            role: role.into(),
            of: s(of),
            from: s("2021-03"),
            to: s("2021-07-26"),
        }],
        documents: evidence.iter().map(|one| one.document.clone()).collect(),
        mentions: evidence.len() + 1,
        evidence,
    };
    vec![
        row(
            "p1",
            &["جين ساكي", "جين بساكي"],
            "المتحدثة باسم البيت الأبيض",
            "",
            d.all(&[(C, "جين ساكي"), (E, "جين بساكي")]),
        ),
        row(
            "p2",
            &["فؤاد حسين"],
            "وزير الخارجية العراقي",
            "",
            d.all(&[(D, "فؤاد حسين"), (D, "وقال فؤاد حسين")]),
        ),
        row(
            "p3",
            &["أنتوني بلينكن", "بلنكن"],
            "وزير الخارجية",
            USA,
            d.all(&[(D, "أنتوني بلينكن"), (E, "بلنكن")]),
        ),
        row(
            "p4",
            &["حسين العلوان"],
            "مستشار رئيس الوزراء",
            "",
            d.all(&[(C, "حسين العلوان")]),
        ),
        row(
            "p5",
            &["سامر الدليمي"],
            "وكيل وزارة الخارجية العراقية",
            "",
            d.all(&[(A, "سامر الدليمي")]),
        ),
        row(
            "p6",
            &["كينيث مكليلان"],
            "قائد القيادة المركزية",
            "U.S. Central Command",
            d.all(&[(B, "كينيث مكليلان")]),
        ),
        row(
            "p7",
            &["متحدث باسم تحالف نيابي"],
            "متحدث",
            "",
            d.all(&[(B, "متحدث باسم تحالف نيابي")]),
        ),
    ]
}

fn statements(d: &Desk) -> Vec<StatementRow> {
    let row = |id: &str,
               who: &str,
               via: &[&str],
               said: &str,
               kind,
               content: &str,
               round: &str,
               evidence: Vec<Evidence>| StatementRow {
        id: id.into(),
        speaker: s(who),
        via: list(via),
        said: s(said),
        kind,
        content: content.into(),
        round: s(round),
        reports: evidence.iter().map(|one| one.document.clone()).collect(),
        evidence,
    };
    let first = "الحوار يقوم على السيادة والمصالح المتبادلة";
    let cnn = "الانسحاب سيشمل أكثر من 2500 جندي، وهو ما يمثل 60 بالمئة من القوات";
    let need = "ما تزال بحاجة إلى برامج التدريب والتسليح";
    vec![
        row(
            "s1",
            "سامر الدليمي",
            &[],
            "2020-06-11",
            Form::Direct,
            first,
            "r1",
            d.all(&[(A, first)]),
        ),
        row(
            "s2",
            "مسؤول رفيع",
            &["شبكة CNN"],
            "2020-09",
            Form::Indirect,
            cnn,
            "",
            d.all(&[(B, cnn)]),
        ),
        row(
            "s3",
            "جين ساكي",
            &["البيت الأبيض", "رويترز"],
            "2021-03",
            Form::Direct,
            SHARED,
            "r3",
            d.all(&[(C, SHARED), (E, SHARED)]),
        ),
        row(
            "s4",
            "فؤاد حسين",
            &["قناة الحرة"],
            "2021-04-07",
            Form::Mixed,
            need,
            "r3",
            d.all(&[(D, need)]),
        ),
        row(
            "s5",
            "",
            &[],
            "",
            Form::Indirect,
            "النسخة الثانية",
            "",
            d.all(&[(C, "النسخة الثانية")]),
        ),
    ]
}

fn figures(d: &Desk) -> Vec<FigureRow> {
    let row = |id: &str, value: f64, unit: &str, bound, of: &str, day: &str, evidence| FigureRow {
        id: id.into(),
        value,
        unit: unit.into(),
        bound,
        of: s(of),
        about: if unit == "soldiers" { s(USA) } else { None },
        date: s(day),
        evidence,
        ..FigureRow::default()
    };
    vec![
        row(
            "f1",
            5200.0,
            "soldiers",
            Bound::About,
            "stationed",
            "2020-06-11",
            d.all(&[(A, "نحو 5200 جندي"), (B, "5200")]),
        ),
        row(
            "f2",
            3000.0,
            "soldiers",
            Bound::Exact,
            "stationed",
            "2020-09",
            d.all(&[(B, "3000 جندي خلال")]),
        ),
        row(
            "f3",
            2500.0,
            "soldiers",
            Bound::Exact,
            "stationed",
            "2021-07-26",
            d.all(&[(E, "2500 جندي")]),
        ),
        row(
            "f4",
            2500.0,
            "soldiers",
            Bound::MoreThan,
            "withdrawn",
            "2020-09",
            d.all(&[(B, "أكثر من 2500 جندي")]),
        ),
        row(
            "f5",
            60.0,
            "percent",
            Bound::Exact,
            "withdrawn",
            "2020-09",
            d.all(&[(B, "60 بالمئة")]),
        ),
    ]
}
