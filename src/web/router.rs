//! The one route table: every address, who may use it, and what answers.

use super::{
    LARGEST_FILE, LARGEST_FORM, account, adult, agreed, asset, board, child, clip, error, event, hand, health, outbox, questionnaire,
    reading, service, staff, summary, tablet, vote,
};
use actix_web::http::Method;
use actix_web::{HttpRequest, Route, web};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// A tablet that was enrolled for the event, and nobody else.
    Tablet,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever may view released figures.
    View,
    /// Officers and administrators.
    Run,
    /// Administrators.
    Administer,
    /// Readers; what is about an event, the reader and the deputy that it names, and nobody else.
    Read,
}

/// A row of the route table, without what answers: for tests that walk it.
#[derive(Debug, Clone)]
pub struct RouteRow {
    /// The method.
    pub method: Method,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// The rows of the table.
#[must_use]
pub fn route_table() -> Vec<RouteRow> {
    routes().into_iter().map(|(row, _)| row).collect()
}

fn routes() -> Vec<(RouteRow, Route)> {
    use Access::{Administer, Public, Read, Run, SignedIn, Tablet, View};
    let get = |path, access, route: Route| (RouteRow { method: Method::GET, path, access }, route.method(Method::GET));
    let post = |path, access, route: Route| (RouteRow { method: Method::POST, path, access }, route.method(Method::POST));
    let to = web::route;
    vec![
        // Tablets. Before the child's pages: no event has a code like these.
        get("/e/tablet", Public, to().to(tablet::ask)),
        post("/e/tablet", Public, to().to(tablet::enrol)),
        get("/e/forget", Public, to().to(child::forget)),
        get("/e/worker.js", Public, to().to(tablet::worker)),
        get("/e/{event}/ready", Public, to().to(tablet::ready)),
        get("/e/{event}/cache", Public, to().to(tablet::list)),
        get("/e/{event}/talk", Public, to().to(tablet::talk)),
        get("/e/{event}/vote", Tablet, to().to(tablet::vote)),
        post("/e/{event}/heartbeat", Tablet, to().to(tablet::heartbeat)),
        post("/e/{event}/hand", Tablet, to().to(tablet::hand)),
        get("/manifest.webmanifest", Public, to().to(tablet::manifest)),
        get("/icon-{size}.png", Public, to().to(tablet::icon)),
        // The child.
        get("/e/{event}", Public, to().to(child::ways)),
        get("/e/{event}/words", Public, to().to(child::words)),
        get("/e/{event}/alone", Public, to().to(child::alone)),
        get("/e/{event}/for-tablet", Public, to().to(child::for_tablet)),
        get("/e/{event}/welcome", Public, to().to(child::welcome)),
        get("/e/{event}/answer", Public, to().to(child::answer)),
        post("/e/{event}/answer", Public, to().to(child::send)),
        post("/e/{event}/again", Public, to().to(child::again)),
        get("/e/{event}/not-now", Public, to().to(child::not_now)),
        post("/e/{event}/envelope/{envelope}", Public, to().to(child::take)),
        post("/e/{event}/remark/{question}/{id}", Public, to().to(child::remark)),
        get("/e/{event}/thanks", Public, to().to(child::thanks)),
        get("/e/{event}/gallery", Public, to().to(child::gallery)),
        get("/quiet", Public, to().to(child::quiet)),
        // What pages load.
        get("/assets/{name}", Public, to().to(asset::serve)),
        get("/clips/{name}", Public, to().to(clip::serve)),
        get("/healthz", Public, to().to(health::alive)),
        get("/readyz", Public, to().to(health::ready)),
        // Signing in and out.
        get("/", Public, to().to(account::first)),
        get("/sign-in", Public, to().to(account::ask)),
        post("/sign-in", Public, to().to(account::sign_in)),
        get("/sign-in/{token}", Public, to().to(account::by_link)),
        post("/sign-out", SignedIn, to().to(account::sign_out)),
        get("/account", SignedIn, to().to(account::show)),
        post("/account/password", SignedIn, to().to(account::set_password)),
        // Events.
        get("/events", Run, to().to(event::list)),
        get("/events/new", Run, to().to(event::ask)),
        post("/events/new", Run, to().to(event::open)),
        get("/events/new/example", Run, to().to(event::example)),
        get("/events/{event}", Run, to().to(event::show)),
        get("/events/{event}/papers", Run, to().to(event::papers)),
        post("/events/{event}/early-look", Run, to().to(event::early_look)),
        post("/events/{event}/close", Run, to().to(event::close)),
        post("/events/{event}/withdraw", Run, to().to(event::withdraw)),
        get("/events/{event}/agreed", Run, to().to(agreed::ask)),
        post("/events/{event}/agreed", Run, to().to(agreed::add)),
        post("/events/{event}/agreed/remove", Run, to().to(agreed::remove)),
        post("/events/{event}/agreed/withdraw-quote", Run, to().to(agreed::withdraw_quote)),
        post("/events/{event}/readers", Run, to().to(event::name_readers)),
        // Children's own words.
        get("/reading", Read, to().to(reading::list)),
        get("/reading/{event}", Read, to().to(reading::first)),
        get("/reading/{event}/read", Read, to().to(reading::read)),
        get("/reading/{event}/remark/{remark}", Read, to().to(reading::one)),
        post("/reading/{event}/remark/{remark}", Read, to().to(reading::decide)),
        get("/reading/{event}/remark/{remark}/quote", Read, to().to(reading::redact)),
        post("/reading/{event}/remark/{remark}/quote", Read, to().to(reading::propose)),
        get("/reading/{event}/quotes", Read, to().to(reading::quotes)),
        post("/reading/{event}/quotes", Read, to().to(reading::publish)),
        get("/reading/{event}/quotes/{quote}", Read, to().to(reading::look)),
        post("/reading/{event}/quotes/{quote}", Read, to().to(reading::second)),
        get("/reading/{event}/themes", Read, to().to(reading::themes)),
        post("/reading/{event}/themes", Read, to().to(reading::release)),
        // The day of an event.
        get("/events/{event}/board", Run, to().to(board::show)),
        get("/events/{event}/board/live", Run, to().to(board::live)),
        post("/events/{event}/here", Run, to().to(board::here)),
        get("/events/{event}/tablets", Run, to().to(tablet::staff::list)),
        post("/events/{event}/tablets", Run, to().to(tablet::staff::code)),
        post("/events/{event}/tablets/{tablet}", Run, to().to(tablet::staff::change)),
        get("/events/{event}/votes", Run, to().to(vote::list)),
        get("/events/{event}/votes/new", Run, to().to(vote::ask)),
        post("/events/{event}/votes/new", Run, to().to(vote::start)),
        get("/events/{event}/votes/{vote}", Run, to().to(vote::show)),
        post("/events/{event}/votes/{vote}", Run, to().to(vote::close)),
        get("/events/{event}/votes/{vote}/screen", Run, to().to(vote::big_screen)),
        get("/events/{event}/votes/{vote}/live", Run, to().to(vote::live)),
        get("/events/{event}/adults", Run, to().to(adult::list)),
        post("/events/{event}/adults", Run, to().to(adult::act)),
        get("/events/{event}/hands", Run, to().to(hand::list)),
        get("/events/{event}/hands/{hand}", Run, to().to(hand::show)),
        post("/events/{event}/hands/{hand}", Run, to().to(hand::act)),
        post("/events/{event}/outbox", Run, to().to(outbox::take)),
        // Summaries: released figures.
        get("/summaries", View, to().to(summary::list)),
        get("/summaries/{event}", View, to().to(summary::show)),
        get("/summaries/{event}/all.csv", View, to().to(summary::all_csv)),
        get("/summaries/{event}/all.xlsx", View, to().to(summary::all_xlsx)),
        get("/summaries/{event}/words/all.csv", View, to().to(summary::words_csv)),
        get("/summaries/{event}/{question}.csv", View, to().to(summary::csv)),
        get("/summaries/{event}/{question}.svg", View, to().to(summary::svg)),
        get("/summaries/{event}/{question}.png", View, to().to(summary::png)),
        post("/summaries/{subject}/wide", Run, to().to(summary::make_wide)),
        get("/about-the-figures", SignedIn, to().to(summary::about)),
        // Questionnaires.
        get("/questionnaires", Run, to().to(questionnaire::list)),
        get("/questionnaires/new", Run, to().to(questionnaire::ask)),
        post("/questionnaires/new", Run, to().to(questionnaire::publish)),
        get("/questionnaires/{id}", Run, to().to(questionnaire::show)),
        get("/questionnaires/{id}/file", Run, to().to(questionnaire::file)),
        get("/questionnaires/{id}/voice", Run, to().to(clip::voice)),
        post("/clips", Run, to().to(clip::put)),
        post("/clips/remove", Run, to().to(clip::remove)),
        // Services and people.
        get("/services", Run, to().to(service::list)),
        post("/services", Administer, to().to(service::add)),
        get("/people", Run, to().to(staff::list)),
        post("/people", Administer, to().to(staff::add)),
        get("/people/{id}", Run, to().to(staff::show)),
        post("/people/{id}", Run, to().to(staff::give)),
    ]
}

/// Registers every route, the limits, and the page for what is not there.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.app_data(web::FormConfig::default().limit(LARGEST_FILE)).app_data(web::PayloadConfig::new(LARGEST_FORM));
    for (row, route) in routes() {
        config.route(row.path, route);
    }
    config.default_service(web::to(|request: HttpRequest| async move { error::nothing_here(request.path()) }));
}
