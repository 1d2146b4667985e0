//! Who is at the desk, and how they leave it. While nobody is, the desk is not on the page at all.

use gate::Shut;
use keeper::protocol::{GateState, GateStatus, Me, Notice, Problem, Strip, Work};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    gate_adapter::shut,
    link::{Link, use_link},
};

/// Who is at the desk. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    place: Place,
    link: Link,
}

impl Session {
    pub(crate) fn new(place: Place, link: Link) -> Self {
        Self { place, link }
    }

    /// Who has unlocked; `None` while the gate is shown.
    pub fn me(self) -> Signal<Option<Me>> {
        self.place.me.into()
    }

    /// Takes the desk off the page at once, then ends the keeper with its keys. Nothing that waits is lost.
    pub fn lock(self) {
        self.place.leave(None);
        spawn_local(async move {
            self.link.lock().await;
            self.look().await;
        });
    }

    /// Takes the desk off a page that the browser puts aside, and ends the keeper with its keys at once: there is no time to
    /// wait for anything. [`Self::lock`] wakes it.
    pub(crate) fn sleep(self) {
        self.place.leave(None);
        self.link.end();
    }

    /// Asks the keeper what the gate should show, and shows it.
    pub(crate) async fn look(self) {
        match self.link.ask(GateStatus {}).await {
            Ok(state) => self.place.show(state),
            Err(problem) => self.place.leave(Some(Err(shut(&problem)))),
        }
    }
}

/// Which side of the gate the page is on.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    me: RwSignal<Option<Me>>,
    door: RwSignal<Option<Result<GateState, Shut>>>,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { me: RwSignal::new(None), door: RwSignal::new(None) }
    }

    /// What the gate shows.
    pub(crate) fn door(self) -> Signal<Option<Result<GateState, Shut>>> {
        self.door.into()
    }

    pub(crate) fn show(self, state: GateState) {
        if let GateState::Unlocked(me) = state { self.enter(me) } else { self.leave(Some(Ok(state))) }
    }

    /// Opens the desk.
    pub(crate) fn enter(self, me: Me) {
        self.me.set(Some(me.clone()));
        self.door.set(Some(Ok(GateState::Unlocked(me))));
    }

    /// Shows the gate; `None` until it is known in which state.
    pub(crate) fn leave(self, door: Option<Result<GateState, Shut>>) {
        // The door first: when `me` is gone, nothing of the desk may still be drawn.
        self.door.set(door);
        self.me.set(None);
    }

    /// The keeper holds no keys, whatever the page believed.
    pub(crate) fn shut(self, problem: &Problem) {
        if self.me.with_untracked(Option::is_some) {
            self.leave(Some(Err(shut(problem))));
        }
    }
}

/// Puts the session in context.
pub(crate) fn provide_session(session: Session) {
    provide_context(session);
}

/// The session from context; without one, a session of nobody.
pub fn use_session() -> Session {
    use_context().unwrap_or_else(|| Session::new(Place::new(), use_link()))
}

/// Long work the keeper is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doing {
    /// What.
    pub work: Work,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 while it is not known.
    pub total: u64,
}

/// What the keeper says without being asked. Cheap to copy.
#[derive(Clone, Copy)]
pub struct KeeperEvents {
    /// The state strip, once it was said or asked for.
    pub strip: RwSignal<Option<Strip>>,
    /// Grows each time records changed: read it in what should look again.
    pub changed: RwSignal<u64>,
    /// Long work under way.
    pub doing: RwSignal<Option<Doing>>,
    /// What this device kept is gone, though the page is open.
    pub lost: RwSignal<bool>,
    /// Whether the browser has promised not to clear away what is kept here; `None` until it was asked.
    pub persisted: RwSignal<Option<bool>>,
}

impl KeeperEvents {
    pub(crate) fn new() -> Self {
        Self {
            strip: RwSignal::new(None),
            changed: RwSignal::new(0),
            doing: RwSignal::new(None),
            lost: RwSignal::new(false),
            persisted: RwSignal::new(None),
        }
    }

    /// Forgets what was said about one person's work, as when the page locks.
    pub(crate) fn clear(self) {
        self.strip.set(None);
        self.doing.set(None);
        // The next worker opens what there is then.
        self.lost.set(false);
    }

    pub(crate) fn hear(self, notice: Notice, place: Place) {
        match notice {
            Notice::Progress { work, done, total } => {
                let finished = total > 0 && done >= total;
                self.doing.set((!finished).then_some(Doing { work, done, total }));
            }
            Notice::Strip(strip) => self.strip.set(Some(strip)),
            Notice::Changed => self.changed.update(|count| *count = count.wrapping_add(1)),
            Notice::TakenOver => {
                self.clear();
                place.leave(Some(Err(Shut::AnotherTab)));
            }
            Notice::Lost => self.lost.set(true),
        }
    }
}

/// Puts what the keeper says in context.
pub(crate) fn provide_keeper_events(heard: KeeperEvents) {
    provide_context(heard);
}

/// What the keeper says without being asked.
pub fn use_notices_from_keeper() -> KeeperEvents {
    use_context().unwrap_or_else(KeeperEvents::new)
}
