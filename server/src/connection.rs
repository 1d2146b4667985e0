//! Connections: how many there may be, and how long one may take before it is closed.

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt as _;

/// What is read of a request at a time; longer headers are refused.
const BUFFER: usize = 64 * 1024;

/// How connections are limited.
#[derive(Clone, Copy, Debug)]
pub struct Connections {
    /// How many there may be. Further ones wait until one is closed.
    pub most: u32,
    /// How long a request's headers may take, from the connection's beginning or from the last answer.
    pub headers: Duration,
    /// How old a connection may get. Answers that are read slowly end here, too.
    pub age: Duration,
    /// How long what is under way may still take, when a connection is too old or the server stops.
    pub grace: Duration,
}

impl Default for Connections {
    fn default() -> Self {
        // A proxy keeps a connection that rests for a minute, and must not send on one that was closed meanwhile.
        // A request takes 30 seconds at most.
        let [headers, age, grace] = [75, 600, 35].map(Duration::from_secs);
        Self { most: 1024, headers, age, grace }
    }
}

impl Connections {
    /// Answers on `listener` until `stop` is done; takes no further connection then, and finishes what is under way.
    pub async fn serve(self, listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
        let places = Arc::new(Semaphore::new(self.most as usize));
        let (stopping, stopped) = watch::channel(false);
        let mut stop = pin!(stop);
        loop {
            let next = async {
                let place = Arc::clone(&places).acquire_owned().await;
                (place, accept(&listener).await)
            };
            let (place, (stream, peer)) = tokio::select! {
                () = &mut stop => break,
                next = next => next,
            };
            let (router, mut stopped) = (router.clone(), stopped.clone());
            tokio::spawn(async move {
                let stopping = async move {
                    let _ = stopped.wait_for(|stopping| *stopping).await; // an error says that the server is gone
                };
                self.answer(stream, peer, router, stopping).await;
                drop(place);
            });
        }
        drop(listener);
        let _ = stopping.send(true); // nobody is connected: just as well
        let _ = timeout(self.grace, places.acquire_many(self.most)).await; // what takes longer is given up
    }

    /// Answers the requests of one connection.
    async fn answer(self, stream: TcpStream, peer: SocketAddr, router: Router, stopping: impl Future<Output = ()>) {
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(self.headers).max_buf_size(BUFFER);
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            _ = connection.as_mut() => return, // why it ended is the client's own affair
            () = stopping => {}
            () = sleep(self.age) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = timeout(self.grace, connection).await;
    }
}

/// The next connection. Where the system has no place for one, it may have it a moment later.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind()) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}
