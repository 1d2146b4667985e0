//! The clocks of the United States, by rule: which hour does not exist, which exists twice, when a local day ends.
//!
//! Standard time and daylight saving time as 15 U.S.C. 260a has them since 2007: forward at 2:00 on the second Sunday of March,
//! back at 2:00 on the first Sunday of November. A whole zone database would weigh more than everything else here; outside of
//! the United States the offset that the device gave is kept. The tests hold this against the IANA database, hour by hour.

use crate::Zoned;
use chrono::{
    DateTime, Datelike, Duration, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Weekday,
};

/// Since then every zone of the table follows the rule; before, the offset that was given counts.
const SINCE_YEAR: i32 = 2011;

/// IANA names, minutes east of UTC in standard time, whether there is daylight saving time.
const ZONES: &[(&str, i32, bool)] = &[
    (
        "America/New_York America/Detroit America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville \
         America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay \
         America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Fort_Wayne US/Eastern US/Michigan \
         US/East-Indiana EST5EDT",
        -300,
        true,
    ),
    (
        "America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Menominee \
         America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem US/Central US/Indiana-Starke CST6CDT",
        -360,
        true,
    ),
    ("America/Denver America/Boise America/Shiprock Navajo US/Mountain MST7MDT", -420, true),
    ("America/Phoenix US/Arizona MST", -420, false),
    ("America/Los_Angeles US/Pacific PST8PDT", -480, true),
    ("America/Anchorage America/Juneau America/Nome America/Sitka America/Yakutat US/Alaska", -540, true),
    ("America/Adak America/Atka US/Aleutian", -600, true),
    ("Pacific/Honolulu US/Hawaii HST", -600, false),
    ("Pacific/Pago_Pago US/Samoa", -660, false),
    ("America/Puerto_Rico America/St_Thomas America/Virgin", -240, false),
    ("Pacific/Guam Pacific/Saipan", 600, false),
    ("UTC Etc/UTC", 0, false),
];

/// How clocks are set at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalZone {
    /// By the rule of the United States.
    UnitedStates {
        /// Minutes east of UTC in standard time.
        standard: i32,
        /// Whether clocks go forward in March and back in November.
        saving: bool,
    },
    /// Always the same.
    Fixed(FixedOffset),
}

/// An offset that holds, with the zone it holds in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: LocalZone,
    fixed: FixedOffset,
}

impl LocalZone {
    /// The zone of an IANA name in this year; `None` for what is not in the table.
    pub fn named(name: &str, year: i32) -> Option<Self> {
        let named = |(names, ..): &&(&str, i32, bool)| names.split(' ').any(|one| one == name);
        let (_, standard, saving) = ZONES.iter().find(named).filter(|_| year >= SINCE_YEAR)?;
        Some(Self::UnitedStates { standard: *standard, saving: *saving })
    }

    /// The zone of something that happened. Where its offset is not the zone's, the offset is believed: what was written down
    /// stays as it was when a rule changes.
    pub fn of(at: &Zoned) -> Self {
        let offset = at.local().offset().fix();
        let named = Self::named(at.zone(), at.date().year());
        let fits = |zone: &Self| zone.offset_at(at.utc().naive_utc()) == offset;
        named.filter(fits).unwrap_or(Self::Fixed(offset))
    }

    /// The offset that holds at an instant in UTC.
    fn offset_at(self, utc: NaiveDateTime) -> FixedOffset {
        match self {
            Self::Fixed(offset) => offset,
            Self::UnitedStates { standard, saving } => {
                let saves = saving && saving_in(utc.year(), standard).is_some_and(|(from, to)| (from..to).contains(&utc));
                offset(standard + if saves { 60 } else { 0 })
            }
        }
    }

    const fn with(self, fixed: FixedOffset) -> ZoneOffset {
        ZoneOffset { zone: self, fixed }
    }
}

/// From when to when clocks are an hour ahead in a year, in UTC. Both changes are far from New Year in every zone.
fn saving_in(year: i32, standard: i32) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let two = NaiveTime::from_hms_opt(2, 0, 0)?;
    let sunday = |month: u32, number: u8| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, number);
    let utc = |day: NaiveDate, ahead: i32| day.and_time(two).checked_sub_signed(Duration::minutes(i64::from(standard + ahead)));
    Some((utc(sunday(3, 2)?, 0)?, utc(sunday(11, 1)?, 60)?))
}

/// `minutes` is from the table: no place is farther from UTC than a day.
fn offset(minutes: i32) -> FixedOffset {
    FixedOffset::east_opt(minutes * 60).unwrap_or_else(|| chrono::Utc.fix())
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl TimeZone for LocalZone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let Self::UnitedStates { standard, .. } = *self else {
            return MappedLocalTime::Single(self.with(self.offset_at(*local)));
        };
        let holds = |offset: &FixedOffset| local.checked_sub_offset(*offset).is_some_and(|utc| self.offset_at(utc) == *offset);
        let [ahead, plain] = [offset(standard + 60), offset(standard)].map(|one| Some(one).filter(holds));
        match (ahead, plain) {
            (Some(first), Some(second)) => MappedLocalTime::Ambiguous(self.with(first), self.with(second)),
            (Some(only), None) | (None, Some(only)) => MappedLocalTime::Single(self.with(only)),
            (None, None) => MappedLocalTime::None,
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.with(self.offset_at(*utc))
    }
}

/// The offsets, in minutes east of UTC, at which clocks of a zone showed `local`: none in the hour that is left out, two in the
/// one that comes twice, the earlier first. `None` where the zone is not in the table.
pub(crate) fn offsets(zone: &str, local: NaiveDateTime) -> Option<MappedLocalTime<i32>> {
    let zone = LocalZone::named(zone, local.year())?;
    Some(zone.offset_from_local_datetime(&local).map(|offset| offset.fix().local_minus_utc() / 60))
}

impl Zoned {
    /// The same on the clocks of its zone: what days and midnights after it are counted by.
    pub fn in_zone(&self) -> DateTime<LocalZone> {
        self.utc().with_timezone(&LocalZone::of(self))
    }

    /// Whether clocks showed this time twice that day: then its offset has to be said.
    pub fn is_twice(&self) -> bool {
        matches!(offsets(self.zone(), self.local().naive_local()), Some(MappedLocalTime::Ambiguous(..)))
    }

    /// Its offset as shown: `UTC−6`, `UTC+5:45`.
    pub fn offset_text(&self) -> String {
        offset_text(self.offset_minutes())
    }
}

/// Minutes east of UTC as shown: `UTC−6`, `UTC+5:45`.
pub fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}
