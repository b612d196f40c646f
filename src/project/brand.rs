//! The client's brand: name, logo, colours.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// The six colours a theme takes, each written `#rrggbb`; the theme's own where left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colours {
    /// Links, the point of an interval, the highlighted series.
    pub accent: Option<Located<String>>,
    /// Text.
    pub ink: Option<Located<String>>,
    /// The page.
    pub surface: Option<Located<String>>,
    /// Good.
    pub positive: Option<Located<String>>,
    /// Neither.
    pub neutral: Option<Located<String>>,
    /// Bad.
    pub negative: Option<Located<String>>,
}

/// A sentence by which the brand commits itself, to be confronted with what customers live.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Promise {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// The sentence.
    pub text: Text,
    /// Ids of the touchpoints where it is kept or broken.
    #[serde(default)]
    pub touchpoints: Vec<Located<String>>,
}

/// Who the audit is about, as pages show it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Brand {
    /// The brand's name; the client's where left out.
    pub name: Option<String>,
    /// Other ways the name is legitimately written.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// A logo in the project (SVG, PNG, JPEG or WebP).
    pub logo: Option<Located<String>>,
    /// Colours.
    #[serde(default)]
    pub colours: Colours,
    /// What the brand promises.
    #[serde(default)]
    pub promises: Vec<Promise>,
}
