//! The gate, and the files beside it.

use super::{
    app::{App, ask, get},
    people::fresh,
};
use axum::http::{Method, StatusCode, header};
use record::wire::ErrorCode;
use server::Limits;
use std::{fs, path::PathBuf};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("throughline-site-{:x}", fresh()));
        fs::create_dir_all(folder.join("pkg")).unwrap();
        for (name, text) in [
            ("pkg/throughline_bg.wasm", "wasm"),
            ("pkg/throughline_bg.wasm.br", "wasm in brotli"),
            ("pkg/throughline.css", "css"),
            ("boot.js", "js"),
            ("manifest.webmanifest", "{}"),
            ("icons.svg", "<svg/>"),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        fs::write(folder.with_extension("secret"), "outside").unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        let _ = fs::remove_file(self.0.with_extension("secret"));
    }
}

#[tokio::test]
async fn every_address_answers_the_same_gate() {
    let folder = Folder::new();
    let app = App::start_with(Limits::wide(), Some(folder.0.clone())).await;
    let root = app.send(get("/")).await;
    assert_eq!(root.status, StatusCode::OK);
    assert_eq!(root.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert!(String::from_utf8_lossy(&root.body).starts_with("<!DOCTYPE html>"));
    let name = folder.0.file_name().unwrap().to_str().unwrap().to_owned();
    for path in ["/clients/1/notes/2?x=y".to_owned(), "/pkg".to_owned(), "/pkg/".to_owned()] {
        let answer = app.send(get(&path)).await;
        assert_eq!((answer.status, &answer.body), (StatusCode::OK, &root.body), "{path}");
    }
    for path in [
        "/nonsense.js".to_owned(),
        "/pkg/absent.js".to_owned(),
        "/index.html".to_owned(),
        format!("/../{name}.secret"),
        format!("/%2e%2e/{name}.secret"),
        format!("/..%2f{name}.secret"),
    ] {
        let answer = app.send(get(&path)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::NOT_FOUND, ErrorCode::NotFound), "{path}");
    }
    let head = app.send(ask(Method::HEAD, "/clients")).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn a_path_that_is_too_long_is_refused() {
    let app = App::start().await;
    for start in ["/", "/api/v1/", "/clients/"] {
        let answer = app.send(get(&format!("{start}{}", "a".repeat(9000)))).await;
        assert_eq!(answer.status, StatusCode::URI_TOO_LONG, "{start}");
    }
    assert_eq!(app.send(get(&format!("/{}", "a".repeat(200)))).await.status, StatusCode::OK);
}

/// The build writes the digest of this file into the service worker's list, so it must be what is served.
#[tokio::test]
async fn the_gate_is_the_document_whose_digest_devices_check() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/gate/generated/document.html");
    let served = App::start().await.send(get("/")).await.body;
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, &served).unwrap();
    }
    let listed = fs::read(file).unwrap_or_default();
    assert!(served == listed, "the gate has changed: run this test with UPDATE=1 and look at what changed in {file}");
}

#[tokio::test]
async fn the_gate_has_no_inline_script_and_no_inline_style() {
    let app = App::start().await;
    let html = String::from_utf8(app.send(get("/")).await.body).unwrap();
    for (place, _) in html.match_indices("<script") {
        let tag = &html[place..place + html[place..].find('>').unwrap()];
        assert!(tag.contains("src="), "{tag}");
    }
    assert!(!html.contains("<style"));
    assert!(!html.contains(" style="));
    assert!(!html.contains(" onclick="));
}

#[tokio::test]
async fn files_are_served_with_their_types_and_compressed_where_they_are() {
    let folder = Folder::new();
    let app = App::start_with(Limits::wide(), Some(folder.0.clone())).await;
    for (path, kind, body) in [
        ("/pkg/throughline_bg.wasm", "application/wasm", "wasm"),
        ("/pkg/throughline.css", "text/css", "css"),
        ("/boot.js", "text/javascript", "js"),
        ("/manifest.webmanifest", "application/manifest+json", "{}"),
        ("/icons.svg", "image/svg+xml", "<svg/>"),
    ] {
        let answer = app.send(get(path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], kind);
        assert_eq!(answer.body, body.as_bytes());
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-cache");
    }
    let answer = app.send(get("/pkg/throughline_bg.wasm").header("accept-encoding", "gzip, br")).await;
    assert_eq!(answer.headers[header::CONTENT_ENCODING], "br");
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/wasm");
    assert_eq!(answer.body, b"wasm in brotli");
    let fresh = app.send(get("/boot.js")).await.headers[header::LAST_MODIFIED].to_str().unwrap().to_owned();
    let again = app.send(get("/boot.js").header("if-modified-since", &fresh)).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
