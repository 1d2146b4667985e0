//! What is typed about a diagnosis, and what is wrong with it.

use super::typed_code::{read, text_of};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, Body, Finding, Place, Wrong,
    diagnosis::{
        Around, Coded, Condition, ConditionField as Field, Diagnosed, Diagnosis, Disorder, Taken, Withdrawal, WithdrawalKind,
    },
    icd10cm,
};
use keeper::protocol::ThreadView;
use record::DocId;

/// What kind of diagnosis it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Counted from criteria.
    SubstanceUse,
    /// Chosen by its code.
    Other,
}

impl Kind {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::SubstanceUse => "substance-use",
            Self::Other => "other",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        [Self::SubstanceUse, Self::Other].into_iter().find(|kind| kind.id() == id)
    }
}

/// Withdrawal as it is typed: its first day may be missing still.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct TypedWithdrawal {
    pub(super) kind: WithdrawalKind,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    pub(super) taken: Taken,
}

/// A diagnosis as it is typed. Each kind keeps what was typed in it while the other is tried.
#[derive(Clone, PartialEq)]
pub(super) struct TypedCondition {
    /// `None` until it is chosen.
    pub(super) kind: Option<Kind>,
    /// The chosen code.
    pub(super) coded: Option<Coded>,
    /// What is in the line of the code.
    pub(super) code_text: String,
    /// The disorder, from when its substance is chosen; without withdrawal, which is apart.
    pub(super) disorder: Option<Disorder>,
    /// Withdrawal now.
    pub(super) withdrawal: Option<TypedWithdrawal>,
    /// Specifiers, one on each line.
    pub(super) specifiers: String,
    /// Everything else; its diagnosis stands for nothing.
    pub(super) rest: Condition,
}

/// As it is saved while it is typed.
impl From<TypedCondition> for Body {
    fn from(typed: TypedCondition) -> Self {
        typed.as_typed().unwrap_or_else(|| typed.blank()).into()
    }
}

impl TypedCondition {
    /// A new one, diagnosed by whoever types.
    pub(super) fn new(me: &AuthorLine, today: NaiveDate) -> Self {
        let diagnosed = Diagnosed { by: me.name.clone(), credential: me.credential.clone(), on: Some(today) };
        Self::begin(Condition { diagnosed, ..nothing_yet() })
    }

    /// One that is changed: why is asked anew.
    pub(super) fn again(condition: Condition) -> Self {
        Self::resume(Condition { reason: String::new(), ..condition })
    }

    /// One that was typed before, with all of it.
    pub(super) fn resume(condition: Condition) -> Self {
        let diagnosis = condition.diagnosis.clone();
        let typed = Self::begin(condition);
        match diagnosis {
            // Typed and not chosen: it may be no code at all.
            Diagnosis::Coded(coded) if coded.edition.is_empty() => {
                Self { kind: Some(Kind::Other), code_text: coded.code, ..typed }
            }
            Diagnosis::Coded(coded) => Self { kind: Some(Kind::Other), code_text: text_of(&coded), coded: Some(coded), ..typed },
            Diagnosis::SubstanceUse(mut disorder) => {
                let taken = disorder.withdrawal.take();
                let withdrawal = taken.map(|state| TypedWithdrawal {
                    kind: state.kind,
                    from: Some(state.from),
                    until: state.until,
                    taken: state.taken,
                });
                Self { kind: Some(Kind::SubstanceUse), withdrawal, disorder: Some(disorder), ..typed }
            }
        }
    }

    fn begin(rest: Condition) -> Self {
        Self {
            kind: None,
            coded: None,
            code_text: String::new(),
            disorder: None,
            withdrawal: None,
            specifiers: rest.specifiers.join("\n"),
            rest,
        }
    }

    /// Whether there is something to say the status of.
    pub(super) const fn is_begun(&self) -> bool {
        match self.kind {
            None => false,
            Some(Kind::Other) => true,
            Some(Kind::SubstanceUse) => self.disorder.is_some(),
        }
    }

    /// The disorder as it stands, for what is counted while one types.
    pub(super) fn counted(&self) -> Option<Disorder> {
        let state = self.withdrawal.as_ref();
        let withdrawal = state
            .and_then(|state| Some(Withdrawal { kind: state.kind, from: state.from?, until: state.until, taken: state.taken }));
        self.disorder.clone().map(|disorder| Disorder { withdrawal, ..disorder })
    }

    /// What keeps it from being signed: first that it is no diagnosis yet, then what a check finds, held against the chart.
    pub(super) fn check_in(&self, thread: &ThreadView, doc: DocId) -> Vec<Finding> {
        let (whole, mut found) = match self.condition() {
            Ok(condition) => (Some(condition), Vec::new()),
            Err(missing) => (self.as_typed(), vec![missing]),
        };
        let Some(condition) = whole else { return found };
        let others: Vec<&Condition> = thread.current().filter(|(id, _)| *id != doc).map(|(_, other)| other).collect();
        let before = thread.current().find(|(id, _)| *id == doc).map(|(_, before)| before);
        let around = Around { today: thread.today, birth_date: thread.birth_date, others: &others, before };
        let more = condition.check(&around).into_iter().filter(|one| found.iter().all(|other| other.place != one.place));
        let more: Vec<Finding> = more.collect();
        found.extend(more);
        found
    }

    /// What is typed, whole.
    ///
    /// Fails with what is missing before it is a diagnosis.
    pub(super) fn condition(&self) -> Result<Condition, Finding> {
        let diagnosis = match self.kind {
            None => return Err(missing(Place::the("condition", "kind"))),
            Some(Kind::Other) => Diagnosis::Coded(self.typed_code()?),
            Some(Kind::SubstanceUse) => {
                if self.withdrawal.as_ref().is_some_and(|state| state.from.is_none()) {
                    return Err(missing(Place::the("withdrawal", "from")));
                }
                let disorder = self.counted().ok_or_else(|| missing(Field::Substance))?;
                Diagnosis::SubstanceUse(disorder)
            }
        };
        Ok(self.around(diagnosis))
    }

    /// What is typed, as far as it goes: a draft may name a code that is none, as it was typed, and then no release. Nothing before
    /// there is something to type in. Withdrawal without its first day is left out.
    pub(super) fn as_typed(&self) -> Option<Condition> {
        let blank = record::is_blank(&self.code_text);
        let diagnosis = match self.kind? {
            // While the other kind is looked at, and nothing is typed in it, this one stays.
            Kind::Other if !(blank && self.disorder.is_some()) => {
                let code = || Coded { code: self.code_text.clone(), edition: String::new() };
                Diagnosis::Coded(self.typed_code().unwrap_or_else(|_| code()))
            }
            Kind::Other | Kind::SubstanceUse => Diagnosis::SubstanceUse(self.counted()?),
        };
        Some(self.around(diagnosis))
    }

    /// What it says before anything is typed in it.
    fn blank(&self) -> Condition {
        Condition { diagnosis: nothing_yet().diagnosis, ..self.rest.clone() }
    }

    fn around(&self, diagnosis: Diagnosis) -> Condition {
        let specifiers = self.specifiers.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Condition { diagnosis, specifiers, ..self.rest.clone() }
    }

    /// What was chosen, as long as the line still says it; a code that was typed and not chosen counts as well.
    fn typed_code(&self) -> Result<Coded, Finding> {
        match &self.coded {
            Some(coded) => Ok(coded.clone()),
            None => read(&self.code_text, self.day()).map_err(|wrong| Finding::blocking(Field::Code, wrong)),
        }
    }

    /// The day for which a code is read: that of the diagnosis, or one of the newest list. The keeper holds it against today.
    fn day(&self) -> NaiveDate {
        let newest = || icd10cm::releases().last().map(|release| release.valid_from);
        self.rest.diagnosed.on.or_else(newest).unwrap_or_default()
    }
}

/// A condition before anything is chosen.
fn nothing_yet() -> Condition {
    Condition::new(Diagnosis::Coded(Coded { code: String::new(), edition: String::new() }))
}

fn missing(place: impl Into<Place>) -> Finding {
    Finding::blocking(place, Wrong::Missing)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::diagnosis::Substance;

    fn new() -> TypedCondition {
        let me = AuthorLine { name: "Ines Quill".to_owned(), credential: "CADC".to_owned() };
        TypedCondition::new(&me, NaiveDate::from_ymd_opt(2026, 11, 18).unwrap())
    }

    #[test]
    fn a_half_typed_code_is_kept_as_it_is_and_is_no_diagnosis() {
        assert!(new().as_typed().is_none(), "nothing is chosen");
        let typed = TypedCondition { kind: Some(Kind::Other), code_text: "pani".to_owned(), ..new() };
        let again = TypedCondition::resume(typed.as_typed().unwrap());
        assert_eq!((again.code_text.as_str(), again.coded.is_some()), ("pani", false));
        assert!(again.condition().is_err_and(|wrong| wrong.place.name() == "condition-code"));
        let again = TypedCondition { code_text: "F41.1".to_owned(), ..again };
        assert!(again.condition().ok() == again.as_typed(), "from here it is one");
    }

    #[test]
    fn criteria_stay_in_the_draft_while_the_code_list_is_looked_at_or_withdrawal_has_no_day() {
        let typed = TypedCondition { kind: Some(Kind::SubstanceUse), ..new() };
        assert!(typed.as_typed().is_none(), "no substance is chosen");
        let disorder = Some(Disorder::new(Substance::ALL[0]));
        let typed = TypedCondition { disorder, withdrawal: Some(TypedWithdrawal::default()), ..typed };
        assert!(typed.condition().is_err() && typed.as_typed().is_some());
        let typed = TypedCondition { kind: Some(Kind::Other), ..typed };
        assert!(matches!(typed.as_typed().unwrap().diagnosis, Diagnosis::SubstanceUse(_)));
        let typed = TypedCondition { code_text: "F4".to_owned(), ..typed };
        assert!(matches!(typed.as_typed().unwrap().diagnosis, Diagnosis::Coded(_)));
    }
}
