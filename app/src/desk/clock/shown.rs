//! Days and times of day as this browser shows them to its reader.

use chrono::NaiveDateTime;

/// What of a local time is shown, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `10:05 AM`.
    Clock,
    /// `Wed`.
    Weekday,
    /// `Wednesday, November 18`.
    LongDay,
    /// `Wed, Nov 18, 2026`.
    Day,
    /// `Wed, Nov 18`.
    ShortDay,
    /// `Nov 18, 2026`.
    Date,
    /// `Nov 18`.
    MonthDay,
}

#[cfg(target_arch = "wasm32")]
pub(super) use browser::{between, shown};

#[cfg(not(target_arch = "wasm32"))]
pub(super) use here::{between, shown};

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Form, NaiveDateTime};
    use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
    use std::cell::RefCell;
    use wasm_bindgen::{JsCast, JsValue};

    impl Form {
        /// The options of `Intl.DateTimeFormat`. What is given has no zone of its own, so that it is shown in the one it is given in.
        const fn options(self) -> &'static [(&'static str, &'static str)] {
            match self {
                Self::Clock => &[("hour", "numeric"), ("minute", "2-digit")],
                Self::Weekday => &[("weekday", "short")],
                Self::LongDay => &[("weekday", "long"), ("month", "long"), ("day", "numeric")],
                Self::Day => &[("weekday", "short"), ("month", "short"), ("day", "numeric"), ("year", "numeric")],
                Self::ShortDay => &[("weekday", "short"), ("month", "short"), ("day", "numeric")],
                Self::Date => &[("month", "short"), ("day", "numeric"), ("year", "numeric")],
                Self::MonthDay => &[("month", "short"), ("day", "numeric")],
            }
        }
    }

    thread_local! {
        /// A format takes long to make and is asked for in every row of a list.
        static FORMATS: RefCell<Vec<(Form, DateTimeFormat)>> = const { RefCell::new(Vec::new()) };
    }

    fn format(form: Form) -> DateTimeFormat {
        FORMATS.with_borrow_mut(|formats| {
            if let Some((_, format)) = formats.iter().find(|(of, _)| *of == form) {
                return format.clone();
            }
            let options = Object::new();
            for (name, value) in form.options().iter().chain(&[("timeZone", "UTC")]) {
                let _set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
            }
            let format = DateTimeFormat::new(&Array::new(), &options);
            formats.push((form, format.clone()));
            format
        })
    }

    fn date(at: NaiveDateTime) -> Date {
        #[expect(clippy::cast_precision_loss)] // milliseconds of any real date fit 53 bits
        Date::new(&(at.and_utc().timestamp_millis() as f64).into())
    }

    /// A local time in words.
    pub(in super::super) fn shown(at: NaiveDateTime, form: Form) -> String {
        let said = format(form).format().call1(&JsValue::UNDEFINED, &date(at));
        said.ok().and_then(|said| said.as_string()).unwrap_or_default()
    }

    /// Two times of one day: `10:00 – 10:50 AM`.
    pub(in super::super) fn between(from: NaiveDateTime, to: NaiveDateTime) -> String {
        let format = format(Form::Clock);
        let range = Reflect::get(&format, &"formatRange".into()).ok().and_then(|range| range.dyn_into::<Function>().ok());
        // A range over midnight would be told with both dates: then the times alone.
        let same_day = from.date() == to.date();
        let said = range.filter(|_| same_day).and_then(|range| range.call2(&format, &date(from), &date(to)).ok()?.as_string());
        said.unwrap_or_else(|| format!("{} – {}", shown(from, Form::Clock), shown(to, Form::Clock)))
    }
}

/// Without a browser: as a US one shows it.
#[cfg(not(target_arch = "wasm32"))]
mod here {
    use super::{Form, NaiveDateTime};

    pub(in super::super) fn shown(at: NaiveDateTime, form: Form) -> String {
        let pattern = match form {
            Form::Clock => "%-I:%M %p",
            Form::Weekday => "%a",
            Form::LongDay => "%A, %B %-d",
            Form::Day => "%a, %b %-d, %Y",
            Form::ShortDay => "%a, %b %-d",
            Form::Date => "%b %-d, %Y",
            Form::MonthDay => "%b %-d",
        };
        at.format(pattern).to_string()
    }

    pub(in super::super) fn between(from: NaiveDateTime, to: NaiveDateTime) -> String {
        format!("{} – {}", shown(from, Form::Clock), shown(to, Form::Clock))
    }
}
