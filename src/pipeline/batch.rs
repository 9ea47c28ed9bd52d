//! Many events: work on threads, results in order.
//!
//! Comes in: items that do not depend on each other, taken one at a time as a thread is free, and what is to be done with each. Goes out:
//! the results, handed over one by one in the order of the items, however the threads finish, so that names, journals and messages
//! are the same in every run.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;

/// Does `work` on every item with as many threads as `jobs`, and calls `done` with each result in the order of the items, on the
/// thread of the caller. Each thread has a state of its own, which `begin` makes. `done` can end the batch with an error: items
/// that no thread has begun are then left out.
pub fn each<T, S, R, E>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    jobs: NonZeroUsize,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut done: impl FnMut(usize, R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    if jobs.get() == 1 {
        let mut state = begin();
        return items.into_iter().enumerate().try_for_each(|(index, item)| done(index, work(&mut state, item)));
    }
    let queue = Mutex::new(items.into_iter().enumerate());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.get() {
            let (sender, begin, work, next) = (sender.clone(), &begin, &work, &next);
            scope.spawn(move || {
                let mut state = begin();
                while let Some((index, item)) = next() {
                    if sender.send((index, work(&mut state, item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Owned here, so that the threads end when this side gives up.
        let receiver = receiver;
        let mut early = BTreeMap::new();
        let mut due = 0;
        while let Ok((index, result)) = receiver.recv() {
            early.insert(index, result);
            while let Some(result) = early.remove(&due) {
                done(due, result)?;
                due += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [1, 2, 7] {
            let mut seen = Vec::new();
            let outcome: Result<(), ()> = each(
                0..50_u64,
                threads(count),
                || (),
                |(), number| {
                    // Early items take longest, so that threads finish out of order.
                    (0..(50 - number) * 2000).fold(number, |sum, step| std::hint::black_box(sum ^ step ^ step))
                },
                |index, result| {
                    seen.push((index as u64, result));
                    Ok(())
                },
            );
            assert_eq!(outcome, Ok(()));
            assert_eq!(seen, (0..50).map(|number| (number, number)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_caller_ends_the_batch() {
        for count in [1, 3] {
            let mut seen = 0;
            let outcome = each(
                0..40,
                threads(count),
                || (),
                |(), n: u32| n,
                |index, _| {
                    if index == 5 {
                        Err("full")
                    } else {
                        seen += 1;
                        Ok(())
                    }
                },
            );
            assert_eq!((outcome, seen), (Err("full"), 5));
        }
    }

    #[test]
    fn no_items_are_no_work() {
        let outcome: Result<(), ()> = each(Vec::<u8>::new(), threads(4), || (), |(), _| (), |_, ()| Err(()));
        assert_eq!(outcome, Ok(()));
    }
}
