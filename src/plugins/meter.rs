//! Counts the memory that a thread holds, so that a script can be stopped before it takes all of it.
//!
//! The script language's own limits miss values captured by closures. So the allocator of the whole program counts
//! per thread (two additions to a thread's own cell, no lock, no sharing) and the sandbox reads the count between
//! two steps of a script. The one file of parcours with `unsafe`: an allocator cannot be written without. It passes
//! every call on to the system's allocator unchanged.
#![expect(
    unsafe_code,
    reason = "the trait of allocators is unsafe; nothing here touches memory itself"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    /// Bytes allocated minus bytes freed by this thread. Negative where it frees what others allocated.
    static HELD: Cell<i64> = const { Cell::new(0) };
    /// Where `HELD` may not go; no ceiling outside a script's own thread.
    static CEILING: Cell<i64> = const { Cell::new(i64::MAX) };
    /// Number of the run this thread belongs to.
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator with a count per thread.
struct Counting;

fn count(bytes: isize) {
    let bytes = bytes as i64;
    // A thread that is ending has no cell any more; what it frees then is nobody's script.
    let held = HELD.try_with(|held| {
        let now = held.get() + bytes;
        held.set(now);
        now
    });
    if let Ok(held) = held
        && bytes > 0
        && CEILING.try_with(Cell::get).is_ok_and(|ceiling| held > ceiling)
    {
        stop_for_good();
    }
}

/// An allocator may neither fail softly nor unwind. A single native call that wants more than the ceiling is left
/// standing here, its memory not yet taken, and the thread that waits for it gives up (see `sandbox`).
#[cold]
fn stop_for_good() {
    let slot = NEXT_STOPPED.fetch_add(1, Ordering::Relaxed) % STOPPED.len();
    STOPPED[slot].store(RUN.try_with(Cell::get).unwrap_or(0), Ordering::Release);
    loop {
        std::thread::sleep(std::time::Duration::from_hours(1));
    }
}

// SAFETY: every call goes to `System` with the arguments it came with; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: the caller keeps the contract of `alloc`, which is the same for `System`.
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: as for `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        // SAFETY: the caller got `pointer` from this allocator, which got it from `System`.
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.cast_signed() - layout.size().cast_signed());
        // SAFETY: as for `dealloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// The last runs that were stopped for good, by number; more than can be running at once.
static STOPPED: [AtomicU64; 64] = [const { AtomicU64::new(0) }; 64];
static NEXT_STOPPED: AtomicUsize = AtomicUsize::new(0);
static NEXT_RUN: AtomicU64 = AtomicU64::new(1);

/// A number for a run, so that whoever waits for its thread can ask what became of it.
pub(super) fn new_run() -> u64 {
    NEXT_RUN.fetch_add(1, Ordering::Relaxed)
}

/// Whether the run stands still because it wanted more memory than its ceiling.
pub(super) fn was_stopped(run: u64) -> bool {
    STOPPED.iter().any(|stopped| stopped.load(Ordering::Acquire) == run)
}

/// What this thread holds from now on.
pub(super) struct Meter {
    start: i64,
}

impl Meter {
    /// Begins to count on this thread, which belongs to `run` alone and never gets past `ceiling` bytes.
    pub(super) fn start(run: u64, ceiling: u64) -> Self {
        let start = HELD.get();
        RUN.set(run);
        CEILING.set(start.saturating_add(ceiling.cast_signed()));
        Meter { start }
    }

    /// Where counting began, for whoever looks at the meter from inside the run.
    pub(super) fn mark(&self) -> Mark {
        Mark(self.start)
    }
}

/// Where a meter began. Only means something on the meter's own thread.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(i64);

impl Mark {
    /// Bytes that this thread allocated since and still holds.
    pub(super) fn held(self) -> u64 {
        HELD.get().saturating_sub(self.0).max(0) as u64
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        CEILING.set(i64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_counted_and_what_is_freed_is_not() {
        let meter = Meter::start(new_run(), u64::MAX / 4);
        let before = meter.mark().held();
        let bytes = vec![1_u8; 1_000_000];
        assert!(meter.mark().held() >= before + 1_000_000, "{}", meter.mark().held());
        drop(bytes);
        assert!(meter.mark().held() < before + 1_000, "{}", meter.mark().held());
    }

    #[test]
    fn another_thread_has_its_own_count() {
        let meter = Meter::start(new_run(), u64::MAX / 4);
        let other = std::thread::spawn(|| std::hint::black_box(vec![1_u8; 4_000_000]).len());
        assert_eq!(other.join().unwrap(), 4_000_000);
        assert!(meter.mark().held() < 1_000_000, "{}", meter.mark().held());
    }

    #[test]
    fn a_single_allocation_beyond_the_ceiling_never_happens() {
        let run = new_run();
        let (done, wait) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let _meter = Meter::start(run, 1 << 20);
            let bytes = std::hint::black_box(Vec::<u8>::with_capacity(1 << 40));
            let _ = done.send(bytes.capacity());
        });
        let started = std::time::Instant::now();
        while !was_stopped(run) && started.elapsed().as_secs() < 5 {
            std::thread::yield_now();
        }
        assert!(was_stopped(run));
        assert!(wait.try_recv().is_err());
    }
}
