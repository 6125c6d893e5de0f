//! What pages load: embedded in the binary, named by content, packed once.

pub(super) mod packed;
mod script;

use super::State;
use super::error::nothing_here;
use super::part::range;
use crate::seal::{digest, hex};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use packed::Packed;
use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
#[include = "child/*"]
#[include = "staff/*"]
#[include = "fonts/*.woff2"]
#[include = "art/pictures/*.svg"]
#[include = "voice/*.json"]
#[include = "voice/*/*.mp3"]
struct Files;

struct Asset {
    hashed: String,
    content_type: &'static str,
    bytes: Packed,
}

/// Served files by their plain name, such as `child.css`; speech by its folder too, as `en/….mp3`.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let mut assets = BTreeMap::new();
    let paths = || Files::iter().map(Cow::into_owned);
    for (ending, content_type) in [(".woff2", "font/woff2"), (".mp3", "audio/mpeg")] {
        for path in paths().filter(|p| p.ends_with(ending)) {
            let name = path.strip_prefix("voice/").unwrap_or_else(|| name_of(&path)).to_owned();
            if let Some(file) = Files::get(&path) {
                assets.insert(name.clone(), asset(name_of(&path), file.data, content_type));
            }
        }
    }
    for (name, text) in sheets(paths()) {
        // Fonts are named in the style sheet by their plain names; people get the hashed ones.
        let fonts = assets.iter().filter(|(n, _)| n.ends_with(".woff2"));
        let text = fonts.fold(text, |text, (font, asset)| text.replace(font.as_str(), &asset.hashed));
        assets.insert(name.clone(), asset(&name, Cow::Owned(text.into_bytes()), "text/css; charset=utf-8"));
    }
    let scripts = |folder: &str| names_in(folder, ".js").into_iter().map(|p| (name_of(&p).to_owned(), text(&p)));
    let child: BTreeMap<String, String> = scripts("child/").collect();
    let started = STARTED.into_iter().filter(|first| child.contains_key(*first));
    let child: Vec<_> = started.map(|first| (first.to_owned(), script::bundle(&child, first))).collect();
    let staff: BTreeMap<String, String> = scripts("staff/").collect();
    let staff = staff.keys().map(|name| (name.clone(), script::bundle(&staff, name)));
    for (name, text) in staff.chain(child) {
        assets.insert(name.clone(), asset(&name, Cow::Owned(text.into_bytes()), "text/javascript; charset=utf-8"));
    }
    assets
});

/// Scripts of the folder `child` that are started by themselves; the others stand in them.
const STARTED: [&str; 4] = ["child.js", "later.js", "tablet.js", "worker.js"];

/// A script as it is served, by its plain name: for one that must have a plain address.
pub(super) fn script(name: &str) -> Option<&'static Packed> {
    ASSETS.get(name).map(|asset| &asset.bytes)
}

/// How many bytes an asset has, by its address.
pub(super) fn size(address: &str) -> Option<usize> {
    let hashed = address.strip_prefix("/assets/")?;
    ASSETS.values().find(|a| a.hashed == hashed).map(|a| a.bytes.plain().len())
}

/// The addresses that a style sheet names.
pub(super) fn named_in(sheet: &str) -> Vec<String> {
    let text = ASSETS.get(sheet).map(|a| String::from_utf8_lossy(a.bytes.plain()).into_owned()).unwrap_or_default();
    text.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(|name| format!("/assets/{name}")).collect()
}

/// An embedded file as text, by its path under `assets`; empty if there is none.
pub(super) fn text(path: &str) -> String {
    Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// Style sheets: `child/style/*.css` one after the other are `child.css`, so that a tablet asks once.
fn sheets(paths: impl Iterator<Item = String>) -> BTreeMap<String, String> {
    let mut sheets = BTreeMap::<String, String>::new();
    let mut paths: Vec<String> = paths.filter(|p| p.ends_with(".css")).collect();
    paths.sort_unstable();
    for path in paths {
        let name = if path.starts_with("child/style/") { "child.css" } else { name_of(&path) };
        sheets.entry(name.to_owned()).or_default().push_str(&without_comments(&text(&path)));
    }
    sheets
}

/// A style sheet without its comments and the blanks at the ends of lines.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split("/*").enumerate() {
        out.push_str(if i == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) });
    }
    out.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |all, line| all + line + "\n")
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn asset(name: &str, data: Cow<'static, [u8]>, content_type: &'static str) -> Asset {
    let hash = hex(&digest(&data));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let bytes =
        if content_type.starts_with("text/") { Packed::text(data.into_owned()) } else { Packed::as_they_are(data.into_owned().into()) };
    let hash = hash.get(..12).unwrap_or(&hash);
    // A clip is known by its content alone: a page names a hundred of them.
    let hashed = if ending == "mp3" { format!("{hash}.{ending}") } else { format!("{stem}.{hash}.{ending}") };
    Asset { hashed, content_type, bytes }
}

/// Loads everything before the first request.
pub(super) fn warm() {
    LazyLock::force(&ASSETS);
    LazyLock::force(&PICTURES);
    super::child::warm();
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

/// The embedded files of a folder with an ending, by their paths under `assets`.
pub(super) fn names_in(folder: &str, ending: &str) -> Vec<String> {
    Files::iter().filter(|p| p.starts_with(folder) && p.ends_with(ending)).map(Cow::into_owned).collect()
}

/// The drawing with this name, to stand inside a page; empty if there is none.
pub(super) fn picture(name: &str) -> &'static str {
    PICTURES.get(name).map_or("", String::as_str)
}

/// The same as markup. Only drawings embedded in the binary come here.
pub(super) fn drawing(name: &str) -> maud::Markup {
    maud::PreEscaped(picture(name).to_owned())
}

/// Serves an asset for good: its name changes when it does.
pub(super) async fn serve(request: HttpRequest, path: web::Path<String>, _state: web::Data<State>) -> HttpResponse {
    let Some(asset) = ASSETS.values().find(|a| a.hashed == *path) else { return nothing_here(request.path()) };
    if asset.content_type == "audio/mpeg" {
        return range::ranged(&request, asset.bytes.plain(), asset.content_type);
    }
    let mut response = HttpResponse::Ok();
    response.content_type(asset.content_type).insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    asset.bytes.answer(&request, response)
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
            let text = String::from_utf8_lossy(asset.bytes.plain()).into_owned();
            for font in text.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ASSETS.values().any(|a| a.hashed == font), "{name} names {font}");
            }
        }
        assert!(picture("icon-next").starts_with("<svg"));
    }

    /// Icons of buttons are not for answers.
    #[test]
    fn a_questionnaire_can_name_every_drawing_and_no_other() {
        let drawn = super::names_in("art/pictures/", ".svg");
        let names: Vec<&str> = drawn.iter().map(|path| super::name_of(path).trim_end_matches(".svg")).collect();
        let mut names: Vec<&str> = names.into_iter().filter(|name| !name.starts_with("icon-")).collect();
        names.sort_unstable();
        assert_eq!(names, crate::domain::drawing::NAMES);
    }

    #[test]
    fn the_childs_scripts_are_four_and_import_nothing() {
        let text = |name: &str| String::from_utf8_lossy(ASSETS.get(name).expect("is there").bytes.plain()).into_owned();
        let (first, later) = (text("child.js"), text("later.js"));
        let (tablet, worker) = (text("tablet.js"), text("worker.js"));
        let modules = super::names_in("child/", ".js");
        assert!(modules.len() > 10, "{modules:?}");
        for path in &modules {
            let scope = format!("const $_{} = ", super::name_of(path).trim_end_matches(".js"));
            let times = [&first, &later, &tablet, &worker].map(|script| script.matches(&scope).count());
            assert!(times.contains(&1) && times.iter().all(|n| *n <= 1), "{path} stands in them {times:?} times");
        }
        for only in ["outbox", "store", "queue", "idle", "raise"] {
            assert!(!(first.clone() + &later).contains(&format!("const $_{only} = ")), "{only} is for enrolled tablets");
        }
        assert!(!(first.clone() + &later + &tablet + &worker).lines().any(|line| line.starts_with("import ")));
        // A service worker is a classic script.
        assert!(!worker.contains("\nexport ") && tablet.contains("export const {day} = $_tablet;"));
        assert!(!first.contains("\nexport ") && later.contains("export const {start} = $_later;"));
    }
}
