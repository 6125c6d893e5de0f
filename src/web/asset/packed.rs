//! Bytes packed once, served as a browser takes them: brotli (RFC 7932), gzip, or as they are.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::sync::OnceLock;

/// How hard brotli works: 10 of 11. The last step saves little and would be felt by the first who asks.
const QUALITY: i32 = 10;

/// A packing, made when a browser first asks for it: a server that starts anew in the middle of an event is
/// there at once. None inside: it could not be made.
type Packing = OnceLock<Option<web::Bytes>>;

/// Bytes in every packing that browsers take.
pub(in crate::web) struct Packed {
    plain: web::Bytes,
    is_text: bool,
    gzip: Packing,
    brotli: Packing,
}

impl Packed {
    /// Bytes that are packed already, such as fonts and speech.
    pub(in crate::web) fn as_they_are(plain: web::Bytes) -> Self {
        Self { plain, is_text: false, gzip: Packing::new(), brotli: Packing::new() }
    }

    /// Text, packed.
    pub(in crate::web) fn text(text: Vec<u8>) -> Self {
        Self { is_text: true, ..Self::as_they_are(text.into()) }
    }

    /// The bytes themselves.
    pub(in crate::web) fn plain(&self) -> &web::Bytes {
        &self.plain
    }

    /// Answers with the smallest packing that the browser takes.
    pub(in crate::web) fn answer(&self, request: &HttpRequest, mut response: HttpResponseBuilder) -> HttpResponse {
        let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(name));
        let pack = |name, packing: &Packing, pack: fn(&[u8]) -> Option<web::Bytes>| {
            let wanted = self.is_text && takes(name);
            wanted.then(|| packing.get_or_init(|| pack(&self.plain)).clone()).flatten().map(|bytes| (name, bytes))
        };
        let packed = pack("br", &self.brotli, brotli).or_else(|| pack("gzip", &self.gzip, gzip));
        let (encoding, bytes) = packed.unwrap_or_else(|| ("identity", self.plain.clone()));
        response.insert_header((header::VARY, "Accept-Encoding")).insert_header((header::CONTENT_ENCODING, encoding)).body(bytes)
    }
}

fn gzip(data: &[u8]) -> Option<web::Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).ok()?;
    Some(encoder.finish().ok()?.into())
}

fn brotli(data: &[u8]) -> Option<web::Bytes> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: QUALITY, size_hint: data.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*data, &mut packed, &parameters).ok()?;
    Some(packed.into())
}

#[cfg(test)]
mod tests {
    use super::Packed;
    use actix_web::test::TestRequest;
    use actix_web::{HttpResponse, body::to_bytes};
    use std::io::Read;

    #[test]
    fn a_browser_gets_what_it_takes_and_can_unpack_it() {
        let text = "Does your social worker talk with you on your own? ".repeat(200);
        let packed = Packed::text(text.clone().into_bytes());
        for (accepts, encoding) in [("gzip, deflate, br", "br"), ("gzip;q=1.0, deflate", "gzip"), ("", "identity"), ("brotli", "identity")]
        {
            let request = TestRequest::default().insert_header(("accept-encoding", accepts)).to_http_request();
            let answer = packed.answer(&request, HttpResponse::Ok());
            assert_eq!(answer.headers().get("content-encoding").expect("a header"), encoding);
            let body = actix_web::rt::System::new().block_on(async { to_bytes(answer.into_body()).await.ok() }).expect("a body");
            let mut back = String::new();
            match encoding {
                "br" => brotli::Decompressor::new(&*body, 4096).read_to_string(&mut back).expect("brotli"),
                "gzip" => flate2::read::GzDecoder::new(&*body).read_to_string(&mut back).expect("gzip"),
                _ => (&*body).read_to_string(&mut back).expect("text"),
            };
            assert_eq!(back, text, "{encoding}");
        }
    }
}
