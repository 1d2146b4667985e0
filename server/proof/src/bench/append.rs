//! The least a durable server could do: the same bytes at the end of a file, and `fdatasync`.

use super::{BenchError, Row};
use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Instant,
};

const ALONE: usize = 1500;
const WRITERS: usize = 16;
const EACH: usize = 500;

/// The names other rows compare themselves with.
pub(super) const ONE: &str = "plain appends with fdatasync, 1 writer";
pub(super) const MANY: &str = "plain appends with fdatasync, 16 writers, grouped";

pub(super) fn measure(folder: &Path, size: usize) -> Result<Vec<Row>, BenchError> {
    let path = folder.join("append");
    let bytes = vec![7; size];
    let one = alone(&path, &bytes)?;
    let many = grouped(&path, &bytes)?;
    std::fs::remove_file(&path)?;
    Ok(vec![Row::new("size of an operation", size as f64 / 1000.0, "kB"), Row::new(ONE, one, "1/s"), Row::new(MANY, many, "1/s")])
}

fn alone(path: &Path, bytes: &[u8]) -> io::Result<f64> {
    let mut file = File::create(path)?;
    let began = Instant::now();
    for _ in 0..ALONE {
        file.write_all(bytes)?;
        file.sync_data()?;
    }
    Ok(ALONE as f64 / began.elapsed().as_secs_f64())
}

/// Sixteen threads hand their bytes to one that writes and syncs whatever waits.
fn grouped(path: &Path, bytes: &[u8]) -> Result<f64, BenchError> {
    let mut file = File::create(path)?;
    let (sender, receiver) = channel::<(Vec<u8>, Sender<()>)>();
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            let sender = sender.clone();
            scope.spawn(move || {
                for _ in 0..EACH {
                    let (done, wait) = channel();
                    if sender.send((bytes.to_vec(), done)).is_err() || wait.recv().is_err() {
                        return; // the committer failed, and says why
                    }
                }
            });
        }
        drop(sender);
        commit(&mut file, receiver)
    })?;
    Ok((WRITERS * EACH) as f64 / began.elapsed().as_secs_f64())
}

fn commit(file: &mut File, receiver: Receiver<(Vec<u8>, Sender<()>)>) -> io::Result<()> {
    while let Ok(first) = receiver.recv() {
        let batch: Vec<_> = std::iter::once(first).chain(receiver.try_iter()).collect();
        let text: Vec<u8> = batch.iter().flat_map(|(bytes, _)| bytes.iter().copied()).collect();
        file.write_all(&text)?;
        file.sync_data()?;
        for (_, done) in batch {
            let _ = done.send(()); // its writer gave up
        }
    }
    Ok(())
}
