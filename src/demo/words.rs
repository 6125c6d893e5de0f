//! The demonstration's events with a text box: one that is open, of which nobody has read a word yet, and one that is over
//! and was read, with quotes, themes and a cloud. All children in it are made up.

use super::{event, person};
use crate::cli::one;
use sayso::domain::code::Code;
use sayso::domain::event::{NewEvent, State};
use sayso::domain::quote::{QuoteText, Recognisable};
use sayso::domain::reading::Decision;
use sayso::domain::safeguarding::Safeguarding;
use sayso::domain::staff::{MayRead, Role};
use sayso::flow::Flow;
use sayso::seal::{SystemBits, shuffle};
use sayso::simulate::{Distribution, Load, run as send, seal_all, seal_remarks, send_remarks};
use sayso::store::Event;

pub(super) const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/my-social-worker.toml");
const ANSWERS: &str = include_str!("../../assets/demo/my-social-worker.csv");
/// One a line; lines with a `#` are notes.
const REMARKS: &str = include_str!("../../assets/demo/my-social-worker.txt");
/// One a line: themes, what was written, the quote that was made of it.
const READ: &str = include_str!("../../assets/demo/my-social-worker-read.txt");
/// How many children answer at the open event, and how many did at the other.
const CHILDREN: [usize; 2] = [30, 74];
/// The question that they write to.
const WRITTEN_TO: &str = "own-words";

/// Who reads what children write at the demonstration's events.
pub(super) async fn readers(flow: &Flow) -> Result<Safeguarding, Vec<String>> {
    Ok(Safeguarding {
        reader: person(flow, "reader@demo.example", "Safeguarding reader (demonstration)", Role::Reader, &[]).await?,
        deputy: person(flow, "deputy@demo.example", "Deputy reader (demonstration)", Role::Reader, &[]).await?,
        read_by: Safeguarding::END_OF_DAY,
    })
}

/// The open event, with what its children answered and wrote; what is there already is kept.
pub(super) async fn open(flow: &Flow, base: &str, new: &NewEvent) -> Result<Event, Vec<String>> {
    let there = event(flow, new).await?;
    let [children, _] = CHILDREN;
    answer(flow, base, &there, children).await?;
    write(flow, base, &there, &lines(REMARKS)).await?;
    Ok(there)
}

/// The event that is over: read, quoted by two people, its themes counted.
pub(super) async fn over(flow: &Flow, base: &str, new: &NewEvent) -> Result<(), Vec<String>> {
    let there = event(flow, new).await?;
    if there.stored.state != State::Open {
        return Ok(());
    }
    let [_, children] = CHILDREN;
    let parts: Vec<Vec<&str>> = lines(READ).iter().map(|line| line.split('|').map(str::trim).collect()).collect();
    let read = |words: &str| parts.iter().find(|part| part.get(1).is_some_and(|written| *written == words));
    answer(flow, base, &there, children).await?;
    write(flow, base, &there, &parts.iter().filter_map(|part| part.get(1).copied()).collect::<Vec<_>>()).await?;
    let live = async || flow.live(&there.stored.code).await.map_err(one)?.ok_or_else(|| one("an event is gone"));
    let attended = u32::try_from(children).map_err(one)?;
    flow.close_event(&live().await?, attended, new.closes_on).await.map_err(one)?;
    // It was read on the day, as children were told: so what they wrote is destroyed a month from there.
    let day = new.closes_on;
    let live = live().await?;
    let (reader, deputy) = (reads(flow, &there, true).await?, reads(flow, &there, false).await?);
    for remark in flow.queue(&reader, &live, |_| 0).await.map_err(one)? {
        let Some(part) = remark.words.as_deref().and_then(read) else { continue };
        let quote = part.get(2).copied().unwrap_or_default();
        let decision = if quote.is_empty() { Decision::NothingToDo } else { Decision::Offer };
        flow.decide(&reader, &live, remark.id, &decision, day).await.map_err(one)?;
        let tags: Vec<Code> = part.first().into_iter().flat_map(|tags| tags.split(", ")).filter_map(|tag| Code::parse(tag).ok()).collect();
        flow.tag(&reader, &live, remark.id, &tags).await.map_err(one)?;
        if !quote.is_empty() {
            let text = QuoteText::parse(quote).map_err(one)?;
            let id = flow.propose(&reader, &live, remark.id, &text, day).await.map_err(one)?;
            flow.approve_quote(&deputy, &live, id, &text, Recognisable::No, day).await.map_err(one)?;
        }
    }
    flow.publish_quotes(&deputy, &live, day).await.map_err(one)?;
    flow.release_themes(&reader, &live, &Code::parse(WRITTEN_TO).map_err(one)?, day).await.map_err(one)?;
    Ok(())
}

/// The authority of the event's reader, or of the deputy.
async fn reads(flow: &Flow, event: &Event, reader: bool) -> Result<MayRead, Vec<String>> {
    let named = event.stored.safeguarding.as_ref().map(|named| if reader { named.reader } else { named.deputy });
    let staff = flow.store.all_staff().await.map_err(one)?.into_iter().find(|staff| Some(staff.id) == named);
    let staff = staff.ok_or_else(|| one("the demonstration's readers are gone"))?;
    flow.may_read(&staff, event).await.map_err(one)?.ok_or_else(|| one("the demonstration's readers may not read"))
}

fn lines(file: &str) -> Vec<&str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

/// Children answer, as far as they have not yet.
async fn answer(flow: &Flow, base: &str, there: &Event, children: usize) -> Result<(), Vec<String>> {
    let live = flow.live(&there.stored.code).await.map_err(one)?.ok_or_else(|| one("an event is gone"))?;
    let Some(keys) = live.keys.as_ref().filter(|_| live.is_open()) else { return Ok(()) };
    let many: Vec<String> = live.questionnaire.questions.iter().filter(|q| q.kind.ticks()).map(|q| q.code.to_string()).collect();
    let answers = Distribution::parse(ANSWERS, &many).map_err(one)?;
    // Weights are of the thirty at the open event.
    let mut letters = answers.letters(children, 30, &mut SystemBits::default()).map_err(one)?;
    // Ticks are drawn one by one: whoever got more than may be ticked leaves some out.
    for question in &live.questionnaire.questions {
        let (code, most) = (question.code.as_str(), question.kind.limit().map_or(usize::MAX, usize::from));
        for ticks in letters.iter_mut().filter_map(|letter| letter.answers.get_mut(code)).filter(|ticks| ticks.len() > most) {
            shuffle(ticks, &mut SystemBits::default()).map_err(one)?;
            ticks.truncate(most);
        }
    }
    let waiting = usize::try_from(flow.store.waiting(there.stored.id).await.map_err(one)?).unwrap_or(usize::MAX);
    let left = letters.get(waiting.min(letters.len())..).unwrap_or_default();
    let envelopes = seal_all(&keys.public(), &live.binding(), left).map_err(one)?;
    let address = format!("{base}/e/{}", there.stored.code);
    let figures = send(Load { address, envelopes, tablets: 4, progress: false }).await.map_err(one)?;
    match figures.errors.iter().next() {
        Some((error, n)) => Err(one(format!("{n} made-up answers were not taken in: {error}"))),
        None => Ok(()),
    }
}

/// Children write, if nobody has yet.
async fn write(flow: &Flow, base: &str, there: &Event, texts: &[&str]) -> Result<(), Vec<String>> {
    let live = flow.live(&there.stored.code).await.map_err(one)?.ok_or_else(|| one("an event is gone"))?;
    let untouched = flow.unread(there).await.map_err(one)?.there == 0;
    let Some(key) = live.remark_key().filter(|_| untouched && live.is_open()) else { return Ok(()) };
    let question = Code::parse(WRITTEN_TO).map_err(one)?;
    let sealed = seal_remarks(&key, &live.remark_binding(&question), texts).map_err(one)?;
    send_remarks(&format!("{base}/e/{}", there.stored.code), &question, &sealed).await.map_err(one)
}
