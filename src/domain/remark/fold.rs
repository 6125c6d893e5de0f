//! One spelling for what looks alike: small letters, no accents, and the digits 0–9 for those of any script.

/// Where the decimal digits of the scripts begin: each has ten in a row.
const ZEROS: [u32; 31] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040,
    0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xff10, 0x1d7ce,
];

/// Plain letters, each with those that are it but for an accent, or look like it.
const PLAIN: [(char, &str); 29] = [
    ('a', "àáâãäåāăąǎȁȃȧạảấầẩẫậắằẳẵặǻаα"),
    ('b', "ḃвβ"),
    ('c', "çćĉċčсϲ"),
    ('d', "ďđðḋḍ"),
    ('e', "èéêëēĕėęěȅȇẹẻẽếềểễệеєε"),
    ('f', "ḟƒ"),
    ('g', "ĝğġģǧǵ"),
    ('h', "ĥħḣḥн"),
    ('i', "ìíîïĩīĭįıǐȉịỉіїι"),
    ('j', "ĵǰј"),
    ('k', "ķĸǩкκ"),
    ('l', "ĺļľŀłḷ"),
    ('m', "ṁṃмμ"),
    ('n', "ñńņňŉŋṅṇ"),
    ('o', "òóôõöøōŏőǒȍȏọỏốồổỗộớờởỡợơоο"),
    ('p', "ṗрρ"),
    ('r', "ŕŗřȑȓṙṛ"),
    ('s', "śŝşšșṡṣѕſ"),
    ('t', "ţťŧțṫṭтτ"),
    ('u', "ùúûüũūŭůűųǔụủứừửữựưυ"),
    ('w', "ŵẁẃẅ"),
    ('x', "хχ"),
    ('y', "ýÿŷỳỵỷỹу"),
    ('z', "źżžẓ"),
    ('ا', "آأإٱ"),
    ('ی', "يىئ"),
    ('ک', "ك"),
    ('ه', "ةۀ"),
    ('و', "ؤ"),
];

/// The digit that a character is, in any script.
pub(super) fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    // Most letters are of no other script: told at once, since every letter of every remark comes by here.
    if c.is_ascii() {
        return None;
    }
    let code = u32::from(c);
    // Mathematical digits come in five runs of ten.
    let last = if (0x1d7ce..=0x1d7ff).contains(&code) { 49 } else { 9 };
    let zero = ZEROS.iter().find(|zero| code >= **zero && code - **zero <= last)?;
    char::from_digit((code - zero) % 10, 10)
}

/// Adds the folded form of a letter or digit; nothing for an accent, a joiner or a mark above a letter.
pub(super) fn push(out: &mut String, c: char) {
    if c.is_ascii_alphabetic() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if let Some(digit) = digit(c) {
        out.push(digit);
        return;
    }
    if is_silent(c) {
        return;
    }
    // Full-width letters lie at one distance from the plain ones.
    let c = match u32::from(c) {
        code @ 0xff21..=0xff5a => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    for small in c.to_lowercase() {
        match small {
            'a'..='z' => out.push(small),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            _ if is_silent(small) => {}
            _ => out.push(PLAIN.iter().find(|(_, like)| like.contains(small)).map_or(small, |(plain, _)| *plain)),
        }
    }
}

/// A word in its folded form; what is neither letter nor digit is left out.
pub(super) fn word(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().filter(|c| c.is_alphanumeric()).for_each(|c| push(&mut out, c));
    out
}

/// Belongs to the letter before it and is not read on its own: accents, joiners, Arabic vowel signs.
pub(super) fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// An apostrophe, as keyboards and children have it.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_fold_to_one() {
        for (word_, folded) in [
            ("Siobhán", "siobhan"),
            ("ŁUKASZ", "lukasz"),
            ("Zoe\u{308}", "zoe"),
            ("Ｋａｒｅｎ", "karen"),
            ("Nguyễn", "nguyen"),
            ("İpek", "ipek"),
            ("don’t", "dont"),
            ("مُحَمَّد", "محمد"),
            ("علي", "علی"),
            ("Каren", "karen"),
        ] {
            assert_eq!(word(word_), folded);
        }
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        for digits in ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"]
        {
            assert_eq!(word(digits), "0123456789");
        }
        assert_eq!(digit('x'), None);
        assert_eq!(digit('½'), None);
    }
}
