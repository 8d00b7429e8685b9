//! Times on odd input: any string gives spans on character boundaries, in order, without a panic.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used)]

use hiwar_core::lang::DataFile;

use hiwar_core::{Hints, Knowledge, annotate};
use std::path::Path;

fn data(folder: &Path, root: &Path, files: &mut Vec<DataFile>) {
    for path in std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()) {
        if path.is_dir() {
            data(&path, root, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let path = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.push(DataFile { path, text });
        }
    }
}

/// Pieces that times are made of, and marks: any order of them must be survived.
const PIECES: &str = "في من إلى حتى بين و قبل بعد منذ كل يوم يومي الأحد الخميس شهر نيسان أبريل/نيسان رمضان عام العام \
                      الماضي المقبل قبل الماضي هذا ذلك مطلع نهاية الأسبوع الأول الحادي والثلاثين نصف ونصف الساعة مساء \
                      صباح غرينتش GMT+04:00 هـ م ( ) / - ، : . 31 2021 99 0 1442 99999999999999999999 12:61 24:00 \
                      2021.13.45 29/02/2021 30 شباط 45 مليون مليار ساعة سنوات القرن السبعينيات الربع الـ 21 بتوقيت\n";

#[test]
fn any_order_of_pieces_is_survived() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    data(&root.join("lang"), &root, &mut files);
    data(&root.join("world"), &root, &mut files);
    let knowledge = Knowledge::load(&files).unwrap();
    let pieces: Vec<&str> = PIECES.split([' ']).filter(|p| !p.is_empty()).collect();
    let mut seed = 7u64;
    let mut next = |n: usize| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    for round in 0..3000 {
        let text: String = (0..12)
            .map(|_| format!("{}{}", pieces[next(pieces.len())], ["", " ", " "][next(3)]))
            .collect();
        let published = [
            "",
            "2021-04-07",
            "2021-04",
            "9999-12-31",
            "0001-01-01T00:00:00",
            "١٤٤٢",
            "2021-02-30",
        ][round % 7];
        let hints = Hints {
            published: Some(published.to_owned()),
            lang: Some("ar".to_owned()),
            ..Hints::default()
        };
        let found = annotate(&text, &hints, &knowledge);
        let mut end = 0;
        for time in &found.times {
            assert!(time.span.start >= end && !time.span.is_empty(), "{text}");
            assert!(!time.span.of(&text).is_empty(), "{text}");
            assert!(!time.value.value.is_empty(), "{text}: {:?}", time);
            end = time.span.end;
        }
    }
}
