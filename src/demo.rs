//! The demonstration: everything with made-up data, on this machine only.

mod words;

use crate::cli::{Outcome, one, say};
use crate::config::Config;
use crate::serve::{bind, daily, start, start_log};
use sayso::domain::adult::NewAdult;
use sayso::domain::event::{EventCode, NewEvent, State};
use sayso::domain::policy::{Policy, Promise};
use sayso::domain::questionnaire::parse;
use sayso::domain::staff::Role;
use sayso::flow::Flow;
use sayso::seal::{SystemBits, Token, digest, hex};
use sayso::simulate::{Distribution, Load, run as send, seal_all};
use sayso::store::Event;
use time::{Date, Duration, OffsetDateTime, macros::date};

const QUESTIONNAIRE: &str = include_str!("../assets/questionnaires/messages-for-munro.toml");
/// What children are asked at the open event.
const ALL_AGES: &str = include_str!("../assets/questionnaires/messages-for-munro-all-ages.toml");
/// Every kind of question.
const GALLERY: &str = include_str!("../assets/questionnaires/gallery.toml");
/// For how many seconds a one-time link works.
pub(crate) const LINK_WORKS: i64 = 3 * 24 * 60 * 60;

/// A made-up event that is over.
struct Past {
    name: &'static str,
    service: usize,
    responses: usize,
    attended: u32,
    on: Date,
    policy: Policy,
    answers: &'static str,
}

/// Services: name, and which of them stands above. All made up.
const SERVICES: [(&str, Option<usize>); 5] = [
    ("Eastmere Council", None),
    ("Maple House", Some(0)),
    ("Harbour View", Some(0)),
    ("Eastmere Fostering", Some(0)),
    // By itself, so that the council does not count the same day three times.
    ("Protections compared", None),
];

/// Why plain counts are shown, where they are.
const PLAIN: &str = "To show beside one another what each way of protecting small numbers does. These answers are made up.";

const OPEN: &str = "Eastmere winter day";
/// At which children may write.
const OWN_WORDS: &str = "My social worker, Eastmere";
/// At which they wrote, and were read.
const OWN_WORDS_READ: &str = "My social worker, autumn";

/// The day of which figures are published.
const DAY: Past = Past {
    name: "Children’s rights day",
    service: 0,
    responses: 150,
    attended: 150,
    on: date!(2026 - 03 - 12),
    policy: Policy::Protected,
    answers: include_str!("../assets/demo/day.csv"),
};

const PAST: [Past; 5] = [
    DAY,
    // The same answers under the other two policies, to be laid side by side.
    Past { name: "The same day, rounded", service: 4, policy: Policy::Rounded, ..DAY },
    Past { name: "The same day, plain counts", service: 4, policy: Policy::PlainCounts, ..DAY },
    Past {
        name: "Both homes, summer",
        service: 1,
        responses: 30,
        attended: 31,
        on: date!(2026 - 07 - 08),
        policy: Policy::Protected,
        answers: include_str!("../assets/demo/both-homes.csv"),
    },
    Past {
        name: "Harbour View, October visit",
        service: 2,
        responses: 14,
        attended: 15,
        on: date!(2026 - 10 - 21),
        policy: Policy::Protected,
        answers: include_str!("../assets/demo/harbour-view.csv"),
    },
];

/// Whom to call at the demonstration. Numbers that are kept for plays and films (Ofcom).
const CALL: [&str; 2] = ["Duty team (made up): 01632 960111", "At night (made up): 01632 960222"];

/// Runs the demonstration until it is stopped.
pub(crate) async fn run(config: &Config) -> Outcome {
    start_log(config, "warn");
    if !config.listen.ip().is_loopback() {
        return Err(one("the demonstration listens on this machine only: choose an address such as 127.0.0.1:8080"));
    }
    let listener = bind(config)?;
    let base = format!("http://{}", listener.local_addr().map_err(one)?);
    // Whom a reader calls is written into the settings; here into these, with numbers that belong to nobody.
    let mut config = config.clone();
    if config.call.is_empty() {
        config.call = CALL.map(str::to_owned).to_vec();
    }
    let running = start(&config, listener).await?;
    say("Preparing the demonstration: all names, events and answers in it are made up.");
    let seeded = seed(&running.flow, &base, config.gallery).await?;
    // From here on as in earnest: what is due is destroyed, now and every day, and what was written is tidied.
    let (flow, tidied) = (running.flow.clone(), running.flow.clone());
    let daily = tokio::spawn(daily(flow));
    let tidying = tokio::spawn(async move { tidied.keep_tidy().await });
    let officer = link(&running.flow, &base, seeded.officer, &format!("/events/{}", seeded.open)).await?;
    let reader = link(&running.flow, &base, seeded.reader, &format!("/reading/{}", seeded.own_words)).await?;
    let deputy = link(&running.flow, &base, seeded.deputy, &format!("/reading/{}", seeded.own_words)).await?;
    let inspector = link(&running.flow, &base, seeded.inspector, &format!("/summaries/{}", seeded.summary)).await?;
    say("Ready. Stop it with Ctrl+C; a second start keeps the data.");
    say(&format!("Answer as a child:  {base}/e/{}", seeded.open));
    say(&format!("… in own words:     {base}/e/{}", seeded.own_words));
    if let Some(gallery) = &seeded.gallery {
        say(&format!("Gallery:            {base}/e/{gallery}/gallery"));
    }
    say(&format!("Run the event:      {officer}"));
    say(&format!("Read what they say: {reader}"));
    say(&format!("… as the deputy:    {deputy}"));
    say(&format!("View the summary:   {inspector}"));
    let stopped = running.until_stopped().await;
    daily.abort();
    tidying.abort();
    stopped
}

struct Seeded {
    officer: i32,
    inspector: i32,
    reader: i32,
    deputy: i32,
    open: EventCode,
    own_words: EventCode,
    summary: EventCode,
    gallery: Option<EventCode>,
}

async fn link(flow: &Flow, base: &str, staff: i32, to: &str) -> Result<String, Vec<String>> {
    let token = Token::fresh().map_err(one)?;
    let write = flow.store.write().await.map_err(one)?;
    write.add_link(&token.digest(), staff, OffsetDateTime::now_utc().unix_timestamp() + LINK_WORKS).await.map_err(one)?;
    write.commit().await.map_err(one)?;
    Ok(format!("{base}/sign-in/{}?to={to}", token.as_str()))
}

/// Makes what is missing; whatever is there already is kept.
async fn seed(flow: &Flow, base: &str, gallery: bool) -> Result<Seeded, Vec<String>> {
    let services = services(flow).await?;
    let administrator = person(flow, "administrator@demo.example", "Administrator (demonstration)", Role::Administrator, &[]).await?;
    let officer = person(flow, "officer@demo.example", "Officer (demonstration)", Role::Officer, &[]).await?;
    let inspector = person(flow, "inspector@demo.example", "Inspector (demonstration)", Role::Inspector, &services).await?;
    let questionnaire = publish(flow, officer, QUESTIONNAIRE).await?;
    let all_ages = publish(flow, officer, ALL_AGES).await?;
    let today = OffsetDateTime::now_utc().date();
    let may = flow.store.all_staff().await.map_err(one)?.into_iter().find(|s| s.id == administrator).and_then(|s| s.may_administer());
    let promise = |policy| match (policy, &may) {
        (Policy::Protected, _) => Ok(Promise::protected()),
        (Policy::Rounded, _) => Ok(Promise::rounded()),
        (Policy::PlainCounts, Some(may)) => Promise::plain_counts(may, PLAIN).map_err(one),
        (Policy::PlainCounts, None) => Err(one("the demonstration's administrator is none any more")),
    };
    let new = |name: &str, service: usize, expected: u32, opens_on: Date, closes_on: Date, promise: Promise| NewEvent {
        name: name.to_owned(),
        service: services.get(service).copied().unwrap_or_default(),
        questionnaire,
        promise,
        expected,
        opens_on,
        closes_on,
        demonstration: true,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: None,
    };
    let month = |name, questionnaire| NewEvent {
        questionnaire,
        asks_alone: true,
        shown_at: Some("on the wall in the hall".to_owned()),
        ..new(name, 0, 60, today, today + Duration::days(30), Promise::protected())
    };
    let open = event(flow, &month(OPEN, all_ages)).await?;
    let readers = words::readers(flow).await?;
    let read = |name, questionnaire| NewEvent { safeguarding: Some(readers), ..month(name, questionnaire) };
    let social_worker = publish(flow, officer, words::QUESTIONNAIRE).await?;
    let own_words = words::open(flow, base, &read(OWN_WORDS, social_worker)).await?;
    // A week ago: what children wrote is still there to be looked at, and nothing of it is overdue.
    let over = today - Duration::days(7);
    words::over(flow, base, &NewEvent { opens_on: over, closes_on: over, expected: 74, ..read(OWN_WORDS_READ, social_worker) }).await?;
    adults(flow, &open).await?;
    let gallery = if gallery {
        let every_kind = publish(flow, officer, GALLERY).await?;
        Some(event(flow, &read("Gallery", every_kind)).await?.stored.code)
    } else {
        None
    };
    let mut summary = None;
    for past in &PAST {
        let there = event(flow, &new(past.name, past.service, past.attended, past.on, past.on, promise(past.policy)?)).await?;
        if there.stored.state == State::Open {
            answer(flow, base, &there, past).await?;
        }
        summary.get_or_insert(there.stored.code);
    }
    Ok(Seeded {
        officer,
        inspector,
        reader: readers.reader,
        deputy: readers.deputy,
        open: open.stored.code,
        own_words: own_words.stored.code,
        summary: summary.ok_or_else(|| one("no event was made"))?,
        gallery,
    })
}

/// Names two adults for the open event whom a child can ask for, one of them from outside.
async fn adults(flow: &Flow, event: &Event) -> Result<(), Vec<String>> {
    if !flow.store.adults(event.stored.id).await.map_err(one)?.is_empty() {
        return Ok(());
    }
    let write = flow.store.write().await.map_err(one)?;
    for (name, role, picture, outside) in
        [("Amina", "from the children’s rights team", "adult-bun", false), ("Joe", "an advocate: on your side", "adult-beard", true)]
    {
        let new = NewAdult { name: name.to_owned(), role: role.to_owned(), picture, outside };
        write.add_adult(event.stored.id, &new).await.map_err(one)?;
    }
    write.commit().await.map_err(one)
}

async fn services(flow: &Flow) -> Result<Vec<i32>, Vec<String>> {
    let there = flow.store.services().await.map_err(one)?;
    let mut ids: Vec<i32> = Vec::new();
    let write = flow.store.write().await.map_err(one)?;
    for (name, above) in SERVICES {
        let id = match there.iter().find(|s| s.name == name) {
            Some(service) => service.id,
            None => write.add_service(name, above.and_then(|i| ids.get(i).copied())).await.map_err(one)?,
        };
        ids.push(id);
    }
    write.commit().await.map_err(one)?;
    Ok(ids)
}

async fn person(flow: &Flow, email: &str, name: &str, role: Role, services: &[i32]) -> Result<i32, Vec<String>> {
    if let Some(known) = flow.store.credentials(email).await.map_err(one)? {
        return Ok(known.staff);
    }
    let write = flow.store.write().await.map_err(one)?;
    let id = write.add_staff(email, name, role).await.map_err(one)?.ok_or_else(|| one("the demonstration's people are there twice"))?;
    if !services.is_empty() {
        write.give_services(id, services).await.map_err(one)?;
    }
    write.commit().await.map_err(one)?;
    Ok(id)
}

async fn publish(flow: &Flow, by: i32, file: &str) -> Result<i32, Vec<String>> {
    let questionnaire = parse(file).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let write = flow.store.write().await.map_err(one)?;
    let hash = hex(&digest(file.as_bytes()));
    let id = write.publish(&questionnaire, file, &hash, OffsetDateTime::now_utc().date(), by).await.map_err(one)?;
    write.commit().await.map_err(one)?;
    Ok(id)
}

async fn event(flow: &Flow, new: &NewEvent) -> Result<Event, Vec<String>> {
    let find = async || {
        Ok::<_, Vec<String>>(
            flow.store.events().await.map_err(one)?.into_iter().find(|e| e.stored.demonstration && e.stored.name == new.name),
        )
    };
    if let Some(there) = find().await? {
        return Ok(there);
    }
    flow.open_event(new).await.map_err(one)?;
    find().await?.ok_or_else(|| one("an event was not kept"))
}

/// Answers a past event over real HTTP, as tablets would, and closes it.
async fn answer(flow: &Flow, base: &str, event: &Event, past: &Past) -> Result<(), Vec<String>> {
    let live = flow.live(&event.stored.code).await.map_err(one)?.ok_or_else(|| one("an event is gone"))?;
    let many: Vec<String> = live.questionnaire.questions.iter().filter(|q| q.kind.ticks()).map(|q| q.code.to_string()).collect();
    let distribution = Distribution::parse(past.answers, &many).map_err(one)?;
    // Weights are counts of this very event's children.
    let of = u64::try_from(past.responses).map_err(one)?;
    let waiting = usize::try_from(flow.store.waiting(event.stored.id).await.map_err(one)?).unwrap_or(usize::MAX);
    let letters = distribution.letters(past.responses, of, &mut SystemBits::default()).map_err(one)?;
    let keys = live.keys.as_ref().ok_or_else(|| one("an event's keys are gone"))?;
    let left = letters.get(waiting.min(letters.len())..).unwrap_or_default();
    let envelopes = seal_all(&keys.public(), &live.binding(), left).map_err(one)?;
    let figures =
        send(Load { address: format!("{base}/e/{}", event.stored.code), envelopes, tablets: 4, progress: false }).await.map_err(one)?;
    if !figures.errors.is_empty() {
        return Err(figures.errors.iter().map(|(error, n)| format!("{n} made-up answers were not taken in: {error}")).collect());
    }
    flow.close_event(&live, past.attended, past.on).await.map_err(one)?;
    Ok(())
}
