//! The record of the reports.

use super::Desk;
use hiwar_core::model::*;
use jiff::civil::date;

const A: &str = "01_round1_agency";
const B: &str = "02_drawdown";
const C: &str = "03 march/wire";
const D: &str = "04_round3_joint";
const E: &str = "05_round4";
const F: &str = "06_end";
const SHARED: &str = "ستكون هذه فرصة مهمة لمناقشة مصالحنا المشتركة في الأمن والثقافة والتجارة والمناخ";
const IRAQ: &str = "العراق";
const USA: &str = "الولايات المتحدة";

fn s(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn list(names: &[&str]) -> Vec<String> {
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

fn events(d: &Desk) -> Vec<EventRow> {
    let row = |id: &str,
               kind: &str,
               mode: &str,
               to: &[&str],
               day: &str,
               place: &str,
               status,
               evidence: Vec<Evidence>| EventRow {
        id: id.into(),
        kind: kind.into(),
        mode: s(mode),
        actors: if to.is_empty() {
            list(&[IRAQ, USA])
        } else {
            list(&[USA])
        },
        recipients: list(to),
        date: s(day),
        place: s(place),
        status,
        reports: evidence.iter().map(|one| one.document.clone()).collect(),
        evidence,
    };
    vec![
        row("e1", "CONSULT", "phone", &[], "2020-06-11", "", Status::Happened, d.all(&[(A, "انطلقت اليوم الخميس الجولة الأولى من الحوار الاستراتيجي بين العراق والولايات المتحدة عبر دائرة الفيديو")])),
        row("e2", "CONCEDE", "", &[IRAQ], "2020-09", "", Status::Planned, d.all(&[(B, "أن عدد الجنود الأميركيين سيخفض من 5200 إلى 3000 جندي خلال شهر أيلول")])),
        row("e3", "AGREE", "", &[], "2020-09-09", "", Status::Denied, d.all(&[(B, "نفى متحدث باسم تحالف نيابي وجود أي اتفاق مكتوب على جدول زمني للانسحاب")])),
        row("e4", "CONSULT", "phone", &[], "2021-04-07", "", Status::Happened, d.all(&[(D, "اختتمت الأربعاء أعمال الجولة الثالثة التي عقدت عبر الاتصال المرئي"), (C, "تتطلع إلى استئناف الحوار")])),
        row("e5", "CONSULT", "visit", &[], "2021-07-26", "واشنطن", Status::Happened, d.all(&[(E, "عقدت في واشنطن الجولة الرابعة")])),
        row("e6", "AGREE", "", &[IRAQ], "", "بغداد", Status::Possible, d.all(&[(F, "ومن المحتمل أن تزور بغداد لجنة فنية أميركية")])),
    ]
}

fn commitments(d: &Desk) -> Vec<CommitmentRow> {
    let step = |day: &str, status, evidence| Step {
        date: s(day),
        status,
        evidence,
    };
    let combat = "لن يكون هناك وجود لقوات أميركية ذات دور قتالي في العراق";
    let protect = "بحماية قوافل التحالف ومقار البعثات الدبلوماسية";
    let talks = "عقد محادثات فنية لاحقة";
    vec![
        CommitmentRow {
            id: "c1".into(),
            by: list(&[USA]),
            to: list(&[IRAQ]),
            action: combat.into(),
            due: s("2021-12-31"),
            made: s("2021-07-26"),
            round: s("r4"),
            force: Force::Agreed,
            status: Progress::Done,
            evidence: d.all(&[(E, combat)]),
            history: vec![
                step("2021-07-26", Progress::Announced, d.all(&[(E, "وأعلن الجانبان")])),
                step(
                    "2021-12-09",
                    Progress::Done,
                    d.all(&[(F, "انتهاء المهام القتالية لقوات التحالف رسميا")]),
                ),
            ],
            ..CommitmentRow::default()
        },
        CommitmentRow {
            id: "c2".into(),
            by: list(&[IRAQ]),
            to: list(&[USA]),
            action: protect.into(),
            made: s("2021-04-07"),
            round: s("r3"),
            condition: s("أن يكون الوجود بدعوة منها"),
            status: Progress::NoEvidence,
            evidence: d.all(&[(D, protect)]),
            ..CommitmentRow::default()
        },
        CommitmentRow {
            id: "c3".into(),
            by: list(&[IRAQ, USA]),
            action: talks.into(),
            due: s("2021-06"),
            made: s("2021-04-07"),
            force: Force::Planned,
            status: Progress::Overdue,
            evidence: d.all(&[(D, talks)]),
            history: vec![step(
                "2021-07-22",
                Progress::InProgress,
                d.all(&[(E, "محادثات فنية عسكرية")]),
            )],
            ..CommitmentRow::default()
        },
    ]
}

fn conflicts(d: &Desk) -> Vec<ConflictRow> {
    let claim = |value: &str, places: &[(&str, &str)]| Claim {
        value: value.into(),
        evidence: d.all(places),
    };
    vec![
        ConflictRow {
            id: "x1".into(),
            subject: "رقم الجولة المقبلة في نيسان 2021".into(),
            property: "ordinal".into(),
            kind: "ordinal".into(),
            claims: vec![
                claim("3", &[(C, "المرحلة الثالثة")]),
                claim("2", &[(C, "النسخة الثانية")]),
            ],
            evidence: vec![],
        },
        ConflictRow {
            id: "x2".into(),
            subject: "القوات الأميركية: المنسحب والباقي".into(),
            property: "value".into(),
            kind: "arithmetic".into(),
            claims: vec![
                claim(
                    "أكثر من 2500 منسحب = 60٪",
                    &[(
                        B,
                        "الانسحاب سيشمل أكثر من 2500 جندي، وهو ما يمثل 60 بالمئة من القوات",
                    )],
                ),
                claim("2500 باقون", &[(E, "مع بقاء 2500 جندي بصفة تدريبية واستشارية")]),
            ],
            evidence: vec![],
        },
    ]
}

fn gaps(d: &Desk) -> Vec<GapRow> {
    vec![
        GapRow {
            id: "g1".into(),
            kind: "round".into(),
            what: "الجولة 2 لا يرويها أي تقرير".into(),
            between: list(&["2020-06-11", "2021-04-07"]),
            evidence: d.all(&[(A, "الجولة الأولى من"), (D, "الجولة الثالثة التي")]),
        },
        GapRow {
            id: "g2".into(),
            kind: "commitment".into(),
            what: "لا أثر لاحق لتعهد حماية قوافل التحالف".into(),
            evidence: d.all(&[(D, "وتعهدت الحكومة العراقية")]),
            ..GapRow::default()
        },
        GapRow {
            id: "g3".into(),
            kind: "voice".into(),
            what: "لا تصريح لأي مسؤول كردي في هذه التقارير".into(),
            ..GapRow::default()
        },
    ]
}

fn timeline(d: &Desk) -> Vec<TimelineRow> {
    let row = |id: &str, kind: &str, day: &str, summary: &str, status, places: &[(&str, &str)]| TimelineRow {
        id: id.into(),
        date: s(day),
        kind: kind.into(),
        summary: summary.into(),
        status,
        evidence: d.all(places),
        ..TimelineRow::default()
    };
    let (happened, planned) = (Status::Happened, Status::Planned);
    vec![
        row(
            "t0",
            "agreement",
            "2008",
            "اتفاقية الإطار الاستراتيجي",
            happened,
            &[(A, "اتفاقية الإطار الاستراتيجي")],
        ),
        row(
            "t1",
            "round",
            "2020-06-11",
            "الجولة 1 عبر الفيديو",
            happened,
            &[(A, "الجولة الأولى من")],
        ),
        row(
            "t2",
            "event",
            "2020-06-11",
            "العراق والولايات المتحدة يتشاوران عبر الفيديو",
            happened,
            &[(A, "انطلقت")],
        ),
        row(
            "t3",
            "event",
            "2020-09-09",
            "إعلان خفض القوات",
            happened,
            &[(B, "أعلن قائد")],
        ),
        row(
            "t4",
            "event",
            "2020-09",
            "خفض القوات من 5200 إلى 3000",
            planned,
            &[(B, "سيخفض")],
        ),
        row(
            "t5",
            "event",
            "2020-09-09",
            "نفي وجود اتفاق مكتوب",
            Status::Denied,
            &[(B, "نفى")],
        ),
        row(
            "t6",
            "event",
            "2021-04",
            "استئناف الحوار",
            planned,
            &[(C, "تتطلع")],
        ),
        row(
            "t7",
            "event",
            "2021-04-07",
            "اختتام الجولة الثالثة",
            happened,
            &[(D, "اختتمت")],
        ),
        row(
            "t8",
            "commitment",
            "2021-04-07",
            "حماية قوافل التحالف",
            happened,
            &[(D, "وتعهدت")],
        ),
        row(
            "t9",
            "due",
            "2021-06",
            "موعد المحادثات الفنية",
            planned,
            &[(D, "عقد محادثات")],
        ),
        row(
            "t10",
            "event",
            "2021-07-26",
            "إعلان إنهاء الدور القتالي",
            happened,
            &[(E, "وأعلن الجانبان")],
        ),
        row(
            "t11",
            "commitment",
            "2021-07-26",
            "لا قوات ذات دور قتالي",
            happened,
            &[(E, "لن يكون")],
        ),
        row(
            "t12",
            "due",
            "2021-12-31",
            "مغادرة القوات القتالية",
            planned,
            &[(E, "31 كانون الأول 2021")],
        ),
        row(
            "t13",
            "event",
            "2021-12-09",
            "انتهاء المهام القتالية",
            happened,
            &[(F, "انتهاء المهام")],
        ),
        row(
            "t14",
            "event",
            "",
            "زيارة لجنة فنية",
            Status::Possible,
            &[(F, "ومن المحتمل")],
        ),
    ]
}
