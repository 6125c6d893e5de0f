//! `sayso simulate --offline`: a server of its own, and a whole bad day of an event at it. Twenty tablets that do not
//! exist are enrolled by a code and used by children; the server is killed, the wifi is gone, acknowledgements are
//! lost, and one tablet never finds its way back, so its sealed answers come as a file. Then the event is closed,
//! and what was counted is held against what the children answered. Everything is made up, and gone at the end.

mod hall;

use crate::cli::{Outcome, one, say};
use hall::Hall;
use sayso::domain::response::Letter;
use sayso::domain::words::counted;
use sayso::seal::{SystemBits, random_bytes, shuffle};
use sayso::simulate::{Difference, Distribution, Link, Sent, Tablet, compare};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many tablets and children there are.
const TABLETS: usize = 20;
const CHILDREN: usize = 150;
/// After so many children all tablets try to send: so the day has fifteen rounds.
const ROUND: usize = 10;
/// In this round one tablet is heard of for the last time.
const DIES: usize = 6;
const ANSWERS: &str = include_str!("../assets/demo/day.csv");

/// What the network is like in a round of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weather {
    Good,
    /// The server is killed while tablets send, and stays away.
    Killed,
    /// The wifi breaks while tablets send, and stays away.
    NoWifi,
    /// What tablets send arrives, and no acknowledgement comes back.
    Mute,
}

fn weather(round: usize) -> Weather {
    match round {
        3 | 4 => Weather::Killed,
        7 | 8 => Weather::NoWifi,
        11 | 12 => Weather::Mute,
        _ => Weather::Good,
    }
}

/// The day so far.
struct Day {
    hall: Hall,
    /// Tablets with a network, now or later.
    tablets: Vec<Tablet>,
    /// The one without, once it has died.
    dead: Option<Tablet>,
    /// What children answered, under the ids under which it was sealed.
    answered: Vec<([u8; 16], Letter)>,
    tried: usize,
    acknowledged: usize,
}

/// Plays the day.
pub(crate) async fn run() -> Outcome {
    let begun = Instant::now();
    let hall = Hall::open().await?;
    let mut day = Day { hall, tablets: Vec::new(), dead: None, answered: Vec::new(), tried: 0, acknowledged: 0 };
    day.play().await?;
    day.hand_in().await?;
    day.close(begun).await
}

impl Day {
    async fn play(&mut self) -> Outcome {
        self.start().await?;
        for _ in 0..TABLETS {
            self.tablets.push(Tablet::enrol(&self.hall.base, &self.hall.spoken).await.map_err(one)?);
        }
        say(&format!("A server of its own, and {TABLETS} tablets enrolled by a code. All answers are made up."));
        let letters = Distribution::parse(ANSWERS, &["ways".to_owned()]).map_err(one)?;
        let letters = letters.letters(CHILDREN, 150, &mut SystemBits::default()).map_err(one)?;
        let mut before = Weather::Good;
        for (round, children) in letters.chunks(ROUND).enumerate() {
            self.answer(children)?;
            if round == DIES {
                self.die().await?;
            }
            self.turn(before, weather(round)).await?;
            before = weather(round);
        }
        self.come_back("The day ends, and every tablet but that one is back").await?;
        for tablet in &self.tablets {
            tablet.greet().await.map_err(one)?;
        }
        Ok(())
    }

    /// Starts the server, and waits until it is there.
    async fn start(&self) -> Outcome {
        self.hall.start()?;
        let begun = Instant::now();
        while !self.hall.answers() {
            if begun.elapsed() > Duration::from_secs(30) {
                return Err(one("the server did not start"));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Each child answers at some tablet; the one that dies is used all day.
    fn answer(&mut self, children: &[Letter]) -> Outcome {
        let mut places: Vec<usize> = (0..self.tablets.len()).collect();
        shuffle(&mut places, &mut SystemBits::default()).map_err(one)?;
        let last = self.tablets.len().saturating_sub(1);
        if self.dead.is_none() {
            places.retain(|place| *place != last);
            places.insert(0, last);
        }
        let mut children = children.iter();
        if let Some(dead) = &mut self.dead
            && let Some(letter) = children.next()
        {
            self.answered.push((dead.answer(letter).map_err(one)?.bytes(), letter.clone()));
        }
        for (letter, place) in children.zip(places) {
            let Some(tablet) = self.tablets.get_mut(place) else { continue };
            self.answered.push((tablet.answer(letter).map_err(one)?.bytes(), letter.clone()));
        }
        Ok(())
    }

    /// One round of sending, in which the weather may change.
    async fn turn(&mut self, before: Weather, now: Weather) -> Outcome {
        match (before, now) {
            (before, now) if before == now => match now {
                Weather::Good => self.send(Link::Good).await,
                Weather::Mute => self.send(Link::Mute).await,
                Weather::Killed | Weather::NoWifi => self.send(Link::Away).await,
            },
            (Weather::Killed, _) => {
                self.start().await?;
                self.come_back("Outage 1 is over: the server is started again").await
            }
            (Weather::NoWifi, _) => self.come_back("Outage 2 is over: the wifi is back").await,
            (Weather::Mute, _) => self.come_back("Outage 3 is over: acknowledgements come back").await,
            (Weather::Good, Weather::Killed) => {
                let [byte] = random_bytes::<1>().map_err(one)?;
                let server = Arc::clone(&self.hall.server);
                let killing = tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_micros(u64::from(byte) * 20)).await;
                    Hall::kill(&server);
                });
                self.send(Link::Good).await?;
                killing.await.map_err(one)?;
                self.hall.gone()?;
                self.told("Outage 1: the server is killed (SIGKILL) while tablets send");
                Ok(())
            }
            (Weather::Good, Weather::NoWifi) => {
                self.send(Link::Cut).await?;
                self.told("Outage 2: the wifi breaks while tablets send");
                Ok(())
            }
            (Weather::Good, _) => {
                self.send(Link::Mute).await?;
                self.told("Outage 3: answers arrive, and every acknowledgement is lost");
                Ok(())
            }
        }
    }

    /// All tablets send at once.
    async fn send(&mut self, link: Link) -> Outcome {
        let mut sending = JoinSet::new();
        for (place, mut tablet) in std::mem::take(&mut self.tablets).into_iter().enumerate() {
            sending.spawn(async move {
                let sent = tablet.send(link).await;
                (place, tablet, sent)
            });
        }
        let mut back = Vec::new();
        while let Some(done) = sending.join_next().await {
            let (place, tablet, sent) = done.map_err(one)?;
            let Sent { tried, acknowledged, refused } = sent.map_err(one)?;
            if let Some(status) = refused {
                return Err(one(format!("{} was answered {status}", tablet.name())));
            }
            self.tried += tried;
            self.acknowledged += acknowledged;
            back.push((place, tablet));
        }
        back.sort_by_key(|(place, _)| *place);
        self.tablets = back.into_iter().map(|(_, tablet)| tablet).collect();
        Ok(())
    }

    /// All come back in one wave, and send until nothing is held.
    async fn come_back(&mut self, what: &str) -> Outcome {
        let (begun, held) = (Instant::now(), self.held());
        while self.held() > 0 {
            if begun.elapsed() > Duration::from_secs(30) {
                return Err(one("the server does not take in what tablets hold"));
            }
            self.send(Link::Good).await?;
        }
        say(&format!("{what}: {} sent in {:.2} s.", counted(held, "answer"), begun.elapsed().as_secs_f64()));
        Ok(())
    }

    fn held(&self) -> usize {
        self.tablets.iter().map(Tablet::holds).sum()
    }

    fn told(&self, what: &str) {
        let holding = self.tablets.iter().filter(|t| t.holds() > 0).count();
        say(&format!("{what}: {} held by {}.", counted(self.held(), "answer"), counted(holding, "tablet")));
    }

    /// One tablet sends its last, of which it never hears, and has no network from then on.
    async fn die(&mut self) -> Outcome {
        let Some(mut tablet) = self.tablets.pop() else { return Ok(()) };
        self.tried += tablet.send(Link::Mute).await.map_err(one)?.tried;
        say(&format!("{} loses its network for good, and is used all the same.", tablet.name()));
        self.dead = Some(tablet);
        Ok(())
    }

    /// The sealed answers of the dead tablet come as a file: twice, as it happens.
    async fn hand_in(&mut self) -> Outcome {
        let Some(tablet) = self.dead.take() else { return Ok(()) };
        for again in [false, true] {
            let lines = self.hall.import(tablet.name(), &tablet.file())?;
            let then = if again { "handed in once more" } else { "handed in" };
            say(&format!("A file of {} from {} is {then}: {lines}", counted(tablet.holds(), "sealed answer"), tablet.name()));
        }
        Ok(())
    }

    /// The officer closes the event; what was counted is held against what children answered.
    async fn close(self, begun: Instant) -> Outcome {
        let answered = self.answered.len();
        let released = self.hall.close(answered).await?;
        let letters: Vec<Letter> = self.answered.iter().map(|(_, letter)| letter.clone()).collect();
        let kept = self.hall.counted(&self.answered).await?;
        let Difference { figures, lost, doubled } = compare(&kept.questionnaire, &letters, &kept.release);
        let took_part = usize::try_from(kept.release.took_part).map_err(one)?;
        let doubled_children = (took_part + kept.unknown).saturating_sub(answered);
        say(&format!(
            "{} children answered. The server was sent {} and acknowledged {}; it counts {took_part} children.",
            answered,
            counted(self.tried, "envelope"),
            self.acknowledged
        ));
        say(&format!(
            "{figures} figures are compared with what the children answered. The release took {:.2} s, the whole day {:.1} s.",
            released.as_secs_f64(),
            begun.elapsed().as_secs_f64()
        ));
        say(&format!("{} lost, {doubled_children} doubled", kept.unknown));
        let mut faults = Vec::new();
        if kept.aside > 0 {
            faults.push(format!("{} kept aside", counted(kept.aside, "answer")));
        }
        if kept.unknown > 0 || doubled_children > 0 {
            faults.push("not every child is counted once".to_owned());
        }
        if lost > 0 || doubled > 0 {
            faults.push(format!("in the figures {lost} answers are missing, and {doubled} are there that nobody gave"));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}
