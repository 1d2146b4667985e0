#![doc = include_str!("../README.md")]
#![allow(clippy::future_not_send)]

pub mod bench;
pub mod custodian;
pub mod demo;
mod derived;
mod device;
pub mod house;
mod http;
pub mod liar;
pub mod prepared;
pub mod router_net;
pub mod simulation;

pub use derived::derive_once;
pub use device::{Device, DeviceClock, ZONE, offset_minutes};
pub use http::HttpTransport;
