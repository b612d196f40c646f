//! The server as a browser and as an intruder meet it, over plain sockets so that no client tidies the paths.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use parcours::diagnostics::Problem;
use parcours::files::Disk;
use parcours::language::{Lang, Text};
use parcours::serve::{Folder, Live, Serving, serve};

use crate::command::parcours;

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
            .unwrap_or_default()
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

fn ask_as(serving: &Serving, method: &str, path: &str, host: &str) -> Answer {
    let mut stream = TcpStream::connect(serving.address).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

fn get(serving: &Serving, path: &str) -> Answer {
    ask_as(serving, "GET", path, &serving.address.to_string())
}

/// A site in a folder, with a secret beside it.
fn site() -> (tempfile::TempDir, Serving) {
    let around = tempfile::tempdir().unwrap();
    let site = around.path().join("site");
    for (path, text) in [
        ("site/index.html", "<p>home"),
        ("site/fr/index.html", "<p>accueil"),
        ("site/assets/style.css", "p{}"),
        ("site/assets/logo.svg", "<svg/>"),
        ("site/audit.json", "{}"),
        ("site/data.bin", "?"),
        ("site/.parcours-site.json", "{\"hidden\":1}"),
        ("site/.git/config", "hidden"),
        ("secret.txt", "secret"),
    ] {
        let path = around.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let serving = serve(Arc::new(Folder::new(Disk::new(&site).unwrap())), 0).unwrap();
    (around, serving)
}

#[test]
fn files_come_with_their_type_and_are_never_kept_or_guessed() {
    let (_around, serving) = site();
    for (path, kind, body) in [
        ("/", "text/html; charset=utf-8", "<p>home"),
        ("/fr/", "text/html; charset=utf-8", "<p>accueil"),
        ("/fr/index.html?x=1", "text/html; charset=utf-8", "<p>accueil"),
        ("/assets/style.css", "text/css; charset=utf-8", "p{}"),
        ("/assets/logo.svg", "image/svg+xml", "<svg/>"),
        ("/audit.json", "application/json", "{}"),
        ("/data.bin", "application/octet-stream", "?"),
    ] {
        let answer = get(&serving, path);
        assert_eq!((answer.status, answer.text()), (200, body), "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[test]
fn nothing_hidden_and_nothing_outside_the_site_is_served() {
    let (around, serving) = site();
    #[cfg(unix)]
    std::os::unix::fs::symlink(around.path().join("secret.txt"), around.path().join("site/link.txt")).unwrap();
    for path in [
        "/.parcours-site.json",
        "/%2eparcours-site.json",
        "/.git/config",
        "/../secret.txt",
        "/fr/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/link.txt",
        "//etc/passwd",
        "/fr/index.html%00",
        "/%ff",
        "/assets",
        "/assets/",
        "/nowhere.html",
    ] {
        let answer = get(&serving, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("no such file"), "{path}: {}", answer.text());
    }
    drop(around);
}

#[test]
fn a_folder_without_its_slash_leads_to_its_page_on_this_server() {
    let (_around, serving) = site();
    let answer = get(&serving, "/fr");
    assert_eq!((answer.status, answer.header("location")), (307, "/fr/"));
}

#[test]
fn the_picture_that_browsers_ask_for_unbidden_is_no_error() {
    let (_around, serving) = site();
    assert_eq!(get(&serving, "/favicon.ico").status, 204);
}

#[test]
fn asking_for_the_head_brings_no_body_and_nothing_can_be_sent() {
    let (_around, serving) = site();
    let host = serving.address.to_string();
    let head = ask_as(&serving, "HEAD", "/index.html", &host);
    assert_eq!((head.status, head.header("content-length")), (200, "7"));
    assert!(head.body.is_empty());
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(ask_as(&serving, method, "/index.html", &host).status, 405, "{method}");
    }
}

#[test]
fn only_requests_meant_for_this_machine_are_answered() {
    let (_around, serving) = site();
    let port = serving.address.port();
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let answer = ask_as(&serving, "GET", "/", &format!("{host}:{port}"));
        assert_eq!(answer.status, 200, "{host}");
    }
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        "127.0.0.1".to_owned(),
        String::new(),
    ] {
        let answer = ask_as(&serving, "GET", "/", &host);
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.text().contains("home"));
    }
}

#[test]
fn the_stream_of_changes_begins_with_the_moment_that_is_shown() {
    let live = Arc::new(Live::new(Lang::En));
    live.show(None, vec![Problem::error("project/bad-yaml", Text::same("spoilt"))]);
    let serving = serve(live.clone(), 0).unwrap();
    let page = get(&serving, "/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("spoilt") && page.text().contains("data-moment=\"1\""));
    let mut stream = TcpStream::connect(serving.address).unwrap();
    write!(stream, "GET /-/events HTTP/1.1\r\nHost: {}\r\n\r\n", serving.address).unwrap();
    let mut heard = String::new();
    let mut until = |words: &str| {
        let mut buffer = [0; 512];
        while !heard.contains(words) {
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "{words:?} is not in {heard:?}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
    };
    until("event: moment\ndata: 1\n");
    live.show(None, Vec::new());
    until("event: moment\ndata: 2\n");
}

#[test]
fn a_built_folder_has_no_stream_of_changes() {
    let (_around, serving) = site();
    assert_eq!(get(&serving, "/-/events").status, 404);
}

#[test]
fn a_taken_port_is_said_with_a_way_out() {
    let (around, _serving) = site();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let site = around.path().join("site");
    parcours(&["serve", site.to_str().unwrap(), "--port", &port])
        .exits(2)
        .says(&port)
        .says("--port 0");
    parcours(&["watch", "sample-project/course", "--port", &port])
        .exits(2)
        .says("--port 0");
}

#[test]
fn a_folder_that_is_no_site_is_not_served() {
    let empty = tempfile::tempdir().unwrap();
    for folder in [
        empty.path().to_str().unwrap(),
        "sample-project/course",
        "no-such-folder",
    ] {
        parcours(&["serve", folder, "--port", "0"])
            .exits(2)
            .says("index.html")
            .says("parcours build");
    }
}
