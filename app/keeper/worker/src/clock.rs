//! The browser's clocks.

use js_sys::Date;
use keeper::Zone;
use record::Time;
use vault::Clock;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Performance, WorkerGlobalScope};

/// Wall clock, steady clock and time zone of the device.
pub(crate) struct BrowserClock {
    performance: Option<Performance>,
}

impl BrowserClock {
    pub(crate) fn new() -> Self {
        let scope = js_sys::global().dyn_into::<WorkerGlobalScope>().ok();
        Self { performance: scope.and_then(|scope| scope.performance()) }
    }
}

impl Clock for BrowserClock {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of any date a browser knows fit 64 bits")]
    fn now(&self) -> Time {
        Time(Date::now() as i64)
    }

    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page began fit 64 bits")]
    fn steady(&self) -> i64 {
        self.performance.as_ref().map_or(0, |performance| performance.now() as i64)
    }
}

impl Zone for BrowserClock {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "minutes of a day")]
    fn offset_minutes(&self, at: Time) -> i32 {
        // JavaScript counts minutes west of UTC.
        -(Date::new(&JsValue::from_f64(at.0 as f64)).get_timezone_offset() as i32)
    }
}
