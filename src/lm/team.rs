//! The threads of the engine.
//!
//! Work is cut into pieces of a fixed size, whatever the number of threads; each piece is computed alone and put in its own place. So
//! the number of threads changes nothing but the time.

use super::{LmError, LmErrorKind};
use rayon::prelude::*;

/// Some threads, or none beside the caller's.
#[derive(Debug)]
pub struct Team {
    pool: Option<rayon::ThreadPool>,
}

impl Team {
    /// A team of `threads`.
    ///
    /// # Errors
    /// `Compute` when the system gives no threads.
    pub fn new(threads: usize) -> Result<Self, LmError> {
        if threads < 2 {
            return Ok(Self { pool: None });
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("lm-{at}")).build();
        let pool = pool.map_err(|source| LmError::with(LmErrorKind::Compute, "the system gives no threads", source))?;
        Ok(Self { pool: Some(pool) })
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

    /// Calls `work` with the number and the numbers of every chunk.
    pub fn chunks<N: Send>(&self, out: &mut [N], size: usize, work: impl Fn(usize, &mut [N]) + Sync + Send) {
        if self.pool.is_some() && out.len() > size {
            out.par_chunks_mut(size).enumerate().for_each(|(at, chunk)| work(at, chunk));
        } else {
            out.chunks_mut(size).enumerate().for_each(|(at, chunk)| work(at, chunk));
        }
    }

    /// What `work` makes of each number below `count`, in order. `least` is how many are worth a thread of their own.
    pub fn map<T: Send>(&self, count: usize, least: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        if self.pool.is_some() && count > least {
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
}
