//! How far figures are from the truth under *protected* and *rounded*, at 14, 30 and 123 children.

use crate::say;
use sayso::domain::disclosure::{Terms, release};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::release::Release;
use sayso::domain::response::{Raw, Response};
use sayso::seal::SystemBits;
use sayso::simulate::Distribution;
use time::macros::date;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");
const ANSWERS: &str = include_str!("../../assets/demo/day.csv");
/// Releases of each size.
const TIMES: u32 = 300;

/// Sums of errors, and how many figures they were of.
#[derive(Default)]
struct Error {
    sum: f64,
    figures: u32,
}

impl Error {
    fn add(&mut self, shown: f64, truth: f64) {
        self.sum += (shown - truth).abs();
        self.figures += 1;
    }

    fn mean(&self) -> f64 {
        self.sum / f64::from(self.figures)
    }
}

fn as_f64(n: i64) -> f64 {
    // Counts of a few hundred.
    n as f64
}

pub(crate) fn run() {
    let questionnaire = parse(QUESTIONNAIRE).expect("no fault");
    let distribution = Distribution::parse(ANSWERS, &["ways".to_owned()]).expect("reads");
    let mut bits = SystemBits::default();
    for n in [14_u32, 30, 123] {
        let (mut ledger, mut five, mut rounded, mut cells) = (Error::default(), Error::default(), Error::default(), 0_u32);
        for _ in 0..TIMES {
            let letters = distribution.letters(usize::try_from(n).expect("few"), 150, &mut bits).expect("letters");
            let check = |answers: &Raw| Response::check(&questionnaire, answers).expect("they fit");
            let responses: Vec<Response> = letters.iter().map(|l| check(&l.answers)).collect();
            let mut under = |policy| -> Release {
                let terms = Terms { number: 1, released_on: date!(2026 - 01 - 01), policy, attended: n, declared: n };
                Release::clone(&release(&questionnaire, &responses, &terms, &mut bits).expect("released"))
            };
            let (truth, noisy, round) = (under(Policy::PlainCounts), under(Policy::Protected), under(Policy::Rounded));
            for table in &truth.tables {
                for (cell, count) in &table.cells {
                    let count = count.expect("plain");
                    let of = |r: &Release| r.table(&table.question, None).and_then(|t| t.get(cell));
                    ledger.add(as_f64(of(&noisy).expect("never held back")), as_f64(count));
                    five.add(as_f64((count + 2) / 5 * 5), as_f64(count));
                    cells += 1;
                    if let Some(shown) = of(&round) {
                        rounded.add(as_f64(shown), as_f64(count));
                    }
                }
            }
        }
        let shown = 100.0 * f64::from(rounded.figures) / f64::from(cells);
        let rounded = if rounded.figures == 0 { "everything held back".to_owned() } else { format!("{:.2}", rounded.mean()) };
        say(&format!(
            "mean error at {n} children, in children a cell: protected {:.2}, nearest five {:.2}, rounded {rounded} ({shown:.0} % of cells shown)",
            ledger.mean(),
            five.mean(),
        ));
    }
}
