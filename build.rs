//! Plugins and themes are embedded: a changed file of theirs is a changed program.

fn main() {
    println!("cargo:rerun-if-changed=plugins");
    println!("cargo:rerun-if-changed=themes");
}
