//! The threads of the engine.
//!
//! Work is cut into pieces of a fixed size, whatever the number of threads; each piece is computed alone and put in its own place. So
//! the number of threads changes nothing but the time.
//!
//! On a machine that is busy with other things a team can be slower than one thread: every piece of a step must be done before the next
//! step begins, and one thread that waits for a processor holds up all. So passes are timed, alone and in a team, and the faster way is
//! taken, with the other one tried now and then.

use super::{LmError, LmErrorKind};
use rayon::prelude::*;
use std::sync::Mutex;
use std::time::Instant;

/// Some threads, or none beside the caller's.
#[derive(Debug)]
pub struct Team {
    pool: Option<rayon::ThreadPool>,
    /// By the binary logarithm of the number of rows.
    paces: Mutex<[Pace; PACES]>,
}

const PACES: usize = 16;
/// Every so many passes the slower way is tried again.
const TRIAL: u32 = 16;

/// How long passes take.
#[derive(Debug, Clone, Copy, Default)]
struct Pace {
    passes: u32,
    /// Seconds a row, alone and in the team, lately; 0 where it was not tried.
    alone: f64,
    team: f64,
}

impl Pace {
    /// Whether the next pass is one for the team.
    fn choose(&mut self) -> bool {
        self.passes += 1;
        let better = self.team <= self.alone;
        match (self.team > 0.0, self.alone > 0.0) {
            (false, _) => true,
            (true, false) => false,
            (true, true) => better != self.passes.is_multiple_of(TRIAL),
        }
    }

    /// Notes what a pass took; one that was much slower than others counts as one among four.
    fn note(&mut self, team: bool, seconds: f64) {
        let pace = if team { &mut self.team } else { &mut self.alone };
        *pace = if *pace > 0.0 { *pace * 0.75 + seconds * 0.25 } else { seconds };
    }
}

impl Team {
    /// A team of `threads`.
    ///
    /// # Errors
    /// `Compute` when the system gives no threads.
    pub fn new(threads: usize) -> Result<Self, LmError> {
        if threads < 2 {
            return Ok(Self { pool: None, paces: Mutex::default() });
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("lm-{at}")).build();
        let pool = pool.map_err(|source| LmError::with(LmErrorKind::Compute, "the system gives no threads", source))?;
        Ok(Self { pool: Some(pool), paces: Mutex::default() })
    }

    /// As many threads as `RAYON_NUM_THREADS` asks for, else one for each processor.
    pub fn usual_size() -> usize {
        let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse::<usize>().ok()).filter(|count| *count > 0);
        asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get)).min(64)
    }

    /// Runs work on the team: what it calls below does not wake the team anew.
    pub fn enter<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Runs a pass over `rows`, on the team or alone, whichever is faster.
    pub fn pass<T: Send>(&self, rows: usize, work: impl FnOnce() -> T + Send) -> T {
        let Some(pool) = &self.pool else { return work() };
        let bucket = rows.checked_ilog2().map_or(0, |log| log as usize).min(PACES - 1);
        let choose = |paces: &mut [Pace; PACES]| paces.get_mut(bucket).is_none_or(Pace::choose);
        let team = self.paces.lock().map_or(true, |mut paces| choose(&mut paces));
        let start = Instant::now();
        let out = if team { pool.install(work) } else { work() };
        #[expect(clippy::cast_precision_loss, reason = "a batch has fewer than 2^52 rows")]
        let seconds = start.elapsed().as_secs_f64() / rows.max(1) as f64;
        if let Ok(mut paces) = self.paces.lock() {
            paces.iter_mut().skip(bucket).take(1).for_each(|pace| pace.note(team, seconds));
        }
        out
    }

    /// Whether this thread is one of a team that is at work.
    fn at_work() -> bool {
        rayon::current_thread_index().is_some()
    }

    /// Calls `work` with the number and the numbers of every chunk.
    pub fn chunks<N: Send>(&self, out: &mut [N], size: usize, work: impl Fn(usize, &mut [N]) + Sync + Send) {
        if Self::at_work() && out.len() > size {
            out.par_chunks_mut(size).enumerate().for_each(|(at, chunk)| work(at, chunk));
        } else {
            out.chunks_mut(size).enumerate().for_each(|(at, chunk)| work(at, chunk));
        }
    }

    /// What `work` makes of each number below `count`, in order. `least` is how many are worth a thread of their own.
    pub fn map<T: Send>(&self, count: usize, least: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        if Self::at_work() && count > least {
            (0..count).into_par_iter().with_min_len(least.max(1)).map(work).collect()
        } else {
            (0..count).map(work).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let run = |threads| {
            let team = Team::new(threads).unwrap();
            let mut out = vec![0; 70];
            team.enter(|| team.chunks(&mut out, 8, |first, out| out.iter_mut().enumerate().for_each(|(i, o)| *o = first * 100 + i)));
            let squares = team.enter(|| team.map(50, 3, |at| at * at));
            (out, squares)
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(3));
        assert_eq!((run(3).0[69], run(3).1[49]), (805, 2401));
    }

    #[test]
    fn the_faster_way_is_taken_and_the_other_tried_now_and_then() {
        let chosen = |team: f64, alone: f64| {
            let mut pace = Pace::default();
            let mut times = 0;
            for _ in 0..64 {
                let chosen = pace.choose();
                times += u32::from(chosen);
                pace.note(chosen, if chosen { team } else { alone });
            }
            times
        };
        assert!((58..64).contains(&chosen(1.0, 2.0)));
        assert!((2..8).contains(&chosen(2.0, 1.0)));
        let team = Team::new(2).unwrap();
        let passes: Vec<Vec<usize>> = (0..5).map(|_| team.pass(8, || team.map(40, 1, |at| at))).collect();
        assert!(passes.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
