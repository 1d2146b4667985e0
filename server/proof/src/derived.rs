//! Keys derived once: in a simulation the same few people type their passphrase thousands of times.

use crypto::{KdfError, Master, Passphrase, Profile, SecretKey, derive_master};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

thread_local! {
    /// By Secret Key and passphrase: what they came to.
    static DERIVED: RefCell<BTreeMap<(String, String), Rc<Master>>> = RefCell::default();
}

/// [`derive_master`] with the parameters of the product, remembered on this thread for as long as it runs.
///
/// Fails like [`derive_master`].
pub fn derive_once(passphrase: &Passphrase, secret_key: &SecretKey) -> Result<Rc<Master>, KdfError> {
    let typed = (secret_key.to_text(), passphrase.as_str().to_owned());
    if let Some(master) = DERIVED.with_borrow(|derived| derived.get(&typed).cloned()) {
        return Ok(master);
    }
    let master = Rc::new(derive_master(passphrase, secret_key, Profile::CURRENT)?);
    DERIVED.with_borrow_mut(|derived| derived.insert(typed, Rc::clone(&master)));
    Ok(master)
}
