#![doc = include_str!("../README.md")]
#![allow(clippy::future_not_send)]

mod device;
mod http;

pub use device::{Device, DeviceClock, ZONE, offset_minutes};
pub use http::HttpTransport;
