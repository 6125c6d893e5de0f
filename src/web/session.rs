//! Who is signed in, and what they may: extractors that a handler must hold.

use super::State;
use super::error::StaffError;
use crate::domain::staff::{MayAdminister, MayRun, MayView, Staff};
use crate::seal::Token;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::Future;
use std::pin::Pin;

/// Seconds without a request after which a session ends.
const IDLE: i64 = 60 * 60;
/// Seconds after which a session ends in any case.
const LONGEST: i64 = 8 * 60 * 60;

/// A signed-in member of staff.
pub(super) struct Signed {
    pub(super) staff: Staff,
    /// The token that every form of this session carries.
    pub(super) csrf: String,
    pub(super) token: Token,
}

/// Signed in, and may run events.
pub(super) struct Runner {
    pub(super) signed: Signed,
    pub(super) may: MayRun,
}

/// Signed in, and may administer.
pub(super) struct Administrator {
    pub(super) signed: Signed,
    pub(super) _may: MayAdminister,
}

/// Signed in, and may view released figures.
pub(super) struct Viewer {
    pub(super) signed: Signed,
    pub(super) may: MayView,
}

/// Signed in, and a reader. Which events, the flow says: a handler must hold a
/// [`MayRead`](crate::domain::staff::MayRead) of each.
pub(super) struct Reader {
    pub(super) signed: Signed,
}

/// The name of the session's cookie. `__Host-` needs TLS (RFC 6265bis).
pub(super) fn cookie_name(state: &State) -> &'static str {
    if state.settings.tls { "__Host-sayso" } else { "sayso" }
}

/// The session's cookie.
pub(super) fn cookie(state: &State, value: &str) -> Cookie<'static> {
    Cookie::build(cookie_name(state), value.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.settings.tls)
        .finish()
}

async fn signed(request: HttpRequest) -> Result<Signed, StaffError> {
    let state = request.app_data::<web::Data<State>>().ok_or(StaffError::SignIn)?;
    let token = request.cookie(cookie_name(state)).map(|c| Token::received(c.value())).ok_or(StaffError::SignIn)?;
    let digest = token.digest();
    let (staff, csrf, started, seen) = state.flow.store.session(&digest).await?.ok_or(StaffError::SignIn)?;
    let now = State::now();
    if now - seen > IDLE || now - started > LONGEST {
        let write = state.flow.store.write().await?;
        write.end_session(&digest).await?;
        write.commit().await?;
        return Err(StaffError::SignIn);
    }
    // Once a minute is often enough to know that somebody is there.
    if now - seen > 60 {
        let write = state.flow.store.write().await?;
        write.session_seen(&digest, now).await?;
        write.commit().await?;
    }
    Ok(Signed { staff, csrf, token })
}

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, StaffError>>>>;

macro_rules! extract {
    ($what:ty, |$signed:ident| $make:expr) => {
        impl FromRequest for $what {
            type Error = StaffError;
            type Future = Extracting<Self>;
            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let $signed = signed(request).await?;
                    $make
                })
            }
        }
    };
}

extract!(Signed, |signed| Ok(signed));
extract!(Runner, |signed| match signed.staff.may_run() {
    Some(may) => Ok(Runner { signed, may }),
    None => Err(StaffError::NotAllowed),
});
extract!(Administrator, |signed| match signed.staff.may_administer() {
    Some(_may) => Ok(Administrator { signed, _may }),
    None => Err(StaffError::NotAllowed),
});
extract!(Reader, |signed| if signed.staff.is_reader() { Ok(Reader { signed }) } else { Err(StaffError::NotAllowed) });
extract!(Viewer, |signed| match signed.staff.may_view() {
    Some(may) => Ok(Viewer { signed, may }),
    None => Err(StaffError::NotAllowed),
});

/// The fields of a form, as they came in.
#[derive(Debug, Default, Clone)]
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    /// The value of a field, trimmed; empty when missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }

    /// All values of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The fields, if the form carries the session's token (CSRF: synchroniser token).
    pub(super) fn checked(form: Result<web::Form<Vec<(String, String)>>, actix_web::Error>, signed: &Signed) -> Result<Self, StaffError> {
        let fields = Self::unchecked(form)?;
        if fields.get("csrf") == signed.csrf { Ok(fields) } else { Err(StaffError::StaleForm) }
    }

    /// The fields of a form that belongs to no session: signing in.
    pub(super) fn unchecked(form: Result<web::Form<Vec<(String, String)>>, actix_web::Error>) -> Result<Self, StaffError> {
        match form {
            Ok(form) => Ok(Self(form.into_inner())),
            Err(error) if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(StaffError::BadForm(StatusCode::PAYLOAD_TOO_LARGE))
            }
            Err(_) => Err(StaffError::BadForm(StatusCode::BAD_REQUEST)),
        }
    }
}

/// A form as handlers take it: what is wrong with it is theirs to say.
pub(super) type Form = Result<web::Form<Vec<(String, String)>>, actix_web::Error>;
