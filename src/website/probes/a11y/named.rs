//! What the probes share: an element that must have a name has one; blame is kept back where style may hide the element.

use crate::website::a11y::{View, name};
use crate::website::probes::PageSheet;
use crate::website::probes::notes::Values;
use crate::website::probes::sheet::Spot;
use crate::website::tree::NodeId;

/// Notes whether an element has a name.
pub(super) fn judge(page: View<'_>, id: NodeId, sheet: &mut PageSheet<'_>, message: &'static str) {
    if name::exists(page, id) {
        sheet.pass();
    } else {
        blame(page, id, sheet, Spot::Element(id), message, &[]);
    }
}

/// Notes a defect of an element; as open where a missing style sheet may hide it.
pub(super) fn blame(
    page: View<'_>,
    id: NodeId,
    sheet: &mut PageSheet<'_>,
    spot: Spot<'_>,
    message: &'static str,
    values: Values<'_>,
) {
    if page.is_certain(id) {
        sheet.fail(spot, message, values);
    } else {
        sheet.unknown(spot, message, values);
    }
}
