//! Rule 4, easy to get around: the probes `nav-…`.

mod adjacent_duplicate;
mod breadcrumb;
mod broken_fragment;
mod broken_link;
mod broken_resource;
mod current;
mod dead_end;
mod depth;
mod file_link;
mod home_link;
mod icon_label;
mod landmark_main;
mod link_generic;
mod main_menu;
mod menu_load;
mod new_window;
mod not_found;
mod redirect;
mod same_name;
mod search;
mod sitemap_page;
mod skip_link;
mod two_ways;
mod ways;

use super::{PageProbe, Probe};

/// The probes of one page.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    adjacent_duplicate::PROBE,
    broken_link::PROBE,
    broken_resource::PROBE,
    current::PROBE,
    dead_end::PROBE,
    file_link::PROBE,
    icon_label::PROBE,
    landmark_main::PROBE,
    link_generic::PROBE,
    new_window::PROBE,
    skip_link::PROBE,
];

/// The probes of the site.
pub(super) const PROBES: &[Probe] = &[
    not_found::PROBE,
    breadcrumb::PROBE,
    broken_fragment::PROBE,
    depth::PROBE,
    home_link::PROBE,
    main_menu::PROBE,
    menu_load::PROBE,
    redirect::PROBE,
    same_name::PROBE,
    search::PROBE,
    sitemap_page::PROBE,
    two_ways::PROBE,
];
