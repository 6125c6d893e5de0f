//! What holds for every answer of the server: headers, no empty reply after a panic, a quiet log.

use super::error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;

/// Nothing from another origin, no inline script or style, no frame (invariant 7).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; \
connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// What a page may use of the tablet: nothing.
const USES: (&str, &str) = ("permissions-policy", "geolocation=(), camera=(), microphone=(), payment=(), usb=(), interest-cohort=()");
/// The same for staff pages with a recorder, which set it themselves.
pub(super) const WITH_MICROPHONE: (&str, &str) =
    ("permissions-policy", "geolocation=(), camera=(), microphone=(self), payment=(), usb=(), interest-cohort=()");

fn harden(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(USES.0) {
        headers.insert(HeaderName::from_static(USES.0), HeaderValue::from_static(USES.1));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Sets the security headers, and `no-store` where nothing else was said.
pub(super) async fn headers<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    match next.call(request).await {
        Ok(mut response) => {
            harden(response.headers_mut());
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            harden(response.headers_mut());
            Err(InternalError::from_response("", response).into())
        }
    }
}

/// Gives a plain page when a handler panics, instead of an empty reply.
pub(super) async fn catch_panics<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    // Not the request itself: the router must be its only owner.
    let path = request.path().to_owned();
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(response) => response,
        // What was being done is not told: it may have been about a child.
        Err(_) => Err(InternalError::from_response("", error::broken(&path)).into()),
    }
}

/// Whether a child's page loads something from an address: a line of it in the log would tell when a
/// child listened to a question.
fn is_loaded_by_children(path: &str) -> bool {
    path.starts_with("/assets/")
        || (path.starts_with("/clips/") && path != "/clips/remove")
        || path == "/manifest.webmanifest"
        || path.starts_with("/icon-")
}

/// Logs staff's requests: route, status, nothing else. A child's request is never logged: a line
/// would tell when a child answered (privacy: no address, time, device or order).
pub(super) async fn log_staff<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let route = request.match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    // By its address too: one that nothing is at has no route, and may still be a child's.
    let childs = super::child::is_childs(&route) || super::child::is_childs(request.path()) || is_loaded_by_children(request.path());
    let method = request.method().clone();
    let response = next.call(request).await?;
    if !childs {
        let status = response.status().as_u16();
        tracing::info!(%method, route, status, "request");
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::{catch_panics, headers};
    use actix_web::middleware::from_fn;
    use actix_web::{App, HttpResponse, test, web};

    async fn broken() -> HttpResponse {
        panic!("a fault made for this test")
    }

    #[test]
    fn a_panic_gives_a_plain_page_with_all_headers() {
        actix_web::rt::System::new().block_on(async {
            let app = App::new()
                .route("/e/abcdefgh", web::get().to(broken))
                .route("/events", web::get().to(broken))
                .wrap(from_fn(catch_panics))
                .wrap(from_fn(headers));
            let app = test::init_service(app).await;
            for (path, words) in [("/e/abcdefgh", "It is not your fault."), ("/events", "Something went wrong")] {
                let error = test::try_call_service(&app, test::TestRequest::get().uri(path).to_request()).await.expect_err("an error page");
                let answer = error.error_response();
                assert_eq!(answer.status(), 500);
                assert!(answer.headers().contains_key("content-security-policy"));
                let Ok(body) = actix_web::body::to_bytes(answer.into_body()).await else { panic!("no body") };
                let text = String::from_utf8_lossy(&body).into_owned();
                assert!(text.contains(words) && !text.contains("made for this test"), "{text}");
            }
        });
    }
}
