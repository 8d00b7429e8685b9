//! From bytes to text: UTF-8, UTF-16 with a byte order mark, Windows-1256 and ISO-8859-6. By content, never by name.

use encoding_rs::{Encoding, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// A decoded text, and where it could not be decoded in full.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark, otherwise exactly as it was.
    pub text: String,
    /// Line (from 1) of the first bytes that are no UTF-8, and how many such places there are.
    pub broken: Option<(usize, usize)>,
}

/// Why bytes are no text, in words, and what to do about it.
pub type NoText = (&'static str, &'static str);

/// How many good multi-byte characters there must be for each bad place, for a text to count as damaged UTF-8.
const GOOD_PER_BAD: usize = 20;

/// Decodes a whole text.
///
/// # Errors
/// What the bytes are instead, with a remedy.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    if let Some(text) = utf16(bytes) {
        return text.and_then(checked);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(kind) = binary(bytes) {
        return Err(kind);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(text.to_owned());
    }
    let (text, good, broken) = lossy(bytes);
    if good >= GOOD_PER_BAD * broken.1 {
        return Ok(Decoded {
            text,
            broken: Some(broken),
        });
    }
    arabic(bytes).ok_or((
        "is neither UTF-8 nor Windows-1256 nor ISO-8859-6",
        "convert it to UTF-8 (iconv -f … -t UTF-8)",
    ))
}

/// Decodes a text whose sender names its encoding; nothing where it is UTF-8 after all, where the name is unknown, or
/// where it does not fit the bytes.
pub fn labelled(bytes: &[u8], label: Option<&str>) -> Option<String> {
    let encoding = Encoding::for_label(label?.as_bytes())?;
    if encoding == encoding_rs::UTF_8 || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    (!bad).then(|| text.into_owned())
}

fn checked(text: String) -> Result<Decoded, NoText> {
    let odd = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace() && *c != '\u{1b}' && *c != '\u{8}')
        .count();
    if odd * 20 > text.chars().count() || text.contains('\0') {
        return Err(BINARY);
    }
    Ok(Decoded { text, broken: None })
}

const BINARY: NoText = (
    "is binary, not text",
    "save it as plain text (UTF-8 or Windows-1256)",
);

/// What the first bytes say of a file that is not a plain text.
pub fn binary(bytes: &[u8]) -> Option<NoText> {
    const SAVE: &str = "save it as plain text and give that";
    let kinds: [(&[u8], &str); 6] = [
        (b"%PDF-", "is a PDF, not text"),
        (b"\x89PNG", "is a picture, not text"),
        (b"\xFF\xD8\xFF", "is a picture, not text"),
        (b"GIF8", "is a picture, not text"),
        (b"SQLite format 3\0", "is a SQLite file, not text"),
        (b"\x7FELF", "is a program, not text"),
    ];
    if let Some((_, what)) = kinds.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some((what, SAVE));
    }
    bytes.contains(&0).then_some(BINARY)
}

fn utf16(bytes: &[u8]) -> Option<Result<String, NoText>> {
    let (encoding, rest): (&Encoding, &[u8]) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, rest),
        _ => return None,
    };
    let (text, bad) = encoding.decode_without_bom_handling(rest);
    Some(if bad {
        Err(("is UTF-16 with damaged characters", "save it as UTF-8"))
    } else {
        Ok(text.into_owned())
    })
}

/// The text with `U+FFFD` for what is no UTF-8; how many multi-byte characters are good; first bad line and bad places.
fn lossy(bytes: &[u8]) -> (String, usize, (usize, usize)) {
    let mut text = String::with_capacity(bytes.len());
    let (mut good, mut bad, mut line) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if !chunk.invalid().is_empty() {
            if bad == 0 {
                line = 1 + text.bytes().filter(|b| *b == b'\n').count();
            }
            bad += 1;
            text.push('\u{FFFD}');
        }
    }
    (text, good, (line, bad))
}

/// The two single-byte encodings of Arabic: the one whose reading looks more like Arabic, if either does.
fn arabic(bytes: &[u8]) -> Option<Decoded> {
    let read = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
        (plausibility(&text), text)
    };
    let (windows, iso) = (read(WINDOWS_1256), read(ISO_8859_6));
    let (score, text) = if iso.0 > windows.0 { iso } else { windows };
    (score > 0).then_some(Decoded { text, broken: None })
}

/// How much a reading looks like Arabic; at most 0 means that it does not.
///
/// Letters count for it, articles at the start of a word doubly so. Against it: Latin letters and signs inside an
/// Arabic word, characters that the encoding does not have, vowel marks without a letter before them.
fn plausibility(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    let mut start = ' ';
    for c in text.chars() {
        let after_letter = is_letter(before);
        score += match c {
            '\u{FFFD}' | '\u{80}'..='\u{9F}' => -8,
            'ل' if before == 'ا' && !is_letter(start) => 3,
            _ if is_letter(c) && before.is_alphabetic() && !after_letter && !is_mark(before) => -3,
            _ if is_letter(c) => 1,
            _ if is_mark(c) => -1,
            _ if c.is_ascii() => 0,
            _ if after_letter && c.is_alphabetic() => -3,
            '×' if after_letter => -3,
            '«' | '»' | '“' | '”' | '،' | '؛' | '؟' | '…' | '–' | '—' | '\u{A0}' => 0,
            _ => -1,
        };
        start = before;
        before = c;
    }
    score
}

fn is_letter(c: char) -> bool {
    matches!(c, 'ء'..='ي' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str =
        "قال وزير الخارجية العراقي فؤاد حسين إن الجولة الثالثة من الحوار ستعقد عبر الفيديو، ظهر غد.";

    /// ISO-8859-6 by its own table: encoding_rs only decodes it.
    fn iso(text: &str) -> Vec<u8> {
        let table: Vec<(char, u8)> = (0x80..=0xFFu8)
            .filter_map(|b| {
                let text = ISO_8859_6.decode_without_bom_handling(&[b]).0.into_owned();
                text.chars().next().filter(|c| *c != '\u{FFFD}').map(|c| (c, b))
            })
            .collect();
        let byte = |c: char| {
            table
                .iter()
                .find(|(known, _)| *known == c)
                .map_or(c as u8, |(_, b)| *b)
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn each_encoding_of_arabic_is_read() {
        let windows = WINDOWS_1256.encode(SENTENCE).0.into_owned();
        let mut little = vec![0xFF, 0xFE];
        little.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(SENTENCE.as_bytes());
        for bytes in [windows, iso(SENTENCE), little, marked] {
            assert_eq!(decode(&bytes).unwrap().text, SENTENCE);
        }
    }

    #[test]
    fn short_words_tell_the_two_apart() {
        for text in ["عين", "الوفد", "بغداد / واشنطن", "طهران وموسكو"] {
            assert_eq!(decode(&iso(text)).unwrap().text, text, "ISO-8859-6 {text}");
            let windows = WINDOWS_1256.encode(text).0.into_owned();
            assert_eq!(decode(&windows).unwrap().text, text, "Windows-1256 {text}");
        }
    }

    #[test]
    fn damaged_utf8_is_kept_and_said() {
        let mut bytes = format!("{SENTENCE}\n{SENTENCE}").into_bytes();
        bytes.push(0xD8);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.broken, Some((2, 1)));
        assert!(decoded.text.ends_with('\u{FFFD}'));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(decode(b"%PDF-1.7\n1 0 obj").unwrap_err().0.contains("PDF"));
        assert_eq!(decode(b"a\0b\0").unwrap_err(), BINARY);
        assert!(decode(b"\xFE\xFB\xF0\xF1\xF5").is_err());
    }
}
