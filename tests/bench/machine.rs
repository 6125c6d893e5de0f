//! What the operating system says of a process, and small statistics.

use std::fs;
use std::time::Duration;

/// CPU time of a process, all its threads, user and system together.
pub(crate) fn cpu(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process is there");
    // After the name in brackets: state is the first field, utime the 12th and stime the 13th.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().map(|i| fields[*i].parse::<u64>().expect("a number")).sum();
    // Linux counts in hundredths of a second on every machine that it runs on today (USER_HZ).
    Duration::from_millis(ticks * 10)
}

/// The most memory that a process ever held, in MiB.
pub(crate) fn memory(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the process is there");
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).expect("a high-water mark");
    let kib: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number");
    kib / 1024.0
}

/// The middle of some measurements.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The time, in milliseconds, within which so many in a hundred were answered.
pub(crate) fn within(percent: usize, seconds: &mut [f64]) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[(seconds.len() * percent).div_ceil(100).max(1) - 1] * 1e3
}
