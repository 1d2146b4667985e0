//! What one transaction answers.

use super::{Growth, Job, Offered, Reply};
use crate::{Note, StoreError};
use record::{Time, wire::Outcome};

/// Jobs that are committed together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) pushes: Vec<Offered>,
    pub(super) notes: Vec<(Vec<Note>, Time)>,
    push_replies: Vec<Reply<Vec<Outcome>>>,
    note_replies: Vec<Reply<()>>,
}

impl Batch {
    /// Takes a job in; gives back one that must go alone.
    pub(super) fn take(&mut self, job: Job) -> Option<(Box<Growth>, Reply<()>)> {
        match job {
            Job::Push(offered, reply) => {
                self.pushes.push(offered);
                self.push_replies.push(reply);
            }
            Job::Notes(notes, now, reply) => {
                self.notes.push((notes, now));
                self.note_replies.push(reply);
            }
            Job::Grow(growth, reply) => return Some((growth, reply)),
        }
        None
    }

    /// How many rows it is about.
    pub(super) fn size(&self) -> usize {
        let operations: usize = self.pushes.iter().map(|push| push.operations.len()).sum();
        let notes: usize = self.notes.iter().map(|(notes, _)| notes.len()).sum();
        operations + notes
    }

    /// Tells everyone. Who went away meanwhile asks again and gets the same answer.
    pub(super) fn answer(self, result: Result<Vec<Vec<Outcome>>, StoreError>) {
        match result {
            Ok(answers) => {
                for (reply, outcomes) in self.push_replies.into_iter().zip(answers) {
                    let _ = reply.send(Ok(outcomes));
                }
                for reply in self.note_replies {
                    let _ = reply.send(Ok(()));
                }
            }
            Err(error) => {
                tracing::error!(%error, "a batch was not committed");
                for reply in self.push_replies {
                    let _ = reply.send(Err(error.clone()));
                }
                for reply in self.note_replies {
                    let _ = reply.send(Err(error.clone()));
                }
            }
        }
    }
}
