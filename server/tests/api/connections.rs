//! Connections over a real socket: slow ones, too many of them, and those that a stop meets at work.

use axum::{Router, extract::ConnectInfo, routing::get};
use server::Connections;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::timeout,
};

/// So long that no test waits for it.
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(50);
const HELLO: &[u8] = b"GET /hello HTTP/1.1\r\nhost: house.example\r\n\r\n";
const SLOW: &[u8] = b"GET /slow HTTP/1.1\r\nhost: house.example\r\n\r\n";

/// A server with two addresses: `/hello` answers the caller's port, `/slow` when it is told to.
struct House {
    address: SocketAddr,
    /// Somebody waits at `/slow`.
    begun: Arc<Notify>,
    finish: Arc<Notify>,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

fn limits() -> Connections {
    Connections { most: 100, headers: LONG, age: LONG, grace: LONG }
}

async fn house(limits: Connections) -> House {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (begun, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begin, end) = (Arc::clone(&begun), Arc::clone(&finish));
    let slow = async move || {
        begin.notify_one();
        end.notified().await;
        "slow"
    };
    let hello = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.port().to_string();
    let router = Router::new().route("/hello", get(hello)).route("/slow", get(slow));
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(limits.serve(listener, router, async { drop(stopped.await) }));
    House { address, begun, finish, stop, served }
}

impl House {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// What comes until something with this ending came.
async fn until(stream: &mut TcpStream, ending: &str) -> String {
    let mut got = String::new();
    while !got.ends_with(ending) {
        let byte = timeout(LONG, stream.read_u8()).await.unwrap().unwrap();
        got.push(char::from(byte));
    }
    got
}

/// What comes until the other side closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut got = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut got)).await.unwrap(); // a reset closes it, too
    String::from_utf8(got).unwrap()
}

#[tokio::test]
async fn a_connection_that_never_finishes_its_headers_is_closed() {
    let house = house(Connections { headers: Duration::from_millis(500), ..limits() }).await;
    let (mut silent, mut slow) = (house.connect().await, house.connect().await);
    slow.write_all(b"GET /hello HTTP/1.1\r\nhost: house").await.unwrap();
    assert!(!rest(&mut slow).await.contains("200 OK"));
    assert!(!rest(&mut silent).await.contains("200 OK"));
    // One that asks in time is answered by its own address, and closed when it asks nothing more.
    let mut quick = house.connect().await;
    quick.write_all(HELLO).await.unwrap();
    let answer = rest(&mut quick).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.ends_with(&format!("\r\n\r\n{}", quick.local_addr().unwrap().port())), "{answer}");
}

#[tokio::test]
async fn more_connections_than_there_are_places_wait_their_turn() {
    let house = house(Connections { most: 1, ..limits() }).await;
    let mut first = house.connect().await;
    first.write_all(SLOW).await.unwrap();
    house.begun.notified().await;
    let mut second = house.connect().await;
    second.write_all(HELLO).await.unwrap();
    assert!(timeout(SHORT, second.read_u8()).await.is_err(), "there is no place yet");
    drop(first);
    assert!(until(&mut second, "\r\n\r\n").await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_request_under_way_when_the_server_stops_is_answered() {
    let house = house(limits()).await;
    let (mut idle, mut busy) = (house.connect().await, house.connect().await);
    idle.write_all(HELLO).await.unwrap();
    let port = idle.local_addr().unwrap().port().to_string();
    until(&mut idle, &port).await;
    busy.write_all(SLOW).await.unwrap();
    house.begun.notified().await;
    house.stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "", "nothing is under way there");
    assert!(!house.served.is_finished());
    house.finish.notify_one();
    let answer = rest(&mut busy).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("slow"), "{answer}");
    timeout(LONG, house.served).await.unwrap().unwrap();
    assert!(TcpStream::connect(house.address).await.is_err());
}

#[tokio::test]
async fn a_request_that_does_not_end_holds_up_no_stop_and_no_place() {
    let stopped = house(Connections { grace: SHORT, ..limits() }).await;
    let mut busy = stopped.connect().await;
    busy.write_all(SLOW).await.unwrap();
    stopped.begun.notified().await;
    stopped.stop.send(()).unwrap();
    timeout(LONG, stopped.served).await.unwrap().unwrap();

    let old = house(Connections { age: SHORT, grace: SHORT, ..limits() }).await;
    let mut busy = old.connect().await;
    busy.write_all(SLOW).await.unwrap();
    assert_eq!(rest(&mut busy).await, "");
}
