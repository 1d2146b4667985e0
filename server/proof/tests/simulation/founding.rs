//! A first set-up whose page is closed before the server has answered.

use crate::{
    gate::{raw, unfounded},
    world::played,
};
use keeper::protocol::{GateState, GateStatus, Problem};
use proof::{Device, derive_once, router_net::Fault, simulation::found};
use std::rc::Rc;
use vault::{KeyRange, Order, Store as _, Table};

#[test]
fn a_founding_goes_on_after_the_page_was_closed_before_its_answer() {
    for fault in [Fault::ReplyLost, Fault::RequestLost] {
        played(move || async move {
            let (database, mut ada) = unfounded().await;
            ada.net.script([None, Some(fault)]);
            assert_eq!(found(&ada.device).await.err(), Some(Problem::Offline));
            assert!(!raw(&ada).await.contains("AGE-SECRET-KEY-1"), "the custodian's key is sealed on the device");
            let store = ada.device.store().after_crash();
            ada.net.script([]);
            ada.device = Device::start(Rc::new(store), Rc::clone(&ada.net), ada.clock.clone()).deriving(derive_once);
            assert_eq!(ada.ask(GateStatus {}).await.unwrap(), GateState::NotFounded, "{fault:?}: the set-up goes on");
            let taken = database.current_registry().await.unwrap().len();
            let kits = found(&ada.device).await.unwrap();
            let registry = database.current_registry().await.unwrap();
            assert_eq!(registry.len(), 2);
            assert!(taken == 0 || taken == 2, "{fault:?}");
            assert_eq!(
                registry.directory().unwrap().custodian().0,
                kits.custodian_recipient,
                "{fault:?}: the kit is this program's"
            );
            assert!(kits.custodian_identity.starts_with("AGE-SECRET-KEY-1"));
            assert!(matches!(ada.ask(GateStatus {}).await.unwrap(), GateState::Unlocked(_)));
            let kept =
                ada.device.store().range(Table::Account, KeyRange::prefix(b"founding/"), usize::MAX, Order::Up).await.unwrap();
            assert!(kept.is_empty(), "nothing is left of it");
        });
    }
}
