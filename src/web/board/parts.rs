//! The parts of the board that change by themselves. They are made of what tablets said of themselves, of
//! hands, of staff's own entries, and of how many answers are in, in steps of five: of nothing that was answered.

use super::{Early, Standing};
use crate::domain::event::State;
use crate::domain::hand::{Hand, How, Stage};
use crate::domain::tablet::{Tablet, named, whole_minute};
use crate::flow::EARLY;
use crate::store::Event;
use crate::web::event::at_least;
use crate::web::part::form::csrf;
use crate::web::session::Signed;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Every part, by the id of its place on the page.
pub(super) fn all(signed: &Signed, standing: &Standing) -> BTreeMap<&'static str, String> {
    let parts = [
        ("hands", hands(signed, standing)),
        ("tablets", tablets(standing)),
        ("answers", answers(standing)),
        ("vote", vote(standing)),
        ("unread", unread(standing)),
        ("early", early(standing)),
        ("warnings", warnings(standing)),
    ];
    parts.into_iter().map(|(id, markup)| (id, markup.into_string())).collect()
}

/// How long ago something was.
pub(in crate::web) fn ago(then: i64, now: i64) -> String {
    match (now - then) / 60 {
        ..=0 => "just now".to_owned(),
        1 => "1 minute ago".to_owned(),
        n @ 2..60 => format!("{n} minutes ago"),
        n if n < 120 => "1 hour ago".to_owned(),
        n if n < 48 * 60 => format!("{} hours ago", n / 60),
        n => format!("{} days ago", n / (24 * 60)),
    }
}

fn capital(text: &str) -> String {
    crate::domain::words::capital(text)
}

/// A hand, beside the name of a tablet.
fn hand_up() -> Markup {
    html! {
        span.up {
            svg.hand viewBox="0 0 16 16" aria-hidden="true" { path d="M4 15 2 9l1-1 2 1V3h1.5v4H7V1h1.500v6H9V2h1.500v6h.5V4h1.500v7l-2 4z" {} }
            "hand up"
        }
    }
}

pub(super) fn hands(signed: &Signed, standing: &Standing) -> Markup {
    let mut open: Vec<&Hand> = standing.hands.iter().filter(|h| !h.is_done()).collect();
    open.sort_by_key(|h| h.rank());
    let done: Vec<&Hand> = standing.hands.iter().filter(|h| h.is_done()).collect();
    html! {
        h2 {
            @match open.len() { 0 => { "No hand is raised" } 1 => { "1 hand raised" } n => { (n) " hands raised" } }
        }
        p.note { "Silent on purpose. The tablet shows nothing, so that nobody is pointed at." }
        @if !open.is_empty() { ul.hands { @for hand in open { (raised(signed, standing, hand)) } } }
        @if !done.is_empty() {
            h3 { "Closed" }
            ul.done {
                @for hand in done {
                    @if let Stage::Done(what) = &hand.stage {
                        li { a href={ "/events/" (standing.event.stored.code) "/hands/" (hand.id) } { (hand.tablet) } ", " (hand.how.told().to_lowercase()) ". " (what.outcome.told()) "." }
                    }
                }
            }
        }
        @if !standing.hands.is_empty() { p.note { a href={ "/events/" (standing.event.stored.code) "/hands" } { "All hands of this event" } ", and until when they are kept." } }
    }
}

fn raised(signed: &Signed, standing: &Standing, hand: &Hand) -> Markup {
    let address = format!("/events/{}/hands/{}", standing.event.stored.code, hand.id);
    let (class, then) = match hand.how {
        How::Now => ("state now", ""),
        How::Later => ("state", " Do not walk over: find a quiet moment."),
        How::Phone => ("state faint", ""),
    };
    let since = capital(&ago(hand.raised, standing.now));
    html! {
        li {
            div { h3 { (hand.tablet) } strong class=(class) { (hand.how.told()) } }
            div {
                p { @if hand.how == How::Phone { "Was shown the numbers; asked for " } @else { "Asked for " } b { (hand.adult.0) } ", " (hand.adult.1) }
                p.note {
                    (since) ". "
                    @match &hand.stage {
                        Stage::Going(by, since) => { (standing.staff.iter().find(|(id, _)| id == by).map_or("Somebody", |(_, name)| name)) " is going, since " (ago(*since, standing.now).replace("just now", "a moment ago")) "." }
                        _ => { "Nobody has said they are going." (then) }
                    }
                }
            }
            @match &hand.stage {
                Stage::Raised => form method="post" action=(address) {
                    (csrf(signed))
                    button class=[(hand.how != How::Now).then_some("second")] id={ "go-" (hand.id) } name="do" value="going" aria-label={ "I am going to " (hand.tablet) } { "I am going" }
                },
                _ => a.button.second id={ "what-" (hand.id) } href=(address) aria-label={ "What happened at " (hand.tablet) "?" } { "What happened?" },
            }
        }
    }
}

pub(super) fn tablets(standing: &Standing) -> Markup {
    let there: Vec<&Tablet> = standing.tablets.iter().filter(|t| !t.revoked || t.holds == Some(true)).collect();
    let seen = there.iter().filter(|t| !t.is_silent(standing.now)).count();
    let holding: Vec<&str> = there.iter().filter(|t| t.holds == Some(true)).map(|t| t.name.as_str()).collect();
    let up = |t: &Tablet| standing.hands.iter().any(|h| !h.is_done() && h.tablet == t.name);
    let code = &standing.event.stored.code;
    html! {
        h2 { @match there.len() { 0 => { "No tablet is set up" } 1 => { "1 tablet" } n => { (n) " tablets" } } }
        @if there.is_empty() {
            p { @if standing.event.stored.tablets_only { "Nobody can answer yet: this event is for the tablets that you set up. " } @else { "Children can answer by the link all the same; what they hold is not known then, and they cannot raise a hand. " } a href={ "/events/" (code) "/tablets" } { "Set up tablets" } "." }
        } @else {
            p {
                (seen) " seen in the last 3 minutes. "
                @match holding.len() { 0 => { "None says that it holds answers." } 1 => { b { (named(&holding)) " holds answers" } " that have not reached us yet." } _ => { b { (named(&holding)) " hold answers" } " that have not reached us yet." } }
            }
            ul.tablets {
                @for tablet in &there {
                    @let silent = tablet.is_silent(standing.now);
                    li class=[class(tablet, silent)] {
                        p { b { (tablet.name) } @if up(tablet) { " " (hand_up()) } }
                        p.holds { @if tablet.holds == Some(true) { b { (held(tablet, standing.now)) } } @else { (held(tablet, standing.now)) } }
                        p.note { (last_seen(tablet, silent, standing.now)) }
                    }
                }
            }
            p.note { "“Seen” is when a tablet last said hello, about once a minute. It does not change when answers are sent, and we show no count for a tablet." }
        }
    }
}

/// What a tablet holds, as it said: of one that says nothing any more it is not known, only how it was.
pub(in crate::web) fn held(tablet: &Tablet, now: i64) -> &'static str {
    match (tablet.holds, tablet.revoked || tablet.is_silent(now)) {
        (Some(true), false) => "Holds answers",
        (Some(false), false) => "Nothing held",
        (Some(true), true) => "Held answers when last seen",
        (Some(false), true) => "Held nothing when last seen",
        (None, _) => "Has not said yet",
    }
}

fn class(tablet: &Tablet, silent: bool) -> Option<&'static str> {
    match (tablet.holds, silent && tablet.seen.is_some()) {
        (Some(true), false) => Some("full"),
        (Some(true), true) => Some("full silent"),
        (_, true) => Some("silent"),
        _ => None,
    }
}

fn last_seen(tablet: &Tablet, silent: bool, now: i64) -> Markup {
    let Some(seen) = tablet.seen else { return html! { "Not seen yet" } };
    let when = ago(seen, whole_minute(now));
    html! { @if tablet.revoked { b { "Shut out" } ". Its answers can come as a file." } @else if silent { b { "Last seen " (when) } } @else { "Seen " (when) } }
}

pub(super) fn answers(standing: &Standing) -> Markup {
    let words = at_least(standing.waiting);
    html! {
        h2 { "Answers in" }
        p.count { @match words.rsplit_once(' ') { Some((before, number)) => { (before) " " b { (number) } } None => { (words) } } }
        p.note { "In steps of five, so that nobody can watch one child’s answers arrive." }
    }
}

/// Why what is unread is not told at once.
pub(in crate::web) const WATCHED: &str =
    "In steps of five, and what comes is told at the full hour, so that nobody can watch one child’s words arrive.";

/// Whether anything is unread, and how much: for those who do not read it.
pub(in crate::web) fn to_read(unread: u64) -> Markup {
    html! { @if unread == 0 { "All that had come by the full hour is read." } @else { b { "Not everything is read:" } " " (at_least(unread)) " to read." } }
}

/// A vote in the room: the way to it, or to the one that is open.
pub(super) fn vote(standing: &Standing) -> Markup {
    let at = format!("/events/{}/votes", standing.event.stored.code);
    if standing.event.stored.state != State::Open {
        return html! {};
    }
    html! {
        h2 { "A question for everybody" }
        @match &standing.vote {
            Some(vote) => { p { b { "A vote is open: " } "“" (vote.title) "”" } p.actions { a.button #to-vote href={ (at) "/" (vote.stored.code) } { "Go to the vote" } } }
            None => { p.note { "One question on the big screen; all tablets go to it, everyone answers at once." } p.actions { a.button.second #to-vote href=(at) { "Ask everybody one question" } } }
        }
    }
}

pub(super) fn unread(standing: &Standing) -> Markup {
    let (Some(unread), Some(named)) = (standing.unread, standing.event.stored.safeguarding) else { return html! {} };
    html! {
        h2 { "Remarks to read today" }
        p { (to_read(unread)) @if unread > 0 { " The reader reads, the deputy stands in. To be done by " (named.read_by_text()) "." } }
        p.note { (WATCHED) }
    }
}

pub(super) fn early(standing: &Standing) -> Markup {
    let code = &standing.event.stored.code;
    html! {
        @match standing.early {
            Early::Never => {}
            Early::Taken => { h2 { "Early look" } p { "Taken. Its figures are fixed; the rest is added at the close. " a href={ "/summaries/" (code) } { "See the early look" } "." } }
            Early::NotYet => { h2 { "Early look" } p { "Once, from " (EARLY) " answers. What it shows is fixed for good; the rest is shown at the close." } }
            Early::Now => {
                h2 { "Early look" }
                p { "Once, from " (EARLY) " answers. What it shows is fixed for good; the rest is shown at the close." }
                p.actions { a.button.second href={ "/events/" (code) "#early" } { "Take the early look" } }
            }
        }
    }
}

/// What stands beside the button that closes: first a vote that is open, over which nothing is closed.
pub(super) fn warnings(standing: &Standing) -> Markup {
    html! {
        @if let Some(vote) = &standing.vote { (vote_first(&standing.event, vote)) }
        (before_closing(&standing.tablets, &standing.hands, standing.event.stored.here))
    }
}

/// The vote that is open in the room of an event: over it nothing is closed.
pub(in crate::web) fn vote_first(event: &Event, vote: &Event) -> Markup {
    let at = format!("/events/{}/votes/{}", event.stored.code, vote.stored.code);
    html! { ul { li.warns { b { "A vote is open in the room:" } " “" a href=(at) { (vote.title) } "”. Close it first." } } }
}

/// What to look at before an event is closed: tablets that hold answers by name, hands, children here.
pub(in crate::web) fn before_closing(tablets: &[Tablet], hands: &[Hand], here: Option<u32>) -> Markup {
    let names = |which: &dyn Fn(&Tablet) -> bool| tablets.iter().filter(|t| which(t)).map(|t| t.name.as_str()).collect::<Vec<_>>();
    let holding = names(&|t| t.holds == Some(true));
    let unknown = names(&|t| t.holds.is_none() && !t.revoked);
    let waiting = hands.iter().filter(|h| h.stage == Stage::Raised).count();
    let going = hands.iter().filter(|h| matches!(h.stage, Stage::Going(..))).count();
    html! {
        ul {
            @if !holding.is_empty() {
                li.warns { b { (named(&holding)) " still " (if holding.len() == 1 { "holds" } else { "hold" }) " answers." } " Bring " (if holding.len() == 1 { "it" } else { "them" }) " near the wifi. What comes later is not lost: it waits for the quarterly figures." }
            }
            @if !unknown.is_empty() {
                li.warns { b { (named(&unknown)) " " (if unknown.len() == 1 { "has" } else { "have" }) " never said" } " whether answers are held. Look at " (if unknown.len() == 1 { "it" } else { "them" }) " first." }
            }
            @if holding.is_empty() && unknown.is_empty() && !tablets.is_empty() { li.ready { "No tablet said, when it was last seen, that it holds answers." } }
            @if waiting > 0 { li.warns { b { (if waiting == 1 { "1 hand has".to_owned() } else { format!("{waiting} hands have") }) " nobody going." } " Say who goes before you close." } }
            @if going > 0 { li.warns { b { (if going == 1 { "1 hand is".to_owned() } else { format!("{going} hands are") }) " not closed." } " Say what happened; it can be said after the close too." } }
            @match here { Some(here) => li.ready { "Children here is filled in: " (here) "." }, None => li.warns { "Children here is not filled in." } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ago, before_closing, held};
    use crate::domain::hand::{Hand, HandId, How, Stage};
    use crate::domain::tablet::Tablet;

    #[test]
    fn time_is_told_in_words() {
        let told = |seconds: i64| ago(1000, 1000 + seconds);
        assert_eq!(
            [-5, 0, 59, 60, 119, 120].map(told),
            ["just now", "just now", "just now", "1 minute ago", "1 minute ago", "2 minutes ago"]
        );
        assert_eq!(
            [3540, 3600, 7199, 7200, 200_000].map(told),
            ["59 minutes ago", "1 hour ago", "1 hour ago", "2 hours ago", "2 days ago"]
        );
    }

    #[test]
    fn what_is_held_is_told_as_sure_only_of_a_tablet_that_still_says_so() {
        let told = |holds: Option<bool>, age: i64, revoked| {
            held(&Tablet { id: 1, name: "Tablet 1".into(), holds, seen: holds.map(|_| 600), revoked }, 600 + age)
        };
        assert_eq!([told(Some(false), 180, false), told(Some(true), 180, false)], ["Nothing held", "Holds answers"]);
        let last = ["Held nothing when last seen", "Held answers when last seen"];
        assert_eq!([told(Some(false), 181, false), told(Some(true), 181, false)], last);
        // What was shut out says nothing any more.
        assert_eq!([told(Some(false), 0, true), told(Some(true), 0, true)], last);
        assert_eq!(told(None, 0, false), "Has not said yet");
    }

    #[test]
    fn closing_names_the_tablets_that_hold_answers() {
        let tablet = |n: i32, holds, revoked| Tablet { id: n, name: format!("Tablet {n}"), holds, seen: holds.map(|_| 0), revoked };
        let told = |tablets: &[Tablet], hands: &[Hand], here| before_closing(tablets, hands, here).into_string();
        let warned = told(
            &[tablet(4, Some(true), false), tablet(5, Some(false), false), tablet(11, Some(true), true), tablet(9, None, false)],
            &[],
            None,
        );
        assert!(warned.contains("Tablets 4 and 11 still hold answers.") && warned.contains("Tablet 9 has never said"), "{warned}");
        assert!(warned.contains("Children here is not filled in."), "{warned}");
        let ready = told(&[tablet(5, Some(false), false), tablet(6, None, true)], &[], Some(104));
        assert!(!ready.contains("warns") && ready.contains("filled in: 104."), "{ready}");
        let hand = |stage| Hand {
            id: HandId::new([1; 16]),
            tablet: "Tablet 4".into(),
            adult: ("Amina".into(), String::new()),
            how: How::Now,
            raised: 0,
            stage,
        };
        let hands = told(&[], &[hand(Stage::Raised), hand(Stage::Going(1, 0))], Some(1));
        assert!(hands.contains("1 hand has nobody going.") && hands.contains("1 hand is not closed."), "{hands}");
    }
}
