//! Named steps with their times, so that a slow run shows what made it slow.

use std::time::{Duration, Instant};

/// The steps taken so far.
#[derive(Default)]
pub(crate) struct Steps {
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Runs one step and prints its name before and its time after.
    pub(crate) fn take<T>(&mut self, name: &'static str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        println!("── {name}");
        let begun = Instant::now();
        let outcome = work();
        let took = begun.elapsed();
        self.taken.push((name, took));
        println!("   {name}: {}", seconds(took));
        if outcome.is_err() {
            self.summary();
        }
        outcome
    }

    /// Prints all steps with their times and the total.
    pub(crate) fn summary(&self) {
        println!("── times");
        for (name, took) in &self.taken {
            println!("   {:>9}  {name}", seconds(*took));
        }
        let total = self.taken.iter().map(|(_, took)| *took).sum();
        println!("   {:>9}  in all", seconds(total));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
