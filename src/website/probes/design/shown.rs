//! How large an image is shown, where the files tell, beside how large its file is.

use crate::website::css::{Extent, Known};
use crate::website::images::{Picture, source};
use crate::website::links::Target;
use crate::website::site::PageView;
use crate::website::tree::NodeId;

/// An image whose two sizes are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Width and height on the page, in CSS pixels.
    pub(super) size: (f32, f32),
    /// Width and height of the file, in pixels.
    pub(super) file: (f32, f32),
    /// Whether the file is a JPEG.
    pub(super) jpeg: bool,
}

/// `None` where a layout would have to tell, or the file is not a raster image that can be read.
pub(super) fn shown(view: &PageView<'_>, id: NodeId) -> Option<Shown> {
    let style = view.page.style(id);
    if style.rendered == Known::Known(false) || view.document.attribute(id, "srcset").is_some() {
        return None;
    }
    let inside_picture = view
        .document
        .parent(id)
        .is_some_and(|above| view.document.is(above, "picture"));
    let free = [style.max_width, style.min_width, style.max_height]
        .iter()
        .all(|extent| *extent == Known::Known(Extent::Auto));
    let size = (style.width.known()?.px()?, style.height.known()?.px()?);
    if inside_picture || !free {
        return None;
    }
    let Target::File { path, .. } = view.resolve(source(view.document, id)?) else {
        return None;
    };
    match view.site.gallery.get(&path)? {
        Picture::Raster { width, height, jpeg } => Some(Shown {
            size,
            file: (width as f32, height as f32),
            jpeg,
        }),
        Picture::Vector | Picture::Unread => None,
    }
}
