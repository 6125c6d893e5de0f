//! Bytes packed once, served as a browser takes them: brotli (RFC 7932), gzip, or as they are.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// How hard brotli works: 10 of 11. The last step saves little and would be felt at the start.
const QUALITY: i32 = 10;

/// Bytes in every packing that browsers take.
pub(in crate::web) struct Packed {
    plain: web::Bytes,
    gzip: Option<web::Bytes>,
    brotli: Option<web::Bytes>,
}

impl Packed {
    /// Bytes that are packed already, such as fonts and speech.
    pub(in crate::web) fn as_they_are(plain: web::Bytes) -> Self {
        Self { plain, gzip: None, brotli: None }
    }

    /// Text, packed.
    pub(in crate::web) fn text(text: Vec<u8>) -> Self {
        Self { gzip: gzip(&text), brotli: brotli(&text), plain: text.into() }
    }

    /// The bytes themselves.
    pub(in crate::web) fn plain(&self) -> &web::Bytes {
        &self.plain
    }

    /// Answers with the smallest packing that the browser takes.
    pub(in crate::web) fn answer(&self, request: &HttpRequest, mut response: HttpResponseBuilder) -> HttpResponse {
        let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(name));
        let (encoding, bytes) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes("br") => ("br", brotli),
            (_, Some(gzip)) if takes("gzip") => ("gzip", gzip),
            _ => ("identity", &self.plain),
        };
        response.insert_header((header::VARY, "Accept-Encoding")).insert_header((header::CONTENT_ENCODING, encoding)).body(bytes.clone())
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
