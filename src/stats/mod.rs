//! Pure functions of numbers, each with its formula and its source. Read no file, know no survey, print nothing.
//!
//! Everything takes counts or sums, never rounded percentages, and rounds nothing. `docs/methods.md` says which of
//! these a figure of the report comes from, and why. All intervals describe sampling error only.

pub mod agreement;
pub mod alpha;
pub mod calibration;
pub mod composite;
pub mod drivers;
mod estimate;
pub mod exact;
pub mod jackknife;
pub mod kappa;
pub mod linkage;
pub mod mean;
mod median;
pub mod multiple;
pub mod net_share;
pub mod normal;
pub mod nps;
pub mod overlap;
pub mod planning;
pub mod projection;
pub mod proportion;
pub mod quantile;
pub mod ratio;
pub mod real;
pub mod stratified;
pub mod structural;
pub mod student;
pub mod survival;
pub mod weighted;

pub use estimate::{Difference, Estimate, Interval, LEVEL};
pub use exact::ExactSum;
pub use median::median;
pub use weighted::Group;

#[cfg(test)]
mod published;
