//! a11y-media: films seem to have captions, and nothing seems to start talking by itself.

use crate::website::a11y::View;
use crate::website::links::Target;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-media",
    scope: Scope::Element,
    messages: &[
        "media-autoplay",
        "media-no-captions",
        "media-captions-missing",
        "media-no-transcript",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let film = page.document.is(id, "video");
        if !(film || page.document.is(id, "audio")) {
            continue;
        }
        let has = |name: &str| page.document.attribute(id, name).is_some();
        // What plays by itself is heard, seen or not.
        if page.is_hidden(id) && !has("autoplay") {
            continue;
        }
        if has("muted") {
            sheet.pass();
        } else if has("autoplay") {
            sheet.fail(
                Spot::Attribute(id, "autoplay"),
                "media-autoplay",
                &[("element", element.name.to_string())],
            );
        } else if !film {
            // Whether the sound is told in writing, a person has to see.
            if transcript(page, id) {
                sheet.pass();
            } else {
                sheet.unknown(Spot::Element(id), "media-no-transcript", &[]);
            }
        } else {
            match captions(view, id) {
                Some(true) => sheet.pass(),
                Some(false) => sheet.fail(Spot::Element(id), "media-captions-missing", &[]),
                None if transcript(page, id) => sheet.pass(),
                None => sheet.fail(Spot::Element(id), "media-no-captions", &[]),
            }
        }
    }
}

/// Whether there is a track of captions whose file may exist; `None` without a track.
fn captions(view: &PageView<'_>, id: NodeId) -> Option<bool> {
    let document = view.document;
    let mut found = None;
    for track in document.descendants(id).filter(|below| document.is(*below, "track")) {
        let kind = document.attribute(track, "kind").unwrap_or("subtitles");
        if !["captions", "subtitles"]
            .iter()
            .any(|known| kind.eq_ignore_ascii_case(known))
        {
            continue;
        }
        let file = document.attribute(track, "src").map(|source| view.resolve(source));
        let there = !matches!(file, None | Some(Target::Missing { .. } | Target::Invalid));
        found = Some(found.unwrap_or(false) || there);
    }
    found
}

/// Whether something near by speaks of a transcript.
fn transcript(page: View<'_>, id: NodeId) -> bool {
    let near = page
        .document
        .ancestors(id)
        .take(2)
        .filter(|above| !page.document.is(*above, "body"));
    let mut text = String::new();
    for above in near {
        text.push_str(&page.document.text(above).to_lowercase());
    }
    ["transcri", "texte intégral", "version texte", "text version"]
        .iter()
        .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, open, passed};
    use super::PROBE;

    #[test]
    fn silent_loops_and_films_with_captions_or_transcript_pass() {
        passed(
            &PROBE,
            &[
                "<video muted autoplay loop src=a.mp4></video>",
                "<video controls src=a.mp4><track kind=captions src='https://e.org/fr.vtt'></video>",
                "<figure><video controls src=a.mp4></video><a href=t>Transcription</a></figure>",
                "<video hidden></video>",
            ],
        );
    }

    #[test]
    fn films_without_captions_and_sound_by_itself_fail() {
        failed(
            &PROBE,
            &[
                "<video controls src=a.mp4></video>",
                "<audio autoplay src=a.mp3></audio>",
                "<video src=a.mp4><track kind=captions src=none.vtt></video>",
            ],
        );
    }

    #[test]
    fn a_recording_stays_open() {
        open(&PROBE, &["<audio controls src=a.mp3></audio>"]);
    }
}
