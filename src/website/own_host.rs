//! Which host a copy of a site is of: what the project says, else what the site says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::page::Page;
use super::snapshot::Snapshot;

/// How many pages, spread over the site, are asked for its host when the home page does not say it.
const HOST_SAMPLE: usize = 25;

/// How the host was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HostSource {
    /// The project says it.
    Project,
    /// A `CNAME` file.
    Cname,
    /// The canonical address of the home page.
    Canonical,
    /// `og:url` of the home page.
    OpenGraph,
    /// The canonical addresses of most of 25 pages spread over the site.
    Canonicals,
    /// The addresses of the sitemap.
    Sitemap,
}

/// The host in an address, `None` for those that no visitor can reach.
fn public_host(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let url::Host::Domain(host) = url.host()? else {
        return None;
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    let public =
        host.contains('.') && url.port().is_none() && !matches!(top, "local" | "localhost" | "invalid" | "test");
    (public && matches!(url.scheme(), "http" | "https")).then(|| host.to_ascii_lowercase())
}

fn canonical_host(page: &Page) -> Option<String> {
    public_host(page.head.canonical.as_deref()?)
}

pub(super) fn derive_host(snapshot: &Snapshot, page: &Page) -> Option<(String, HostSource)> {
    if let Some(host) = &snapshot.settings.host {
        return Some((host.clone(), HostSource::Project));
    }
    if let Some(host) = &snapshot.cname {
        return Some((host.to_ascii_lowercase(), HostSource::Cname));
    }
    if let Some(host) = canonical_host(page) {
        return Some((host, HostSource::Canonical));
    }
    if let Some(host) = page.head.og_url.as_deref().and_then(public_host) {
        return Some((host, HostSource::OpenGraph));
    }
    let step = snapshot.sources.len().div_ceil(HOST_SAMPLE).max(1);
    let sample = snapshot.sources.iter().step_by(step).map(Page::read);
    if let Some(host) = most_frequent(sample.filter_map(|page| canonical_host(&page))) {
        return Some((host, HostSource::Canonicals));
    }
    let listed = snapshot
        .sitemaps
        .iter()
        .flat_map(|map| &map.pages)
        .filter_map(|location| public_host(&location.url));
    most_frequent(listed).map(|host| (host, HostSource::Sitemap))
}

fn most_frequent(hosts: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for host in hosts {
        *counts.entry(host).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|(a, m), (b, n)| m.cmp(n).then_with(|| b.cmp(a)))
        .map(|(host, _)| host)
}
