//! The integration tests, in one binary so that they link once. A module per subject; whole small projects are in
//! `tests/projects`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, and its helpers write the files it reads"
)]

mod act;
mod act_variants;
mod alerts;
mod audit_json;
mod bad_input;
mod check_formats;
mod cli;
mod command;
mod comparisons;
mod constructs;
mod damaged;
mod data;
mod dominance;
mod drivers;
mod exports;
mod formats;
mod indicators;
mod invitations;
mod judged;
mod maturity;
mod nhs;
mod own_plugins;
mod panel;
mod plan;
mod planted;
mod plugins;
mod projection;
mod protection;
mod publish;
mod raised;
mod reconcile;
mod refusals;
mod same_bytes;
mod schemas;
mod serve;
mod several;
mod sfo;
mod sfo_journey;
mod shared;
mod small_survey;
mod sql;
mod summarise;
mod telco;
#[cfg(feature = "serve")]
mod transcript;
mod undirected;
mod verbatims;
mod watch;
mod web_audits;
mod website;
mod weights;
mod without_trend;
