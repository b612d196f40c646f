//! The types of `plugin.yaml`: what a check is, what it reads, how it is estimated, its parameters and its words.
//!
//! Here also is how every YAML file of a project is read, since manifests are the first of them: bytes → text
//! (`source`) → located tree (`yaml`, `node`) → structure checked against the types' own schema (`shape`) → typed
//! values (`decode`).
//!
//! Reading a manifest never runs anything of the plugin. The registry and the sandbox are in `plugins`.

mod breach;
mod check;
mod code;
mod decode;
mod estimate;
mod id;
mod located;
mod maturity;
mod measure;
mod node;
mod plugin;
mod reads;
mod report;
mod scoring;
mod shape;
mod source;
mod table;
mod website;
mod yaml;

pub use check::{read, schema};
pub use code::Code;
pub use decode::{Misfit, decode, typed};
pub use estimate::{
    Against, Average, Beside, Estimate, Formula, FormulaPart, Growth, Mean, NetShare, Quantile, Rate, RateDifference,
    Ratio, Share, Survival,
};
pub use id::{bad_id, declared_twice, is_kebab, to_kebab};
pub use located::Located;
pub use maturity::{Aggregation, Item, Level, Part, Scoring, Signal, SignalKind};
pub use measure::{Condition, Measure, Window};
pub use node::{Key, Node, NodeKind, Scalar, Spot};
pub use plugin::{Breakdown, Construct, Direction, Kind, Manifest, Parameter, ParameterKind, Per, Unit};
pub use reads::{MatrixRead, ProjectList, QuestionRead, Read, Role};
pub use report::Report;
pub use shape::Shape;
pub use source::{LARGEST, empty, fetch, line, more_problems, unreachable};
pub use table::{Field, FieldType, Need, TableKind, TableRead};
pub use website::{Certainty, Criterion, ProbeRef, Rubric, Scope, SelectorProbe};
pub use yaml::parse;
