//! Just enough of `multipart/form-data` (RFC 7578) for a form with a file, so that it works without JavaScript.

/// A part of a form: its name and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::web) struct Part<'a> {
    pub(in crate::web) name: String,
    pub(in crate::web) bytes: &'a [u8],
}

/// The line that divides the parts, from a `content-type`. None if it is another type.
pub(in crate::web) fn boundary(content_type: &str) -> Option<String> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = rest.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let value = value.trim_matches('"');
    (!value.is_empty() && value.len() <= 70).then(|| value.to_owned())
}

/// The parts of a body. What is not whole is left out.
pub(in crate::web) fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<Part<'a>> {
    let line = format!("--{boundary}").into_bytes();
    let mut found = Vec::new();
    let mut rest = match find(body, &line).and_then(|at| body.get(at + line.len()..)) {
        Some(rest) => rest,
        None => return found,
    };
    let next = [b"\r\n".as_slice(), &line].concat();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let Some(end) = find(part, &next) else { break };
        let (whole, after) = part.split_at(end);
        if let Some(head_end) = find(whole, b"\r\n\r\n")
            && let (Some(head), Some(bytes)) = (whole.get(..head_end), whole.get(head_end + 4..))
            && let Some(name) = name(head)
        {
            found.push(Part { name, bytes });
        }
        rest = after.get(next.len()..).unwrap_or_default();
    }
    found
}

fn name(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, after) = line.split_once("; name=\"").or_else(|| line.split_once(";name=\""))?;
    Some(after.split('"').next()?.to_owned())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    // By its first byte: a file of megabytes is searched in no time.
    let first = *what.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|b| *b == first) {
        if bytes.get(from + at..)?.starts_with(what) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Part, boundary, parts};
    use proptest::prelude::*;

    const BODY: &[u8] = b"--xx\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--xx\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"name=\"\r\nContent-Type: a/b\r\n\r\none\r\ntwo\r\n\r\n--xx--\r\n";

    #[test]
    fn a_form_with_a_file_is_read() {
        assert_eq!(boundary("multipart/form-data; boundary=xx").as_deref(), Some("xx"));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"").as_deref(), Some("a b"));
        for bad in ["", "text/plain; boundary=xx", "multipart/form-data", "multipart/form-data; boundary="] {
            assert_eq!(boundary(bad), None, "{bad}");
        }
        let found = parts(BODY, "xx");
        assert_eq!(found, [Part { name: "csrf".into(), bytes: b"abc" }, Part { name: "file".into(), bytes: b"one\r\ntwo\r\n" }]);
        assert!(parts(b"", "xx").is_empty() && parts(b"--xx--", "xx").is_empty());
        // Cut off within the file: what is whole is read, and no more.
        assert_eq!(parts(&BODY[..BODY.len() - 12], "xx").len(), 1);
    }

    proptest! {
        #[test]
        fn whatever_comes_nothing_breaks(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _found = parts(&[b"--xx\r\n".as_slice(), &bytes].concat(), "xx");
        }
    }
}
