//! What the gate shows, from what the keeper says.

use crate::problem;
use keeper::protocol::{GateState, Me, Problem};

/// Who has unlocked, or what the gate shows.
pub(crate) fn door(state: GateState) -> Result<Me, gate::GateState> {
    match state {
        GateState::NotFounded => Err(gate::GateState::NotFounded),
        GateState::NobodyHere { program, online } => Err(gate::GateState::NobodyHere { program, online }),
        GateState::Locked { login, program, online, waiting } => Err(gate::GateState::Locked { login, program, online, waiting }),
        GateState::Unlocked(me) => Ok(me),
    }
}

/// What the gate shows when its state cannot be known.
pub(crate) fn stuck(problem: &Problem) -> gate::GateState {
    if *problem == Problem::AnotherTab { gate::GateState::AnotherTab } else { gate::GateState::Stuck(problem::sentence(problem)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_in_another_tab_offers_to_take_over() {
        assert!(stuck(&Problem::AnotherTab) == gate::GateState::AnotherTab);
    }
}
