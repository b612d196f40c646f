//! The server itself.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::{Shown, overlay};

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else listens there, or nobody may.
    #[error("port {port} on this machine: {source}")]
    Port {
        /// The port.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The server could not be started, or ended.
    #[error("the server: {source}")]
    Server {
        /// The system's reason.
        source: std::io::Error,
    },
}

/// Where the server listens.
pub type Address = SocketAddr;

/// A running server; it ends when this is dropped.
pub struct Serving {
    /// Where it listens.
    pub address: Address,
    runtime: Runtime,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Serving {
    /// Waits until the server ends, which it does only when it fails.
    pub fn wait(self) -> Result<(), ServeError> {
        let ended = self.runtime.block_on(self.task);
        ended
            .map_err(std::io::Error::other)
            .flatten()
            .map_err(|source| ServeError::Server { source })
    }
}

/// Starts to serve on this machine; port 0 takes any free one.
pub fn serve(shown: Arc<dyn Shown>, port: u16) -> Result<Serving, ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|source| ServeError::Server { source })?;
    let listener = runtime
        .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port)))
        .map_err(|source| ServeError::Port { port, source })?;
    let address = listener.local_addr().map_err(|source| ServeError::Server { source })?;
    let routes = Router::new()
        .route(overlay::EVENTS, get(events))
        .route(
            overlay::SCRIPT,
            get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], overlay::SCRIPT_SOURCE) }),
        )
        .route(
            overlay::STYLE,
            get(|| async { ([(header::CONTENT_TYPE, "text/css")], overlay::STYLE_SOURCE) }),
        )
        .fallback(get(file))
        .layer(middleware::from_fn_with_state(address.port(), own_host))
        .with_state(shown);
    let task = runtime.spawn(async move { axum::serve(listener, routes).await });
    Ok(Serving { address, runtime, task })
}

/// Lets only requests through that were meant for this server: a name that somebody else points at this machine
/// would otherwise let their pages read the site.
async fn own_host(State(port): State<u16>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let ours = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|name| host == format!("{name}:{port}"));
    let mut response = if ours {
        next.run(request).await
    } else {
        (
            StatusCode::MISDIRECTED_REQUEST,
            "this server answers only to its own address",
        )
            .into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

async fn file(State(shown): State<Arc<dyn Shown>>, request: Request) -> Response {
    let asked = percent_decoded(request.uri().path());
    let Some(path) = asked
        .as_deref()
        .and_then(|path| path.strip_prefix('/'))
        .filter(|path| is_plain(path))
    else {
        return no_such_file();
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    let file = if is_folder {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(bytes) = shown.file(&file) {
        let kind = [(header::CONTENT_TYPE, media_type(&file))];
        return (kind, Body::from(bytes.into_owned())).into_response();
    }
    // Without the slash at the end, the relative links of the page would lead elsewhere.
    if !is_folder && shown.file(&format!("{path}/index.html")).is_some() {
        return Redirect::temporary(&format!("{}/", request.uri().path())).into_response();
    }
    // Every browser asks for it unbidden, and would report an error in its console.
    if path == "favicon.ico" {
        return StatusCode::NO_CONTENT.into_response();
    }
    no_such_file()
}

fn no_such_file() -> Response {
    let words = "no such file in this site\nce fichier n’est pas dans le site\n";
    (StatusCode::NOT_FOUND, words).into_response()
}

/// Whether a path names a file below the root and nothing else.
fn is_plain(path: &str) -> bool {
    crate::files::normalise(path).is_ok_and(|inside| {
        inside == path.trim_end_matches('/') && !inside.split('/').any(|part| part.starts_with('.'))
    })
}

fn percent_decoded(path: &str) -> Option<String> {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// The media types a site holds.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Tells the moment that is shown at once, so that a page made from an earlier one is reloaded, and then every next.
async fn events(State(shown): State<Arc<dyn Shown>>) -> Response {
    let Some(moments) = shown.moments() else {
        return (StatusCode::NOT_FOUND, "this site does not change").into_response();
    };
    let stream = WatchStream::new(moments)
        .map(|number| Ok::<_, Infallible>(Event::default().event("moment").data(number.to_string())));
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_below_the_root_are_served() {
        for path in ["", "fr/index.html", "fr/", "fr"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "../secret",
            "fr/../../secret",
            "/etc/passwd",
            ".parcours-site.json",
            "a/.git/config",
            "a\\b",
            "C:/x",
            "fr//index.html",
            "/",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
