//! What happened, what was promised, what is disputed and what is missing.

use super::Desk;
use super::facts::*;
use hiwar_core::model::*;

pub fn events(d: &Desk) -> Vec<EventRow> {
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

pub fn commitments(d: &Desk) -> Vec<CommitmentRow> {
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

pub fn conflicts(d: &Desk) -> Vec<ConflictRow> {
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

pub fn gaps(d: &Desk) -> Vec<GapRow> {
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

pub fn timeline(d: &Desk) -> Vec<TimelineRow> {
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
