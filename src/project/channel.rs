//! Channels and the hand-overs between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// What kind of channel it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChannelKind {
    /// Shop, post, desk.
    Physical,
    /// Site, app, chatbot, forum, social media.
    Digital,
    /// Phone, e-mail, SMS, chat with a person.
    Remote,
    /// Paid media.
    Paid,
}

/// A channel: the medium, not the moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Channel {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub name: Text,
    /// What kind of channel it is.
    pub kind: ChannelKind,
    /// What a customer can achieve on it; a channel without any is not counted as a channel of service.
    #[serde(default)]
    pub goals: Vec<Text>,
}

/// What becomes of the customer's case on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Nobody has to explain the case again.
    Kept,
    /// Part of it is known.
    Partly,
    /// The customer starts again.
    Lost,
}

/// What two channels have in common, seen by the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Shared {
    /// The same prices.
    Price,
    /// The same stock.
    Stock,
    /// The same customer account.
    Account,
    /// The same cart.
    Cart,
    /// The same history.
    History,
}

/// What happens when a customer goes from one channel to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HandOver {
    /// Id of the channel left.
    pub from: Located<String>,
    /// Id of the channel reached.
    pub to: Located<String>,
    /// What becomes of the case.
    pub context: Context,
    /// What the two have in common.
    #[serde(default)]
    pub shared: Vec<Shared>,
    /// Whether something begun on the first can be finished on the second.
    #[serde(default)]
    pub finishes: bool,
    /// How it is known.
    #[serde(default)]
    pub evidence: Text,
}
