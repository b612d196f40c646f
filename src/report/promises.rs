//! What a whole site promises, held against the fixture: links resolve, nothing leaves the page, languages mirror
//! each other, nobody's words become markup.

use super::figures::draw;
use super::{Charts, Media, Site, Theme, fixture, render};
use crate::language::Lang;

fn charts() -> Charts {
    let audit = fixture::audit();
    Lang::ALL.into_iter().flat_map(|lang| draw(&audit, lang)).collect()
}

fn site() -> Site {
    let media = Media {
        logo: None,
        pictures: [("pages/x.png".to_owned(), b"png".to_vec())].into(),
    };
    let theme = Theme::agency().unwrap();
    render(
        &fixture::audit(),
        &charts(),
        &theme,
        &fixture::pages(),
        &fixture::brand(),
        &media,
    )
    .unwrap()
}

#[test]
fn write_it() {
    let Ok(out) = std::env::var("PARCOURS_LOOK") else {
        return;
    };
    for (path, bytes) in site() {
        let path = std::path::Path::new(&out).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
