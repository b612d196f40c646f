//! Runs scripts so that none of them can harm, stop or delay the audit: no files, no network, no clock, no
//! randomness, and a bound on steps, memory, depth, sizes and time.
//!
//! What the script language bounds by itself leaks: steps inside closures given to `sort` or `map` are not added
//! up, and what a closure captured escapes the size limits. So each run has a thread of its own with a counter of
//! steps that never goes back, a meter of memory, and a clock that can only fail the run, never change its result.
//! A native call that neither returns nor steps is left behind with its thread.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage, BasicStringPackage,
    LogicPackage, MoreStringPackage, Package,
};
use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel};

use super::host;
use super::meter::{self, Mark, Meter};

/// The longest string, in bytes.
const MAX_STRING: usize = 64 * 1024;
/// The most elements of an array or a map, counting those of what is inside.
const MAX_ELEMENTS: usize = 20_000;
/// The deepest call.
const MAX_CALLS: usize = 32;
/// The deepest expression in the source.
const MAX_DEPTH: usize = 64;
/// The most variables at one time, and functions in one script.
const MAX_NAMES: usize = 500;
/// Stack of a script's thread. The pages are the system's until they are used; values nested as deep as
/// [`MAX_ELEMENTS`] allows are dropped and compared recursively.
const STACK: usize = 64 << 20;
/// How often the clock is read, in steps.
const CLOCK_EVERY: u64 = 64;

/// What a run may use up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Steps, over everything the run calls.
    pub(super) steps: u64,
    /// Bytes held, looked at after each step.
    pub(super) memory: u64,
    /// Bytes that are never exceeded, not even inside one step.
    pub(super) ceiling: u64,
    /// Wall-clock time.
    pub(super) time: Duration,
}

/// The limits of every plugin.
pub(super) const LIMITS: Limits = Limits {
    steps: 2_000_000,
    memory: 32 << 20,
    ceiling: 96 << 20,
    time: Duration::from_secs(3),
};

/// How a run ended that did not end well.
#[derive(Debug)]
pub(super) enum Stop {
    /// The script language says so, with a position where it knows one.
    Script(Box<EvalAltResult>),
    /// A native function panicked.
    Crash(String),
    /// More memory than [`Limits::ceiling`] was wanted in a single step.
    Memory,
    /// Nothing came back in time.
    Time,
    /// The system gave no thread.
    NoThread(std::io::Error),
}

/// The words under which [`EvalAltResult::ErrorTerminated`] says which limit was met.
pub(super) mod token {
    /// Too many steps.
    pub(in crate::plugins) const STEPS: &str = "steps";
    /// Too much memory.
    pub(in crate::plugins) const MEMORY: &str = "memory";
    /// Too much time.
    pub(in crate::plugins) const TIME: &str = "time";
}

/// Runs `work` with an engine that has `limits`, on a thread of its own.
pub(super) fn run<T: Send + 'static>(
    limits: Limits,
    work: impl FnOnce(&Engine) -> Result<T, Box<EvalAltResult>> + Send + 'static,
) -> Result<T, Stop> {
    let (answer, wait) = mpsc::channel();
    let run = meter::new_run();
    std::thread::Builder::new()
        .name("plugin".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let outcome = {
                let meter = Meter::start(run, limits.ceiling);
                let engine = engine(limits, meter.mark());
                // The engine and all values die here; nothing half-changed is looked at afterwards.
                catch_unwind(AssertUnwindSafe(|| work(&engine)))
            };
            // Nobody listens any more if the clock was faster.
            let _ = answer.send(outcome);
        })
        .map_err(Stop::NoThread)?;
    let given_up = Instant::now() + limits.time + Duration::from_secs(1);
    loop {
        match wait.recv_timeout(Duration::from_millis(20)) {
            Ok(Ok(Ok(value))) => return Ok(value),
            Ok(Ok(Err(error))) => return Err(Stop::Script(error)),
            Ok(Err(panic)) => return Err(Stop::Crash(panic_words(panic.as_ref()))),
            Err(RecvTimeoutError::Disconnected) => return Err(Stop::Crash(String::new())),
            Err(RecvTimeoutError::Timeout) if meter::was_stopped(run) => return Err(Stop::Memory),
            Err(RecvTimeoutError::Timeout) if Instant::now() > given_up => return Err(Stop::Time),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn panic_words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

/// The parts of the script language that a check needs, and no others: nothing that sleeps, prints, reads metadata
/// or computes what differs between platforms.
fn engine(limits: Limits, mark: Mark) -> Engine {
    let mut engine = Engine::new_raw();
    for module in packages() {
        engine.register_global_module(module.clone());
    }
    // `**` on floats is a transcendental function; `print` and `debug` would write to nowhere.
    for symbol in ["eval", "**", "**=", "print", "debug"] {
        engine.disable_symbol(symbol);
    }
    engine
        .set_optimization_level(OptimizationLevel::None)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_max_string_size(MAX_STRING)
        .set_max_array_size(MAX_ELEMENTS)
        .set_max_map_size(MAX_ELEMENTS)
        .set_max_call_levels(MAX_CALLS)
        .set_max_expr_depths(MAX_DEPTH, MAX_DEPTH)
        .set_max_variables(MAX_NAMES)
        .set_max_functions(MAX_NAMES);
    host::register(&mut engine, MAX_STRING);
    #[cfg(test)]
    engine.register_fn("break_down", || -> i64 { panic!("broken on purpose") });
    let progress = Progress {
        steps: AtomicU64::new(0),
        started: Instant::now(),
        limits,
        mark,
    };
    engine.on_progress(move |_| progress.step());
    engine
}

/// The value of an expression; `None` where it breaks. It runs on the caller's thread: without loops, closures and functions of its
/// own an expression is as long as its text.
pub(super) fn expression(text: &str, mut scope: rhai::Scope<'_>) -> Option<Dynamic> {
    thread_local! {
        static ENGINE: Engine = {
            let mut engine = Engine::new_raw();
            for module in packages() {
                engine.register_global_module(module.clone());
            }
            for symbol in ["eval", "**", "**=", "print", "debug"] {
                engine.disable_symbol(symbol);
            }
            engine
                .set_optimization_level(OptimizationLevel::None)
                .set_strict_variables(true)
                .set_max_string_size(1 << 10)
                .set_max_array_size(16)
                .set_max_operations(1000)
                .set_max_expr_depths(MAX_DEPTH, MAX_DEPTH);
            engine
        };
    }
    ENGINE.with(|engine| engine.eval_expression_with_scope(&mut scope, text).ok())
}

/// Counts steps whoever makes them. The language starts its own count anew inside each closure, so it is not used.
struct Progress {
    steps: AtomicU64,
    started: Instant,
    limits: Limits,
    mark: Mark,
}

impl Progress {
    /// Called before every step, on the script's thread; what it returns ends the run. Once a limit is met every
    /// further step meets it again, so that no function that swallows errors (`sort`) can go on.
    fn step(&self) -> Option<Dynamic> {
        let steps = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        if steps > self.limits.steps {
            return Some(token::STEPS.into());
        }
        if self.mark.held() > self.limits.memory {
            return Some(token::MEMORY.into());
        }
        if steps.is_multiple_of(CLOCK_EVERY) && self.started.elapsed() > self.limits.time {
            return Some(token::TIME.into());
        }
        None
    }
}

fn packages() -> &'static [rhai::Shared<rhai::Module>] {
    static PACKAGES: OnceLock<Vec<rhai::Shared<rhai::Module>>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        vec![
            ArithmeticPackage::new().as_shared_module(),
            LogicPackage::new().as_shared_module(),
            BasicFnPackage::new().as_shared_module(),
            BasicIteratorPackage::new().as_shared_module(),
            BasicStringPackage::new().as_shared_module(),
            MoreStringPackage::new().as_shared_module(),
            BasicArrayPackage::new().as_shared_module(),
            BasicMapPackage::new().as_shared_module(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quick() -> Limits {
        Limits {
            time: Duration::from_millis(300),
            ..LIMITS
        }
    }

    #[test]
    fn a_panic_in_a_native_function_ends_the_run_only() {
        let stop = run(quick(), |engine| engine.eval::<i64>("break_down()")).unwrap_err();
        assert!(
            matches!(&stop, Stop::Crash(words) if words == "broken on purpose"),
            "{stop:?}"
        );
        assert_eq!(run(quick(), |engine| engine.eval::<i64>("40 + 2")).unwrap(), 42);
    }

    #[test]
    fn a_native_call_that_does_not_return_is_left_behind() {
        let started = Instant::now();
        let stop = run(quick(), |_| -> Result<(), _> {
            loop {
                std::thread::park();
            }
        })
        .unwrap_err();
        assert!(matches!(stop, Stop::Time), "{stop:?}");
        assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    }

    #[test]
    fn one_allocation_beyond_the_ceiling_is_told_as_memory_at_once() {
        let started = Instant::now();
        let stop = run(LIMITS, |_| {
            let bytes = std::hint::black_box(vec![1_u8; 1 << 30]);
            Ok(bytes.len())
        })
        .unwrap_err();
        assert!(matches!(stop, Stop::Memory), "{stop:?}");
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    }

    #[test]
    fn nothing_that_reaches_outside_can_be_called() {
        for source in [
            "sleep(1)",
            "timestamp()",
            "import \"x\" as y;",
            "print(1)",
            "debug(1)",
            "eval(\"1\")",
            "2.0 ** 0.5",
            "1.0.sin()",
            "exit()",
            "rand()",
            "parse_json(\"1\")",
        ] {
            let outcome = run(quick(), move |engine| engine.eval::<Dynamic>(source));
            assert!(matches!(outcome, Err(Stop::Script(_))), "{source}: {outcome:?}");
        }
    }
}
