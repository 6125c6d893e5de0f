//! What pages load: embedded in the binary, named by content, compressed once.

use super::State;
use super::error::nothing_here;
use crate::seal::{digest, hex};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::{Compression, write::GzEncoder};
use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
#[include = "child/*"]
#[include = "staff/*"]
#[include = "fonts/*.woff2"]
#[include = "art/pictures/*.svg"]
struct Files;

struct Asset {
    hashed: String,
    content_type: &'static str,
    plain: web::Bytes,
    gzip: Option<web::Bytes>,
}

/// Served files by their plain name, such as `child.css`.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let mut assets = BTreeMap::new();
    let load = |path: &str| Files::get(path).map(|file| file.data);
    for path in Files::iter().filter(|p| p.ends_with(".woff2")) {
        if let Some(data) = load(&path) {
            let name = name_of(&path).to_owned();
            assets.insert(name.clone(), asset(&name, data, "font/woff2"));
        }
    }
    for path in Files::iter().filter(|p| p.ends_with(".css") || p.ends_with(".js")) {
        let Some(data) = load(&path) else { continue };
        let name = name_of(&path).to_owned();
        let (data, content_type) = if path.ends_with(".css") {
            // Fonts are named in the style sheet by their plain names; people get the hashed ones.
            let mut text = String::from_utf8_lossy(&data).into_owned();
            for (font, asset) in assets.iter().filter(|(n, _)| n.ends_with(".woff2")) {
                text = text.replace(font.as_str(), &asset.hashed);
            }
            (Cow::Owned(text.into_bytes()), "text/css; charset=utf-8")
        } else {
            (data, "text/javascript; charset=utf-8")
        };
        assets.insert(name.clone(), asset(&name, data, content_type));
    }
    assets
});

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn asset(name: &str, data: Cow<'static, [u8]>, content_type: &'static str) -> Asset {
    let hash = hex(&digest(&data));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let gzip = (content_type != "font/woff2").then(|| gzip(&data)).flatten();
    Asset { hashed: format!("{stem}.{}.{ending}", hash.get(..12).unwrap_or(&hash)), content_type, plain: data.into_owned().into(), gzip }
}

/// Bytes compressed as well as gzip can. Done once for each asset and page, not for each request.
pub(super) fn gzip(data: &[u8]) -> Option<web::Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// Whether the browser takes gzip.
pub(super) fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|part| part.trim().split(';').next() == Some("gzip"))
}

/// Loads and compresses everything before the first request.
pub(super) fn warm() {
    LazyLock::force(&ASSETS);
    LazyLock::force(&PICTURES);
}

/// The address of an asset, by its plain name.
pub(super) fn address(name: &str) -> String {
    ASSETS.get(name).map_or_else(String::new, |asset| format!("/assets/{}", asset.hashed))
}

static PICTURES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let pictures = Files::iter().filter(|p| p.ends_with(".svg"));
    pictures
        .filter_map(|path| {
            let text = String::from_utf8_lossy(&Files::get(&path)?.data).replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
            Some((name_of(&path).trim_end_matches(".svg").to_owned(), text.trim().to_owned()))
        })
        .collect()
});

/// The drawing with this name, to stand inside a page; empty if there is none.
pub(super) fn picture(name: &str) -> &'static str {
    PICTURES.get(name).map_or("", String::as_str)
}

/// Serves an asset for good: its name changes when it does.
pub(super) async fn serve(request: HttpRequest, path: web::Path<String>, _state: web::Data<State>) -> HttpResponse {
    let Some(asset) = ASSETS.values().find(|a| a.hashed == *path) else { return nothing_here(request.path()) };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    match &asset.gzip {
        Some(gzip) if takes_gzip(&request) => response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip.clone()),
        _ => response.insert_header((header::CONTENT_ENCODING, "identity")).body(asset.plain.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ASSETS, address, picture};

    #[test]
    fn style_sheets_name_only_assets_that_are_there() {
        for name in ["child.css", "staff.css", "child.js", "staff.js"] {
            assert!(address(name).starts_with("/assets/"), "{name}");
        }
        for (name, asset) in ASSETS.iter().filter(|(n, _)| n.ends_with(".css")) {
            let text = String::from_utf8_lossy(&asset.plain).into_owned();
            for font in text.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ASSETS.values().any(|a| a.hashed == font), "{name} names {font}");
            }
        }
        assert!(picture("icon-next").starts_with("<svg"));
    }
}
