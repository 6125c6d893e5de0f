//! The command line.

use crate::config::{Config, Typed};
use crate::{demo, lists, offline, serve};
use clap::{Args, Parser, Subcommand};
use sayso::domain::advice::advise;
use sayso::domain::envelope::Binding;
use sayso::domain::event::EventCode;
use sayso::domain::outbox;
use sayso::domain::papers::markdown;
use sayso::domain::questionnaire::{TOLD, parse};
use sayso::domain::staff::Role;
use sayso::domain::words::counted;
use sayso::seal::{Keyring, SystemBits, Token};
use sayso::simulate::{Distribution, Load, run as send, seal_all};
use sayso::store::Store;
use std::io::Write;
use std::path::PathBuf;

/// Lets children say what they think, without anyone finding out who said it.
#[derive(Debug, Parser)]
#[command(name = "sayso", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Shows everything with made-up data, on this machine only
    Demo(DemoArgs),
    /// Serves
    Serve(Typed),
    /// Works with questionnaire files
    #[command(subcommand)]
    Questionnaire(Questionnaires),
    /// Works with staff
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Works with events
    #[command(subcommand)]
    Event(EventCommand),
    /// Reads the organisation's lists (alert words, names) and tells all that is broken in them
    Lists(Typed),
    /// Works with sealed answers
    #[command(subcommand)]
    Envelope(EnvelopeCommand),
    /// Makes quarterly figures that are due, and destroys the keys and answers of events whose time is over
    Purge(Typed),
    /// Sends made-up answers from many tablets at once to a running server, or plays a whole bad day at one of its own
    Simulate(SimulateArgs),
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// The folder for the database and the keys
    #[arg(long, value_name = "DIR", default_value = "./sayso-data")]
    data: PathBuf,
    /// The address to listen on; on this machine only. Port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Also opens an event with every kind of question, and shows its gallery: /e/CODE/gallery
    #[arg(long)]
    gallery: bool,
}

#[derive(Debug, Subcommand)]
enum Questionnaires {
    /// Tells all faults of a questionnaire file
    Check {
        /// The file
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum StaffCommand {
    /// Adds a member of staff and prints a link that signs in once
    Add {
        /// The email address for signing in
        #[arg(long)]
        email: String,
        /// The name
        #[arg(long)]
        name: String,
        /// administrator, officer, reader, manager or inspector
        #[arg(long)]
        role: String,
        #[command(flatten)]
        settings: Typed,
    },
    /// Prints a new link that signs in once, for somebody who has lost the password
    Link {
        /// The email address
        #[arg(long)]
        email: String,
        #[command(flatten)]
        settings: Typed,
    },
}

#[derive(Debug, Subcommand)]
enum EventCommand {
    /// Prints an event's papers, filled in, as Markdown: impact assessment, notices, and a slip to opt out
    Papers {
        /// The event's code: the last part of its link
        event: String,
        #[command(flatten)]
        settings: Typed,
    },
}

#[derive(Debug, Subcommand)]
enum EnvelopeCommand {
    /// Takes in the file of a tablet that could not send: each answer once, however often it is taken in
    Import {
        /// The file, as the tablet wrote it
        file: PathBuf,
        #[command(flatten)]
        settings: Typed,
    },
}

#[derive(Debug, Args)]
struct SimulateArgs {
    /// The event's address, such as http://127.0.0.1:8080/e/abcdefgh
    #[arg(required_unless_present = "offline")]
    event: Option<String>,
    /// Starts a server of its own and plays a bad day there: 20 tablets, 150 children, three outages, one dead tablet
    /// handed in as a file; then counts what was lost or doubled
    #[arg(long, conflicts_with_all = ["event", "tablets", "responses", "answers", "of"])]
    offline: bool,
    /// How many tablets send at once
    #[arg(long, default_value_t = 8)]
    tablets: usize,
    /// How many responses are sent
    #[arg(long, default_value_t = 100)]
    responses: usize,
    /// A CSV of answers: question,choice,weight [usual: each choice as likely]
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// The number of children that the weights of *many* questions are counted over [usual: as many as responses]
    #[arg(long, value_name = "NUMBER")]
    of: Option<u64>,
    #[command(flatten)]
    settings: Typed,
}

/// Says something on standard output.
pub(crate) fn say(text: &str) {
    // Whoever closed the pipe does not want to hear it.
    let _closed = writeln!(std::io::stdout(), "{text}");
}

/// Says what is wrong on standard error.
pub(crate) fn complain(text: &str) {
    let _closed = writeln!(std::io::stderr(), "sayso: {text}");
}

/// What goes wrong, in words for whoever typed the command; all of it.
pub(crate) type Outcome = Result<(), Vec<String>>;

pub(crate) fn one(error: impl std::fmt::Display) -> Vec<String> {
    vec![error.to_string()]
}

pub(crate) fn run(cli: Cli) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(one)?;
    match cli.command {
        Command::Demo(args) => runtime.block_on(demo::run(&Config::read(&Typed::at(args.data, args.listen, args.gallery))?)),
        Command::Serve(typed) => runtime.block_on(serve::run(&Config::read(&typed)?)),
        Command::Questionnaire(Questionnaires::Check { file }) => check(&file),
        Command::Staff(StaffCommand::Add { email, name, role, settings }) => {
            let config = Config::read(&settings)?;
            runtime.block_on(add_staff(&config, &email, &name, &role))
        }
        Command::Staff(StaffCommand::Link { email, settings }) => {
            let config = Config::read(&settings)?;
            runtime.block_on(link_staff(&config, &email))
        }
        Command::Event(EventCommand::Papers { event, settings }) => {
            let config = Config::read(&settings)?;
            runtime.block_on(print_papers(&config, &event))
        }
        Command::Lists(typed) => lists::check(&Config::read(&typed)?),
        Command::Envelope(EnvelopeCommand::Import { file, settings }) => {
            let config = Config::read(&settings)?;
            runtime.block_on(import(&config, &file))
        }
        Command::Purge(typed) => runtime.block_on(serve::purge(&Config::read(&typed)?)),
        Command::Simulate(args) if args.offline => runtime.block_on(offline::run()),
        Command::Simulate(args) => runtime.block_on(simulate(args)),
    }
}

fn check(file: &std::path::Path) -> Outcome {
    let bytes = std::fs::read(file).map_err(|e| one(format!("{}: {e}", file.display())))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let before = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        one(format!("{}: line {line}: this is not UTF-8 text. Save the file as UTF-8", file.display()))
    })?;
    match parse(&text) {
        Ok(questionnaire) => {
            let known = sayso::web::interface_languages();
            let unknown = questionnaire.languages.iter().filter(|l| !known.contains(l));
            let strange: Vec<String> = unknown
                .map(|language| {
                    format!("{}: Sayso's own words are not written in {}: it cannot be published", file.display(), language.name())
                })
                .collect();
            if !strange.is_empty() {
                return Err(strange);
            }
            let silent = sayso::web::texts_without_voice(&questionnaire);
            say(&format!(
                "{}: {}. {}, {}.",
                file.display(),
                if silent.is_empty() { "no fault" } else { "no fault in the writing, but texts without a voice" },
                counted(questionnaire.questions.len(), "question"),
                counted(questionnaire.wordings.len(), "wording")
            ));
            if !silent.is_empty() {
                let one = silent.len() == 1;
                say(&format!(
                    "Not to be published yet: {} {} no generated voice, and the file says that all are spoken. Record {} in the browser when you publish it{}",
                    counted(silent.len(), "text"),
                    if one { "has" } else { "have" },
                    if one { "it" } else { "them" },
                    if one { ", unless it is recorded already:" } else { ", unless they are recorded already:" },
                ));
                silent.iter().for_each(|text| say(&format!("  {text}")));
            }
            for advice in advise(&questionnaire) {
                say(&format!("Advice: {advice}"));
            }
            Ok(())
        }
        Err(faults) => {
            let mut lines: Vec<String> = faults.iter().take(TOLD).map(|f| format!("{}: {f}.", file.display())).collect();
            lines.push(match faults.len().saturating_sub(TOLD) {
                0 => counted(faults.len(), "fault"),
                more => format!("{} faults; the first {TOLD} are told, mend these first: {more} more", faults.len()),
            });
            Err(lines)
        }
    }
}

async fn add_staff(config: &Config, email: &str, name: &str, role: &str) -> Outcome {
    let mut faults = Vec::new();
    if !email.contains('@') {
        faults.push(format!("email: “{email}” is not an email address"));
    }
    if name.trim().is_empty() {
        faults.push("name: write a name".to_owned());
    }
    let Some(role) = Role::parse(role) else {
        faults.push(format!("role: “{role}” is none; write administrator, officer, reader, manager or inspector"));
        return Err(faults);
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let store = serve::open_store(config).await?;
    let write = store.write().await.map_err(one)?;
    let Some(id) = write.add_staff(email, name.trim(), role).await.map_err(one)? else {
        return Err(one(format!("somebody with the address {email} is there already; `sayso staff link` makes a new link")));
    };
    write.commit().await.map_err(one)?;
    say(&format!("Added {name}, {role}."));
    print_link(config, store, id).await
}

async fn link_staff(config: &Config, email: &str) -> Outcome {
    let store = serve::open_store(config).await?;
    let known = store.credentials(email).await.map_err(one)?.ok_or_else(|| one(format!("there is nobody with the address {email}")))?;
    print_link(config, store, known.staff).await
}

/// Makes a link that signs in once and prints it on a line of its own.
async fn print_link(config: &Config, store: Store, staff: i32) -> Outcome {
    let token = Token::fresh().map_err(one)?;
    let write = store.write().await.map_err(one)?;
    write.add_link(&token.digest(), staff, time::OffsetDateTime::now_utc().unix_timestamp() + demo::LINK_WORKS).await.map_err(one)?;
    write.commit().await.map_err(one)?;
    store.close().await;
    let base = config.address.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    say("This link signs in once, within three days; then set a password:");
    say(&format!("{base}/sign-in/{}?to=/account", token.as_str()));
    Ok(())
}

async fn print_papers(config: &Config, event: &str) -> Outcome {
    let code = EventCode::parse(event).ok_or_else(|| one(format!("“{event}” is not an event's code: it is the last part of its link")))?;
    let flow = serve::open_flow(config).await?;
    let papers = flow
        .papers(&code, &sayso::web::unread_languages())
        .await
        .map_err(one)?
        .ok_or_else(|| one(format!("there is no event {code} in this database")))?;
    say(&markdown(&papers));
    Ok(())
}

async fn import(config: &Config, file: &std::path::Path) -> Outcome {
    let told = |error: &dyn std::fmt::Display| one(format!("{}: {error}", file.display()));
    let bytes = std::fs::read(file).map_err(|e| told(&e))?;
    let outbox = outbox::read(&bytes).map_err(|e| told(&e))?;
    let flow = serve::open_beside(config).await?;
    let live = flow.live(&outbox.event).await.map_err(one)?;
    let live = live.ok_or_else(|| told(&format!("there is no event {} in this database", outbox.event)))?;
    let report = flow.take_outbox(&live, outbox).await.map_err(|e| told(&e))?;
    flow.store.close().await;
    say(&format!("{}:", live.event.stored.name));
    for line in report.lines() {
        say(&line);
    }
    if report.unreadable.is_empty() { Ok(()) } else { Err(told(&"not all of it could be read")) }
}

async fn simulate(args: SimulateArgs) -> Outcome {
    let config = Config::read(&args.settings)?;
    let address = args.event.unwrap_or_default();
    let code = address
        .rsplit('/')
        .next()
        .and_then(EventCode::parse)
        .ok_or_else(|| one("the event's address ends in its code, such as http://127.0.0.1:8080/e/abcdefgh"))?;
    // The key and the questions are read where the server has them: simulate runs beside it.
    let store = serve::open_store(&config).await?;
    let event = store.event(&code).await.map_err(one)?.ok_or_else(|| one(format!("there is no event {code} in this database")))?;
    let published =
        store.questionnaire(event.stored.questionnaire).await.map_err(one)?.ok_or_else(|| one("the event's questionnaire is gone"))?;
    let questionnaire = published.questionnaire().map_err(one)?;
    let keys = Keyring::open(&config.keys, config.master_key.as_deref())
        .map_err(one)?
        .load(&code)
        .map_err(one)?
        .ok_or_else(|| one("the event's keys are gone"))?;
    let many: Vec<String> = questionnaire.questions.iter().filter(|q| q.kind.ticks()).map(|q| q.code.to_string()).collect();
    let text = match &args.answers {
        Some(file) => std::fs::read_to_string(file).map_err(|e| one(format!("{}: {e}", file.display())))?,
        None => {
            let rows = questionnaire.questions.iter().flat_map(|q| q.choices.iter().map(move |c| format!("{},{},1\n", q.code, c.code)));
            std::iter::once("question,choice,weight\n".to_owned()).chain(rows).collect()
        }
    };
    let responses = u64::try_from(args.responses).map_err(one)?;
    let of = if args.answers.is_some() { args.of.unwrap_or(responses) } else { 2 };
    let letters = Distribution::parse(&text, &many).map_err(one)?.letters(args.responses, of, &mut SystemBits::default()).map_err(one)?;
    let binding = Binding { event: &code, version: &event.version, policy: event.stored.policy };
    let envelopes = seal_all(&keys.public(), &binding, &letters).map_err(one)?;
    store.close().await;
    let figures = send(Load { address, envelopes, tablets: args.tablets, progress: true }).await.map_err(one)?;
    say(&format!(
        "{} accepted in {:.2} s: {:.0} a second; p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms",
        figures.accepted,
        figures.took.as_secs_f64(),
        figures.per_second(),
        figures.percentile(50).as_secs_f64() * 1e3,
        figures.percentile(95).as_secs_f64() * 1e3,
        figures.percentile(99).as_secs_f64() * 1e3,
    ));
    if figures.errors.is_empty() {
        return Ok(());
    }
    Err(figures.errors.iter().map(|(error, n)| format!("{n} × {error}")).collect())
}
