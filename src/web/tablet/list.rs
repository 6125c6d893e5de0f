//! The list of everything that a tablet keeps of an event, with how large it is.

use super::{ApiError, find};
use crate::domain::clip::Name;
use crate::flow::{Clips, LiveEvent};
use crate::seal::{digest, hex};
use crate::web::State;
use crate::web::asset;
use crate::web::child;
use crate::web::child::listed::{Defaults, Listed, defaults, listed};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A remembered list, as it is sent, with its hash.
pub(in crate::web) type Kept = Arc<(String, web::Bytes)>;

#[derive(Serialize)]
struct ListedPage {
    #[serde(flatten)]
    page: Listed,
    hash: String,
    bytes: usize,
}

#[derive(Serialize)]
struct File {
    url: String,
    bytes: usize,
}

#[derive(Serialize)]
struct List<'a> {
    event: &'a str,
    version: String,
    policy: &'a str,
    hash: String,
    defaults: Defaults,
    pages: Vec<ListedPage>,
    files: Vec<File>,
    clips: Vec<File>,
    videos: Vec<File>,
    bytes: usize,
    video_bytes: usize,
}

/// `GET /e/{event}/cache`.
pub(in crate::web) async fn show(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let live = find(&state, &path).await?;
    if live.event.stored.ended {
        return Err(ApiError::Over);
    }
    let clips = state.flow.clips().await;
    let key = format!("{}&{}&{}", live.event.stored.code, clips.version(), child::named(&live));
    let known = state.lists.read().ok().and_then(|lists| lists.get(&key).cloned());
    let list = match known {
        Some(list) => list,
        None => {
            let fresh = make(&state, &live, &clips).await;
            if let Ok(mut lists) = state.lists.write() {
                // What was listed with other clips is not asked for any more.
                lists.retain(|old, _| !old.starts_with(live.event.stored.code.as_str()));
                lists.insert(key, Arc::clone(&fresh));
            }
            fresh
        }
    };
    let tag = format!("\"{}\"", list.0);
    let same = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|seen| seen.contains(&tag));
    let mut response = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, "no-cache")).insert_header((header::ETAG, tag));
    Ok(if same { response.finish() } else { response.content_type("application/json").body(list.1.clone()) })
}

async fn make(state: &State, live: &LiveEvent, clips: &Clips) -> Kept {
    let all = listed(state, live).await;
    let mut named = BTreeMap::new();
    for page in &all {
        loaded(&page.html, clips, &mut named);
    }
    for url in asset::named_in("child.css") {
        measure(&url, clips, &mut named);
    }
    let pages: Vec<ListedPage> = all
        .into_iter()
        .map(|page| {
            let hash = hex(&digest(page.html.as_bytes()));
            ListedPage { hash: hash.get(..16).unwrap_or_default().to_owned(), bytes: page.html.len(), page }
        })
        .collect();
    let (mut files, mut heard, mut videos) = (Vec::new(), Vec::new(), Vec::new());
    for (url, bytes) in named {
        let ending = url.rsplit('.').next().unwrap_or_default();
        let kind = match ending {
            "css" | "js" | "woff2" => &mut files,
            _ if url.starts_with("/clips/bfi-") => &mut videos,
            _ => &mut heard,
        };
        kind.push(File { url, bytes });
    }
    let sum = |files: &[File]| files.iter().map(|f| f.bytes).sum::<usize>();
    let bytes = pages.iter().map(|p| p.bytes).sum::<usize>() + sum(&files) + sum(&heard);
    let mut list = List {
        event: live.event.stored.code.as_str(),
        version: live.event.version.to_string(),
        policy: live.event.stored.policy.as_str(),
        hash: String::new(),
        defaults: defaults(live),
        pages,
        files,
        clips: heard,
        video_bytes: sum(&videos),
        videos,
        bytes,
    };
    list.hash = hex(&digest(&serde_json::to_vec(&list).unwrap_or_default()));
    let text = serde_json::to_vec(&list).unwrap_or_default();
    Arc::new((list.hash, text.into()))
}

/// Everything that a page names under `/assets/` and `/clips/`, with its size.
fn loaded(html: &str, clips: &Clips, named: &mut BTreeMap<String, usize>) {
    for folder in ["\"/assets/", "\"/clips/"] {
        for (at, _) in html.match_indices(folder) {
            let url = html.get(at + 1..).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            measure(url, clips, named);
        }
    }
}

fn measure(url: &str, clips: &Clips, named: &mut BTreeMap<String, usize>) {
    if named.contains_key(url) {
        return;
    }
    let bytes = match url.strip_prefix("/clips/") {
        None => asset::size(url),
        Some(file) => Name::parse(file).and_then(|(name, ending)| {
            let clip = clips.named(&name)?;
            // Captions are a few lines; how many is known only where they are kept.
            Some(if ending == "vtt" { 0 } else { usize::try_from(clip.size()).unwrap_or(usize::MAX) })
        }),
    };
    if let Some(bytes) = bytes {
        named.insert(url.to_owned(), bytes);
    }
}
