//! How often an account and an address may try. Kept in memory: a restart forgives, another server counts anew.

use crate::{Limits, error::ApiError};
use ::record::{Digest, wire::ErrorCode};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{hash::Hash, net::IpAddr, num::NonZeroU32};

/// More keys than this, and those that are at rest are forgotten.
const MANY: usize = 10_000;

/// What an account may be tried for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Try {
    /// Asking for a challenge.
    Challenge,
    /// Answering it.
    SignIn,
}

/// Counts tries.
pub(crate) struct Throttle {
    accounts: DefaultKeyedRateLimiter<(Try, Digest, IpAddr)>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    /// What was told about in the last minute.
    told: DefaultKeyedRateLimiter<Digest>,
}

impl Throttle {
    pub(crate) fn new(limits: Limits) -> Self {
        let quota = |number| Quota::per_minute(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN));
        Self {
            accounts: RateLimiter::keyed(quota(limits.account_per_minute)),
            addresses: RateLimiter::keyed(quota(limits.address_per_minute)),
            told: RateLimiter::keyed(quota(1)),
        }
    }

    /// Counts a try for an account, known or not, from a network: whoever tries from elsewhere locks nobody out.
    ///
    /// Fails with [`ErrorCode::TooMany`].
    pub(crate) fn account(&self, what: Try, login: &str, address: IpAddr) -> Result<(), ApiError> {
        if counts(&self.accounts, &(what, name(login), network(address))) {
            Ok(())
        } else {
            Err(ApiError::new(ErrorCode::TooMany))
        }
    }

    /// Counts a request from an address; of IPv6 the network.
    ///
    /// Fails with [`ErrorCode::TooMany`].
    pub(crate) fn address(&self, address: IpAddr) -> Result<(), ApiError> {
        if counts(&self.addresses, &network(address)) { Ok(()) } else { Err(ApiError::new(ErrorCode::TooMany)) }
    }

    /// Whether the audit log should be told that tries for an account are too many: at most once a minute.
    pub(crate) fn is_news_of_account(&self, login: &str) -> bool {
        counts(&self.told, &name(login))
    }

    /// The same of an address: whoever goes on under ever new names fills no log either.
    pub(crate) fn is_news_of_address(&self, address: IpAddr) -> bool {
        counts(&self.told, &Digest::of("throughline/throttle-address/v1", network(address).to_string().as_bytes()))
    }
}

/// Counts one for a key; whether it is within the limit.
fn counts<K: Clone + Hash + Eq>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> bool {
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    limiter.check_key(key).is_ok()
}

fn name(login: &str) -> Digest {
    Digest::of("throughline/throttle/v1", login.as_bytes())
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) => IpAddr::V4(four),
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}
