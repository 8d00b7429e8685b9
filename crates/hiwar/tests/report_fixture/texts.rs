//! The reports and what is marked in them.

use super::{Desk, report};
use hiwar_core::model::BlockKind::{self, *};
use hiwar_core::model::*;

const ONE: &[(BlockKind, &str)] = &[
    (Furniture, "الرئيسية | سياسة | اقتصاد | رياضة"),
    (
        Title,
        "بغداد وواشنطن تطلقان الجولة الأولى من الحوار الاستراتيجي عبر الفيديو",
    ),
    (Dateline, "بغداد - وكالة الرافد للأنباء، 11 حزيران 2020"),
    (
        Body,
        "انطلقت اليوم الخميس الجولة الأولى من الحوار الاستراتيجي بين العراق والولايات المتحدة عبر دائرة الفيديو، استنادا إلى اتفاقية الإطار الاستراتيجي الموقعة عام 2008.",
    ),
    (
        Body,
        "وقال وكيل وزارة الخارجية العراقية سامر الدليمي، الذي ترأس وفد بلاده، إن \"الحوار يقوم على السيادة والمصالح المتبادلة\"، مضيفا أن الجانبين اتفقا على تشكيل لجان فنية للأمن والاقتصاد والطاقة.",
    ),
    (
        Body,
        "وأفادت الوكالة بأن الوفد الأميركي ترأسه وكيل وزارة الخارجية ديفيد هارلو، وأن عدد القوات الأميركية المنتشرة في العراق يبلغ نحو 5200 جندي.",
    ),
    (Furniture, "شارك هذا الخبر على Facebook | Twitter | WhatsApp"),
];
const TWO: &[(BlockKind, &str)] = &[
    (Title, "واشنطن تعلن خفض قواتها في العراق إلى 3000 جندي"),
    (Byline, "إعداد: قسم الأخبار"),
    (
        Body,
        "أعلن قائد القيادة المركزية كينيث مكليلان، الأربعاء، أن عدد الجنود الأميركيين سيخفض من 5200 إلى 3000 جندي خلال شهر أيلول.",
    ),
    (
        Body,
        "ونقلت شبكة CNN عن مسؤول رفيع قوله إن الانسحاب سيشمل أكثر من 2500 جندي، وهو ما يمثل 60 بالمئة من القوات (U.S. Central Command, \"CENTCOM\").",
    ),
    (
        Body,
        "ولم يصدر عن الحكومة العراقية تعليق فوري، فيما نفى متحدث باسم تحالف نيابي وجود أي اتفاق مكتوب على جدول زمني للانسحاب.",
    ),
];
const THREE: &[(BlockKind, &str)] = &[
    (Title, "المتحدثة باسم البيت الأبيض: جولة ثالثة في نيسان المقبل"),
    (
        Body,
        "قالت المتحدثة باسم البيت الأبيض جين ساكي إن الإدارة الأميركية \"تتطلع إلى استئناف الحوار الاستراتيجي مع العراق في نيسان المقبل\".",
    ),
    (
        Body,
        "وأضافت \"سيكون اللقاء مناسبة لبحث ما يهم البلدين معا في الأمن والثقافة والتجارة والمناخ\"، وفق بيان نقلته وكالة رويترز.",
    ),
    (
        Body,
        "ووصف مستشار رئيس الوزراء حسين العلوان في تغريدة على تويتر انطلاق \"المرحلة الثالثة\" بأنه نجاح للحكومتين، فيما تحدثت مصادر مطلعة عن \"النسخة الثانية\" من الحوار.",
    ),
];
const FOUR: &[(BlockKind, &str)] = &[
    (
        Title,
        "البيان المشترك للجولة الثالثة: مهمة القوات تتحول إلى التدريب والمشورة",
    ),
    (Dateline, "7 نيسان/أبريل 2021"),
    (
        Body,
        "اختتمت الأربعاء أعمال الجولة الثالثة التي عقدت عبر الاتصال المرئي برئاسة وزير الخارجية العراقي فؤاد حسين ونظيره الأميركي أنتوني بلينكن.",
    ),
    (
        Body,
        "واتفق الجانبان على أن مهمة القوات الأميركية تحولت إلى التدريب وتقديم المشورة، وعلى عقد محادثات فنية لاحقة لتحديد توقيتات إعادة نشر ما تبقى من قوات قتالية.",
    ),
    (
        Body,
        "وتعهدت الحكومة العراقية بحماية قوافل التحالف ومقار البعثات الدبلوماسية، شريطة أن يكون الوجود بدعوة منها.",
    ),
    (
        Body,
        "وقال فؤاد حسين لقناة الحرة إن القوات العراقية \"ما تزال بحاجة إلى برامج التدريب والتسليح\".",
    ),
];
const FIVE: &[(BlockKind, &str)] = &[
    (
        Title,
        "بلنكن يستقبل نظيره العراقي والقوات القتالية تغادر قبل نهاية العام",
    ),
    (
        Body,
        "عقدت في واشنطن الجولة الرابعة والأخيرة من الحوار الاستراتيجي، وسبقتها محادثات فنية عسكرية بدأت يوم الخميس 22 تموز.",
    ),
    (
        Body,
        "وأعلن الجانبان في 26 تموز 2021 أنه لن يكون هناك وجود لقوات أميركية ذات دور قتالي في العراق بحلول 31 كانون الأول 2021، مع بقاء 2500 جندي بصفة تدريبية واستشارية.",
    ),
    (
        Body,
        "وكانت المتحدثة باسم البيت الأبيض جين بساكي قد أكدت أن \"سيكون اللقاء مناسبة لبحث ما يهم البلدين معا في الأمن والثقافة والتجارة والمناخ\".",
    ),
    (Caption, "صورة: من لقاء الوفدين في مبنى وزارة الخارجية"),
];
const SIX: &[(BlockKind, &str)] = &[
    (Title, "العراق يؤكد انتهاء المهام القتالية للتحالف"),
    (
        Body,
        "أعلن مستشار الأمن القومي العراقي قاسم الأعرج، اليوم الخميس 9 كانون الأول 2021، انتهاء المهام القتالية لقوات التحالف رسميا وانسحابها من العراق، وقال إن العلاقة ستستمر في مجال التدريب والاستشارة والتمكين.",
    ),
    (
        Body,
        "ومن المحتمل أن تزور بغداد لجنة فنية أميركية مطلع العام المقبل.",
    ),
];

pub fn reports() -> Vec<(Document, Annotations)> {
    let mut out = vec![
        report("01_round1_agency", "وكالة الرافد", ONE),
        report("02_drawdown", "صحيفة الضفاف", TWO),
        report("03 march/wire", "العراق الآن", THREE),
        report("04_round3_joint", "وكالة الرافد", FOUR),
        report("05_round4", "Gulf Herald الخليجية", FIVE),
        report("06_end", "", SIX),
    ];
    out[3].0.source.url = Some("https://example.org/a?b=1&c=2".into());
    out
}

/// What a reader of the reports would mark.
pub fn mark(desk: &mut Desk) {
    for (id, words, name, role, country) in PEOPLE {
        let span = desk.span(id, words);
        let role = (!role.is_empty()).then(|| (*role).to_owned());
        let value = Person {
            name: (*name).into(),
            role,
            of: None,
            country: Some((*country).into()),
        };
        found(desk, id)
            .people
            .push(Annotation::new(span, "people/title-name", value));
    }
    for (id, words, value) in TIMES {
        let span = desk.span(id, words);
        let value = Time {
            value: (*value).into(),
            ..Time::default()
        };
        found(desk, id)
            .times
            .push(Annotation::new(span, "times/day-month", value));
    }
    for (id, words, name, kind, country) in PLACES {
        let span = desk.span(id, words);
        let value = hiwar_core::model::Body {
            name: (*name).into(),
            kind: (*kind).into(),
            country: Some((*country).into()),
        };
        found(desk, id)
            .places
            .push(Annotation::new(span, "places/country", value));
    }
    for (id, content, cue, speaker) in SAID {
        let value = Statement {
            content: desk.span(id, content),
            cue: desk.span(id, cue),
            speaker: Some(Speaker {
                span: None,
                name: (*speaker).into(),
            }),
            form: Form::Direct,
            ..Statement::default()
        };
        let span = value.cue.join(value.content);
        found(desk, id)
            .statements
            .push(Annotation::new(span, "quotes/cue-content", value));
    }
    for (id, clause, kind) in EVENTS {
        let span = desk.span(id, clause);
        let value = Event {
            kind: (*kind).into(),
            actors: vec!["العراق".into(), "الولايات المتحدة".into()],
            ..Event::default()
        };
        found(desk, id)
            .events
            .push(Annotation::new(span, "events/verb", value));
    }
    for (id, clause, action) in PROMISED {
        let value = Commitment {
            by: vec!["العراق".into()],
            action: desk.span(id, action),
            ..Commitment::default()
        };
        let span = desk.span(id, clause);
        found(desk, id)
            .commitments
            .push(Annotation::new(span, "commitments/vow", value));
    }
    for (id, words, value, unit) in NUMBERS {
        let span = desk.span(id, words);
        let value = Figure {
            value: *value,
            unit: (*unit).into(),
            ..Figure::default()
        };
        found(desk, id)
            .figures
            .push(Annotation::new(span, "figures/number-noun", value));
    }
    for (id, words, n) in ROUNDS {
        let span = desk.span(id, words);
        let value = Round {
            ordinal: Some(*n),
            ..Round::default()
        };
        found(desk, id)
            .rounds
            .push(Annotation::new(span, "rounds/ordinal", value));
    }
}

fn found<'d>(desk: &'d mut Desk, id: &str) -> &'d mut Annotations {
    &mut desk
        .0
        .iter_mut()
        .find(|(document, _)| document.id == id)
        .expect("a known report")
        .1
}

const PEOPLE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "01_round1_agency",
        "سامر الدليمي",
        "سامر الدليمي",
        "وكيل وزارة الخارجية العراقية",
        "IRQ",
    ),
    (
        "01_round1_agency",
        "ديفيد هارلو",
        "ديفيد هارلو",
        "وكيل وزارة الخارجية",
        "USA",
    ),
    (
        "02_drawdown",
        "كينيث مكليلان",
        "كينيث مكليلان",
        "قائد القيادة المركزية",
        "USA",
    ),
    (
        "03 march/wire",
        "جين ساكي",
        "جين ساكي",
        "المتحدثة باسم البيت الأبيض",
        "USA",
    ),
    (
        "03 march/wire",
        "حسين العلوان",
        "حسين العلوان",
        "مستشار رئيس الوزراء",
        "IRQ",
    ),
    (
        "04_round3_joint",
        "فؤاد حسين",
        "فؤاد حسين",
        "وزير الخارجية العراقي",
        "IRQ",
    ),
    (
        "04_round3_joint",
        "أنتوني بلينكن",
        "أنتوني بلينكن",
        "وزير الخارجية",
        "USA",
    ),
    (
        "05_round4",
        "جين بساكي",
        "جين بساكي",
        "المتحدثة باسم البيت الأبيض",
        "USA",
    ),
    (
        "06_end",
        "قاسم الأعرج",
        "قاسم الأعرج",
        "مستشار الأمن القومي العراقي",
        "IRQ",
    ),
];
const TIMES: &[(&str, &str, &str)] = &[
    ("01_round1_agency", "11 حزيران 2020", "2020-06-11"),
    ("01_round1_agency", "اليوم الخميس", "2020-06-11"),
    ("01_round1_agency", "عام 2008", "2008"),
    ("02_drawdown", "شهر أيلول", "2020-09"),
    ("03 march/wire", "نيسان المقبل", "2021-04"),
    ("04_round3_joint", "7 نيسان/أبريل 2021", "2021-04-07"),
    ("05_round4", "يوم الخميس 22 تموز", "2021-07-22"),
    ("05_round4", "26 تموز 2021", "2021-07-26"),
    ("05_round4", "31 كانون الأول 2021", "2021-12-31"),
    ("06_end", "اليوم الخميس 9 كانون الأول 2021", "2021-12-09"),
];
const PLACES: &[(&str, &str, &str, &str, &str)] = &[
    ("01_round1_agency", "العراق والولايات", "العراق", "country", "IRQ"),
    (
        "01_round1_agency",
        "الولايات المتحدة",
        "الولايات المتحدة",
        "country",
        "USA",
    ),
    ("05_round4", "واشنطن", "واشنطن", "city", "USA"),
    ("06_end", "بغداد", "بغداد", "city", "IRQ"),
];
const SAID: &[(&str, &str, &str, &str)] = &[
    (
        "01_round1_agency",
        "الحوار يقوم على السيادة والمصالح المتبادلة",
        "وقال",
        "سامر الدليمي",
    ),
    (
        "02_drawdown",
        "الانسحاب سيشمل أكثر من 2500 جندي، وهو ما يمثل 60 بالمئة من القوات",
        "ونقلت",
        "مسؤول رفيع",
    ),
    (
        "03 march/wire",
        "تتطلع إلى استئناف الحوار الاستراتيجي مع العراق في نيسان المقبل",
        "قالت",
        "جين ساكي",
    ),
    (
        "03 march/wire",
        "سيكون اللقاء مناسبة لبحث ما يهم البلدين معا في الأمن والثقافة والتجارة والمناخ",
        "وأضافت",
        "جين ساكي",
    ),
    (
        "04_round3_joint",
        "ما تزال بحاجة إلى برامج التدريب والتسليح",
        "وقال",
        "فؤاد حسين",
    ),
    (
        "05_round4",
        "سيكون اللقاء مناسبة لبحث ما يهم البلدين معا في الأمن والثقافة والتجارة والمناخ",
        "أكدت",
        "جين بساكي",
    ),
];
const EVENTS: &[(&str, &str, &str)] = &[
    (
        "01_round1_agency",
        "انطلقت اليوم الخميس الجولة الأولى من الحوار الاستراتيجي بين العراق والولايات المتحدة عبر دائرة الفيديو",
        "CONSULT",
    ),
    (
        "04_round3_joint",
        "اختتمت الأربعاء أعمال الجولة الثالثة التي عقدت عبر الاتصال المرئي",
        "CONSULT",
    ),
    (
        "05_round4",
        "وأعلن الجانبان في 26 تموز 2021 أنه لن يكون هناك وجود لقوات أميركية ذات دور قتالي",
        "CONCEDE",
    ),
];
const PROMISED: &[(&str, &str, &str)] = &[
    (
        "04_round3_joint",
        "وتعهدت الحكومة العراقية بحماية قوافل التحالف ومقار البعثات الدبلوماسية",
        "بحماية قوافل التحالف ومقار البعثات الدبلوماسية",
    ),
    (
        "05_round4",
        "لن يكون هناك وجود لقوات أميركية ذات دور قتالي في العراق بحلول 31 كانون الأول 2021",
        "لن يكون هناك وجود لقوات أميركية ذات دور قتالي في العراق",
    ),
];
const NUMBERS: &[(&str, &str, f64, &str)] = &[
    ("01_round1_agency", "نحو 5200 جندي", 5200.0, "soldiers"),
    ("02_drawdown", "أكثر من 2500 جندي", 2500.0, "soldiers"),
    ("02_drawdown", "60 بالمئة", 60.0, "percent"),
    ("05_round4", "2500 جندي", 2500.0, "soldiers"),
];
const ROUNDS: &[(&str, &str, u32)] = &[
    ("01_round1_agency", "الجولة الأولى من", 1),
    ("03 march/wire", "جولة ثالثة", 3),
    ("04_round3_joint", "الجولة الثالثة التي", 3),
    ("05_round4", "الجولة الرابعة والأخيرة", 4),
];
