//! Files that are kept for good and given in pieces: Safari plays no sound or video without byte
//! ranges (RFC 9110 §14).

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

/// What a `Range` header asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Everything: no header, or one that is to be ignored.
    All,
    /// From the first to the last byte.
    Part(usize, usize),
    /// Nothing that is there.
    Nothing,
}

/// Reads one range. Several at once, other units and what is malformed are ignored, as the standard
/// lets a server do (§14.2).
fn wanted(header: Option<&str>, length: usize) -> Wanted {
    let Some((unit, set)) = header.and_then(|h| h.split_once('=')) else { return Wanted::All };
    let Some((first, last)) = set.trim().split_once('-') else { return Wanted::All };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Wanted::All;
    }
    match (first, last) {
        ("", n) => match number(n) {
            None => Wanted::All,
            // The last n bytes; of a shorter file all.
            Some(n) if n > 0 && length > 0 => Wanted::Part(length.saturating_sub(n), length - 1),
            Some(_) => Wanted::Nothing,
        },
        (first, last) => {
            let last = if last.is_empty() { Some(usize::MAX) } else { number(last) };
            match (number(first), last) {
                (Some(first), Some(last)) if first > last => Wanted::All,
                (Some(first), Some(last)) if first < length => Wanted::Part(first, last.min(length - 1)),
                (Some(_), Some(_)) => Wanted::Nothing,
                _ => Wanted::All,
            }
        }
    }
}

/// Digits; a number that is too large is larger than any file.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

/// Gives a file whose address changes when it does, whole or the one range that is asked for.
/// `If-Range` needs no look: there is no other version at this address.
pub(in crate::web) fn ranged(request: &HttpRequest, bytes: &web::Bytes, content_type: &str) -> HttpResponse {
    let mut asked = request.headers().get_all(header::RANGE);
    let asked = match (asked.next(), asked.next()) {
        (Some(one), None) => one.to_str().ok(),
        _ => None,
    };
    let length = bytes.len();
    let (status, body, place) = match wanted(asked, length) {
        Wanted::All => (StatusCode::OK, bytes.clone(), None),
        Wanted::Part(first, last) => {
            (StatusCode::PARTIAL_CONTENT, bytes.slice(first..=last), Some(format!("bytes {first}-{last}/{length}")))
        }
        Wanted::Nothing => {
            let place = (header::CONTENT_RANGE, format!("bytes */{length}"));
            return HttpResponse::RangeNotSatisfiable().insert_header(place).insert_header((header::ACCEPT_RANGES, "bytes")).finish();
        }
    };
    let mut response = HttpResponse::build(status);
    if let Some(place) = place {
        response.insert_header((header::CONTENT_RANGE, place));
    }
    response
        .content_type(content_type)
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        // Sound and video are compressed already, and a range is one of the bytes as they are.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(body)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, ranged, wanted};
    use actix_web::http::header;
    use actix_web::test::TestRequest;
    use actix_web::web;

    #[test]
    fn one_range_is_read_as_the_standard_says() {
        use Wanted::{All, Nothing, Part};
        for (header, is) in [
            (None, All),
            (Some("bytes=0-0"), Part(0, 0)),
            (Some("bytes=0-499"), Part(0, 499)),
            (Some("bytes=500-999"), Part(500, 999)),
            (Some("bytes=500-"), Part(500, 999)),
            (Some("Bytes = 0-1"), Part(0, 1)),
            // Past the end: up to the end.
            (Some("bytes=900-5000"), Part(900, 999)),
            (Some("bytes=0-99999999999999999999999999"), Part(0, 999)),
            // The last bytes.
            (Some("bytes=-1"), Part(999, 999)),
            (Some("bytes=-500"), Part(500, 999)),
            (Some("bytes=-5000"), Part(0, 999)),
            // Nothing of it is there.
            (Some("bytes=1000-"), Nothing),
            (Some("bytes=1000-1001"), Nothing),
            (Some("bytes=99999999999999999999999999-"), Nothing),
            (Some("bytes=-0"), Nothing),
            // Ignored: several, other units, none.
            (Some("bytes=0-1,5-6"), All),
            (Some("items=0-1"), All),
            (Some("bytes=5-1"), All),
            (Some("bytes=-"), All),
            (Some("bytes=a-b"), All),
            (Some("bytes=+1-2"), All),
            (Some("bytes=1--2"), All),
            (Some("bytes"), All),
            (Some(""), All),
        ] {
            assert_eq!(wanted(header, 1000), is, "{header:?}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Nothing);
        assert_eq!(wanted(Some("bytes=-1"), 0), Nothing);
    }

    #[test]
    fn an_answer_says_which_part_it_is() {
        actix_web::rt::System::new().block_on(async {
            let bytes = web::Bytes::from_static(b"0123456789");
            let ask = |ranges: &[&str]| {
                let request = ranges.iter().fold(TestRequest::get(), |r, range| r.append_header((header::RANGE, *range)));
                ranged(&request.to_http_request(), &bytes, "audio/mpeg")
            };
            for (ranges, status, place, body) in [
                (&[] as &[&str], 200, "", "0123456789"),
                (&["bytes=2-4"], 206, "bytes 2-4/10", "234"),
                (&["bytes=-3"], 206, "bytes 7-9/10", "789"),
                (&["bytes=10-"], 416, "bytes */10", ""),
                (&["bytes=0-0,2-2"], 200, "", "0123456789"),
                (&["bytes=0-0", "bytes=2-2"], 200, "", "0123456789"),
            ] {
                let answer = ask(ranges);
                let text = |name: header::HeaderName| answer.headers().get(name).map_or("", |v| v.to_str().expect("text")).to_owned();
                assert_eq!((answer.status().as_u16(), text(header::CONTENT_RANGE).as_str()), (status, place), "{ranges:?}");
                assert_eq!(text(header::ACCEPT_RANGES), "bytes", "{ranges:?}");
                assert_eq!(text(header::CACHE_CONTROL).contains("immutable"), status != 416, "{ranges:?}");
                let Ok(whole) = actix_web::body::to_bytes(answer.into_body()).await else { panic!("no body") };
                assert_eq!(whole, body.as_bytes(), "{ranges:?}");
            }
        });
    }
}
