//! Links that somebody's data holds: only to the web, and without what may let in whoever follows them.

use url::Url;

/// Names of parameters that say which recording is meant, and open nothing by themselves.
const KEPT: [&str; 12] = [
    "id",
    "session",
    "session_id",
    "sessionid",
    "recording",
    "recording_id",
    "replay",
    "visit",
    "visitid",
    "idvisit",
    "idsite",
    "t",
];

/// The link as pages may show it: `http` or `https`, without user and password, without the part after `#`, and of its
/// parameters only those that name a recording. `None` for anything else.
pub fn safe_link(text: &str) -> Option<String> {
    let mut link = Url::parse(text.trim()).ok()?;
    if !matches!(link.scheme(), "http" | "https") || link.host_str().is_none() {
        return None;
    }
    link.set_username("").ok()?;
    link.set_password(None).ok()?;
    link.set_fragment(None);
    let kept: Vec<(String, String)> = link
        .query_pairs()
        .filter(|(name, _)| KEPT.contains(&name.to_lowercase().as_str()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    link.set_query(None);
    if !kept.is_empty() {
        link.query_pairs_mut().extend_pairs(kept);
    }
    Some(link.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_in_is_left_out() {
        assert_eq!(
            safe_link(" https://jo:secret@replay.example/s/42?session=7&token=abc#key=1 ").as_deref(),
            Some("https://replay.example/s/42?session=7")
        );
        assert_eq!(
            safe_link("https://replay.example/s/42?sig=1").as_deref(),
            Some("https://replay.example/s/42")
        );
    }

    #[test]
    fn only_the_web_is_linked() {
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "session 42",
            "",
            "ftp://a/b",
        ] {
            assert_eq!(safe_link(text), None, "{text}");
        }
    }
}
