//! The tables besides surveys that a check can read: their kinds, and the fields each kind has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a table holds: one row each of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// A customer.
    Customers,
    /// A step that somebody took, or a session.
    Events,
    /// A purchase or another transaction.
    Transactions,
    /// A campaign.
    Campaigns,
    /// A day (and channel) of a website's traffic.
    Traffic,
    /// A contact of a customer with the service.
    Contacts,
    /// A mailing.
    Mailings,
    /// A variant of an experiment.
    Experiments,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FieldType {
    /// Words, or an id.
    Text,
    /// A day.
    Date,
    /// A number with decimals: money, a rate.
    Amount,
    /// A whole number, 0 or more.
    Count,
    /// Yes or no.
    Flag,
    /// A length of time, 0 or more, in the unit the project uses.
    Duration,
}

/// A field of a kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name under `columns:` of a table, and in the conditions of a manifest.
    pub name: &'static str,
    /// What its values are.
    pub kind: FieldType,
}

const fn field(name: &'static str, kind: FieldType) -> Field {
    Field { name, kind }
}

use FieldType::{Amount, Count, Date, Duration, Flag, Text};

const CUSTOMERS: &[Field] = &[
    field("customer", Text),
    field("start", Date),
    field("end", Date),
    field("lost", Flag),
    field("duration", Duration),
    field("value", Amount),
    field("start-value", Amount),
    field("end-value", Amount),
    field("cost", Amount),
    field("segment", Text),
    field("store-buyer", Flag),
    field("site-visit", Flag),
    field("lag", Duration),
    field("store-revenue", Amount),
];
const EVENTS: &[Field] = &[
    field("customer", Text),
    field("session", Text),
    field("step", Text),
    field("date", Date),
    field("value", Amount),
];
const TRANSACTIONS: &[Field] = &[
    field("customer", Text),
    field("order", Text),
    field("date", Date),
    field("amount", Amount),
    field("margin", Amount),
    field("items", Count),
    field("channel", Text),
];
const CAMPAIGNS: &[Field] = &[
    field("campaign", Text),
    field("channel", Text),
    field("date", Date),
    field("cost", Amount),
    field("revenue", Amount),
    field("margin", Amount),
    field("margin-rate", Amount),
    field("impressions", Count),
    field("clicks", Count),
    field("conversions", Count),
    field("customers", Count),
];
const TRAFFIC: &[Field] = &[
    field("date", Date),
    field("channel", Text),
    field("source", Text),
    field("medium", Text),
    field("page", Text),
    field("sessions", Count),
    field("users", Count),
    field("new-users", Count),
    field("engaged", Count),
    field("bounces", Count),
    field("views", Count),
    field("duration", Duration),
    field("conversions", Count),
    field("carts", Count),
    field("checkouts", Count),
    field("orders", Count),
    field("revenue", Amount),
];
const CONTACTS: &[Field] = &[
    field("contact", Text),
    field("customer", Text),
    field("channel", Text),
    field("subject", Text),
    field("opened", Date),
    field("response", Duration),
    field("resolution", Duration),
    field("contacts", Count),
    field("resolved", Flag),
    field("first-contact", Flag),
    field("complaint", Flag),
];
const MAILINGS: &[Field] = &[
    field("mailing", Text),
    field("date", Date),
    field("sent", Count),
    field("delivered", Count),
    field("opened", Count),
    field("clicked", Count),
    field("answered", Count),
    field("unsubscribed", Count),
];
const EXPERIMENTS: &[Field] = &[
    field("experiment", Text),
    field("variant", Text),
    field("date", Date),
    field("users", Count),
    field("conversions", Count),
];

impl TableKind {
    /// Every kind.
    pub const ALL: [TableKind; 8] = [
        TableKind::Customers,
        TableKind::Events,
        TableKind::Transactions,
        TableKind::Campaigns,
        TableKind::Traffic,
        TableKind::Contacts,
        TableKind::Mailings,
        TableKind::Experiments,
    ];

    /// The word in YAML.
    pub fn word(self) -> &'static str {
        match self {
            TableKind::Customers => "customers",
            TableKind::Events => "events",
            TableKind::Transactions => "transactions",
            TableKind::Campaigns => "campaigns",
            TableKind::Traffic => "traffic",
            TableKind::Contacts => "contacts",
            TableKind::Mailings => "mailings",
            TableKind::Experiments => "experiments",
        }
    }

    /// Its fields.
    pub fn fields(self) -> &'static [Field] {
        match self {
            TableKind::Customers => CUSTOMERS,
            TableKind::Events => EVENTS,
            TableKind::Transactions => TRANSACTIONS,
            TableKind::Campaigns => CAMPAIGNS,
            TableKind::Traffic => TRAFFIC,
            TableKind::Contacts => CONTACTS,
            TableKind::Mailings => MAILINGS,
            TableKind::Experiments => EXPERIMENTS,
        }
    }

    /// The field of this name.
    pub fn field(self, name: &str) -> Option<Field> {
        self.fields().iter().find(|field| field.name == name).copied()
    }

    /// The field whose day puts a row into a period.
    pub fn day(self) -> Option<&'static str> {
        match self {
            TableKind::Customers => None,
            TableKind::Contacts => Some("opened"),
            _ => Some("date"),
        }
    }

    /// Whether its rows are people, or what one person did: minimum cells apply.
    pub fn is_of_people(self) -> bool {
        matches!(
            self,
            TableKind::Customers | TableKind::Events | TableKind::Transactions | TableKind::Contacts
        )
    }

    /// Whether its rows hold counts of sessions, which are no independent people.
    pub fn counts_sessions(self) -> bool {
        self == TableKind::Traffic
    }
}

/// One field that a check needs, or several of which one will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Need {
    /// This field.
    One(String),
    /// One of these.
    AnyOf(Vec<String>),
}

impl Need {
    /// The fields of which one is needed.
    pub fn fields(&self) -> &[String] {
        match self {
            Need::One(field) => std::slice::from_ref(field),
            Need::AnyOf(fields) => fields,
        }
    }
}

/// Tables of a kind, one match each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableRead {
    /// The kind.
    pub kind: TableKind,
    /// The fields a table must have for the check to be there; `[start, [lost, end]]` needs `start`, and `lost` or `end`.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Puts the rows of each value of this field (`customer`, `session`, `order`) together first, so that a row is a
    /// customer, with the sums of its amounts and counts, its `rows`, its `first` and `last` day and the steps it
    /// reached.
    #[serde(default)]
    pub per: Option<String>,
    /// With `per`: only rows whose day is in the table's window are put together.
    #[serde(default)]
    pub during: Option<super::Window>,
}

/// Fields of rows that were put together.
const TOGETHER: [Field; 3] = [field("rows", Count), field("first", Date), field("last", Date)];

impl TableRead {
    /// The fields that conditions and measures may look at.
    pub fn fields(&self) -> Vec<Field> {
        let Some(per) = &self.per else {
            return self.kind.fields().to_vec();
        };
        let kept = |field: &&Field| match field.kind {
            Amount | Count | Duration => true,
            Text => field.name == per || field.name == "step",
            Date | Flag => false,
        };
        let own = self.kind.fields().iter().filter(kept);
        own.chain(&TOGETHER).copied().collect()
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.fields().into_iter().find(|field| field.name == name)
    }
}

impl FieldType {
    /// Whether its values are numbers that may be added up.
    pub fn is_number(self) -> bool {
        matches!(self, Amount | Count | Duration)
    }
}
