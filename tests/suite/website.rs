//! A website as a part of a project: what is found on its pages comes to the journey.

use std::collections::BTreeMap;

use parcours::files::Memory;
use parcours::pipeline::{Options, audit};

const PROJECT: &str = "\
title: {en: Site, fr: Site}
languages: [en]
website: website.yaml
journey:
  template: five-moments
  touchpoints:
    - {id: choosing, title: {en: Choosing, fr: Choisir}, stage: before-purchase, channel: site, goal: {en: a, fr: a}}
    - {id: paying, title: {en: Paying, fr: Payer}, stage: conversion, channel: site, goal: {en: a, fr: a}}
channels:
  - {id: site, name: {en: Site, fr: Site}, kind: digital}
";

const WEBSITE: &str = "\
snapshot: site
complete: true
touchpoints:
  - {touchpoint: choosing, pages: [\"shop/*\"]}
  - {touchpoint: paying, pages: [basket.html]}
";

/// The touchpoint of the finding on each criterion of a site of four pages with these bodies.
fn touchpoints(bodies: [&str; 4]) -> BTreeMap<String, Option<String>> {
    let mut files = Memory::new()
        .with("parcours.yaml", PROJECT)
        .with("website.yaml", WEBSITE);
    let links = "<a href=index.html>Home</a> <a href=shop/a.html>A</a> <a href=shop/b.html>B</a> <a href=basket.html>Basket</a>";
    for (path, body) in ["index.html", "shop/a.html", "shop/b.html", "basket.html"]
        .iter()
        .zip(bodies)
    {
        let links = if path.starts_with("shop") {
            links.replace("href=", "href=../")
        } else {
            links.to_owned()
        };
        let page = format!("<!DOCTYPE html><html lang=en><title>{path}</title><nav>{links}</nav><main>{body}</main>");
        files = files.with(format!("site/{path}"), page);
    }
    let outcome = audit(&files, &Options::default());
    let Some(audit) = outcome.audit else {
        panic!("{:#?}", outcome.problems);
    };
    let of_criteria = audit.findings.into_iter();
    of_criteria
        .filter_map(|finding| Some((finding.criterion?, finding.touchpoint)))
        .collect()
}

#[test]
fn a_defect_belongs_to_the_touchpoint_that_holds_most_of_its_places() {
    let image = "<p>Some words <img src=../logo.png></p>";
    let of = |bodies| touchpoints(bodies)["a11y-img-alt"].clone();
    assert_eq!(of(["", image, "", ""]), Some("choosing".to_owned()));
    assert_eq!(of(["", image, image, image]), Some("choosing".to_owned()));
    assert_eq!(of(["", "", "", image]), Some("paying".to_owned()));
    // Half of them is not most of them, and a page outside the journey counts too.
    assert_eq!(of(["", image, "", image]), None);
    assert_eq!(of([image, image, "", ""]), None);
}
