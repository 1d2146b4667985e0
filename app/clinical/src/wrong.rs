//! What a form can find wrong: the rule's stable id, and what happened and what to do as the page says it.
//!
//! Nothing here carries content: a sentence never repeats what was typed.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

macro_rules! wrong {
    ($($name:ident = $id:literal, $sentence:literal;)*) => {
        /// What is wrong at a place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Wrong {
            /// More characters than are kept here.
            TooLong {
                /// The most characters.
                max: u32,
            },
            /// More entries than are kept here.
            TooMany {
                /// The most entries.
                max: u32,
            },
            /// A number outside of what is possible.
            OutOfRange {
                /// The least.
                from: i32,
                /// The most.
                to: i32,
            },
            /// A revision after a return to use is reviewed later than it may be.
            ReviewTooLate {
                /// The most days after the revision.
                days: u16,
            },
            $(
                #[doc = $sentence]
                $name,
            )*
        }

        impl Wrong {
            /// The rule's stable id.
            pub const fn id(self) -> &'static str {
                match self {
                    Self::TooLong { .. } => "too-long",
                    Self::TooMany { .. } => "too-many",
                    Self::OutOfRange { .. } => "out-of-range",
                    Self::ReviewTooLate { .. } => "review-too-late",
                    $(Self::$name => $id,)*
                }
            }

            /// What happened and what to do.
            pub fn sentence(self) -> Cow<'static, str> {
                match self {
                    Self::TooLong { max } => Cow::Owned(format!("This is too long. Keep it under {max} characters.")),
                    Self::TooMany { max } => Cow::Owned(format!("There are too many. Keep at most {max}.")),
                    Self::OutOfRange { from, to } => Cow::Owned(format!("Enter a number from {from} to {to}.")),
                    Self::ReviewTooLate { days } => {
                        Cow::Owned(format!("After a return to use, review the plan within {days} days."))
                    }
                    $(Self::$name => Cow::Borrowed($sentence),)*
                }
            }
        }
    };
}

wrong! {
    // Any form.
    Missing = "missing", "Please fill this in.";
    TooLarge = "too-large", "All of it together is too long. Shorten the longest texts.";
    NotADate = "not-a-date", "There is no such date. Check the month and the day.";
    NotATime = "not-a-time", "There is no such time. Check the hours and minutes.";
    NoSuchHour = "no-such-hour",
        "Clocks went forward past this time that night, so it does not exist. Enter the time that clocks showed.";
    NotALocalTime = "not-a-local-time", "The time zone cannot be right. Check this device's time zone.";
    InFuture = "in-future", "This date has not come yet. Check the year.";
    NotYet = "not-yet", "This has not happened yet. Check the day and the time.";
    FarAhead = "far-ahead", "This is more than a year ahead. Check the year.";
    TooEarly = "too-early", "This date is before 1900. Check the year.";
    BeforeBirth = "before-birth", "This is before the client’s birth date. Check both dates.";
    OlderThanClient = "older-than-client", "The client is younger than this. Check it, and the birth date in the profile.";
    Past = "past", "This date has passed. Set a new one, or close the line.";
    TooFar = "too-far", "This date is more than ten years ahead. Check the year.";
    EndsBeforeStart = "ends-before-start", "The end is before the start. Check both dates.";
    UnknownLevel = "unknown-level", "This level of care is not in the list. Choose one from the list.";

    // Profile and contact.
    NotAPhone = "not-a-phone", "This is not a phone number. Enter digits, with the area code.";
    NotAnEmail = "not-an-email", "This is not an email address. Enter it as name@example.com.";
    NoPhoneForContact = "no-phone-for-contact",
        "Calls, voicemail or texts are allowed, but there is no number. Add one, or remove the permission.";
    NoEmailForContact = "no-email-for-contact",
        "Email is allowed, but there is no address. Add one, or remove the permission.";
    VoicemailWithoutCall = "voicemail-without-call",
        "Voicemail is allowed, but calling is not. Allow calls too, or turn voicemail off.";

    // Note.
    EndNotAfterStart = "end-not-after-start", "The end is not after the start. Check both times, and the day it ended.";
    SessionTooLong = "session-too-long", "This session is longer than twelve hours. Check both times.";
    NotBegun = "not-begun", "This session has not begun yet. Sign when it is over.";
    NotEnded = "not-ended", "This session has not ended yet. Check the end before you sign.";
    NoText = "no-text", "No section has any text yet. Write at least one.";
    TextSetAside = "text-set-aside", "Text from another format is set aside. Move it into a section, or discard it.";
    LateWithoutReason = "late-without-reason", "This is a late entry. Enter the reason.";
    RiskNotAsked = "risk-not-asked", "Not assessed. You can sign without it.";
    RiskNotDescribed = "risk-not-described", "A risk is reported. Describe what the client said and what you did.";
    NextBeforeThis = "next-before-this", "The next session is before this one. Check its date.";
    ProgressWithoutReason = "progress-without-reason", "An objective ended or changed. Enter the reason.";
    NobodyTried = "nobody-tried", "No outreach attempt is listed. Add one, or sign without it.";
    AttemptWithoutTime = "attempt-without-time", "Enter date and time of the attempt.";
    AttemptWithoutResult = "attempt-without-result", "Enter the result, even if nobody answered.";

    // Assessment.
    UnknownDimension = "unknown-dimension", "This edition has no such dimension. Choose one from the list.";
    UnknownRating = "unknown-rating", "This edition has no such rating here. Choose one from the list.";
    RatingWithoutReason = "rating-without-reason", "Enter the reason for this rating.";
    NotRated = "not-rated", "This dimension is not rated yet.";
    NotAsked = "not-asked", "Not assessed. You can sign without it.";
    WithdrawalNotConsidered = "withdrawal-not-considered",
        "Enter what was assessed: last use, earlier withdrawals, seizures, current signs.";
    WithdrawalNotDecided = "withdrawal-not-decided", "Decide how withdrawal is handled. Stopping suddenly can be dangerous.";
    RecentUseNoMedicalLook = "recent-use-no-medical-look",
        "Alcohol, sedatives, or opioids were used recently. Ask for a medical opinion, or enter why none is needed.";
    SuggestionChanged = "suggestion-changed", "The ratings changed since the level was chosen. Check the level again.";
    ChosenWithoutReason = "chosen-without-reason", "Enter the reason for this level: what supports it, and what the client wants.";
    DiffersWithoutReason = "differs-without-reason", "This is not the suggested level. Enter the reason.";
    StatusWithoutReason = "status-without-reason", "Enter the reason.";
    NothingFound = "nothing-found", "No findings yet. Add what the plan should address.";
    ToldWithoutFinding = "told-without-finding",
        "Something was reported here, but no finding covers it. Add a finding, or leave it if none is needed.";
    RatedWithoutFinding = "rated-without-finding",
        "This dimension calls for care, but no finding belongs to it. Add one, or leave it if none is needed.";
    UnknownFinding = "unknown-finding",
        "A deferral refers to a finding that is not here. Restore the finding, or remove the deferral.";

    // Measure.
    HasPublishedText = "has-published-text", "This item has a published wording, which is quoted as it is. Clear the field.";
    NoLicense = "no-license", "Enter the license line: who permits this wording, and on which terms.";
    LicenseForNothing = "license-for-nothing", "No wording is entered. Enter one, or clear the license line.";
    UnknownInstrument = "unknown-instrument", "This version does not know the instrument. Update this device.";
    AnswerNotAllowed = "answer-not-allowed", "The form does not have this answer. Choose one from the list.";
    AnswersContradict = "answers-contradict", "These answers cannot both be right. Ask again.";
    AskAgain = "ask-again", "These answers are unlikely together. Ask again, or keep them if they are meant.";
    NotAnswered = "not-answered", "This is not answered yet. Answer it, or mark it as skipped.";
    Skipped = "skipped", "The client skipped this question.";
    MissedWithAnswers = "missed-with-answers", "There are answers. Remove them, or sign the measure.";
    RiskNotRecorded = "risk-not-recorded", "An answer needs follow-up now. Ask about suicide and record it before you sign.";
    RiskWithoutAction = "risk-without-action", "Enter what was done, or why nothing more was needed.";

    // Plan, its signatures, settings.
    SameIdTwice = "same-id-twice", "This line is in the plan twice. Remove one of them.";
    SameNumberTwice = "same-number-twice", "Another line has the same number. Change one of them.";
    NoProblem = "no-problem", "The plan has no problem yet. Add one, or use a template.";
    NotADigest = "not-a-digest", "The text that was shown cannot be verified. Show the plan again, then sign.";
    NotSigned = "not-signed", "There is no signature yet. Draw it, or use the code.";
    NotTheirs = "not-theirs", "This answer is the client's or the guardian's. Choose another.";
    AppealNotTold = "appeal-not-told", "Explain how to appeal first, then check the box.";
    KeptWithoutReason = "kept-without-reason", "This line did not change. Enter why it is kept.";
    NoWayOfCoping = "no-way-of-coping", "Enter what the client plans to do next time.";
    LineWithoutReason = "line-without-reason", "This line changed. Enter the reason.";
    BaseTwice = "base-twice", "A version is listed twice. List each one once.";
    BaseSuperseded = "base-superseded", "A newer version was signed while this was written. Bring your draft to that version.";
    AlreadyHeld = "already-held", "This day has passed. Settings start today or later.";
    NeverStops = "never-stops", "This is about something that already happened. It can warn, but it cannot stop a signature.";

    // Return to use.
    KnownBeforeItWas = "known-before-it-was", "It became known before this day. Check both dates.";
    EndedAndGoesOn = "ended-and-goes-on", "A last day is entered, but not that the client stopped. Check the box, or clear the day.";
    MoreDaysThanThereWere = "more-days-than-there-were",
        "There were fewer days between the first and the last day. Check all three.";
    NotBeforeUse = "not-before-use", "This has to be before the first day of use. Check both dates.";
    BeforeCare = "before-care", "Care began after this day. Choose “Before care began here”, or check the date.";
    AfterCare = "after-care", "Care had ended by this day. Choose “After discharge”, or check the date.";
    NotBeforeCare = "not-before-care", "Care had begun by this day. Choose “While in care here”, or check the date.";
    NotAfterCare = "not-after-care", "The client was not discharged before this day. Choose another part, or check the date.";
    AloneWithOthers = "alone-with-others", "“Alone” is chosen, but someone is named. Choose “With others”, or clear the name.";
    EventChanged = "event-changed", "This record changed since the level was decided. Check the level again.";

    // Intervention.
    ModelWithoutReason = "model-without-reason", "Enter why this model fits this person.";
    SurpriseAndInvited = "surprise-and-invited",
        "The Johnson model is a surprise, and the person was invited. Choose another model, or clear the day.";
    MayStop = "may-stop", "This can be a reason to wait, or not to meet. Decide with your supervisor before the session.";
    SessionsOutOfOrder = "sessions-out-of-order", "Earlier sessions come first, by date. Check the date.";
    UnknownParticipant = "unknown-participant", "This names somebody who is not in the list. Choose somebody from the list.";
    AbsentAndThere = "absent-and-there", "This person is marked as not taking part and as present. Change one of the two.";
    NotPrepared = "not-prepared", "Not prepared yet. Meet before the session.";
    LetterDraft = "letter-draft", "This letter is still a draft. Review it with its author, or leave it.";
    NoLetterToRead = "no-letter-to-read", "A letter is marked as read, but there is none. Change one of the two.";
    NotHeld = "not-held", "The session has no outcome yet. Choose what the person answered, or take this back.";
    AfterSession = "after-session", "This is after the session. Check both dates.";
    BeforeSession = "before-session", "This is before the session. Check both dates.";
    NoNextContact = "no-next-contact", "Plan the next contact. Nobody is forced, and the door stays open.";
    NoAdmissionDay = "no-admission-day", "The person said yes. Write down when treatment begins.";
    NoResult = "no-result", "Enter the result, even if nobody answered.";

    // Episodes of care.
    NotInCare = "not-in-care", "The client was not in care on this day. Check the date, or sign the readmission first.";
    StillInCare = "still-in-care", "The client is still in care. Record a transfer, or sign the discharge first.";
    BeforeDischarge = "before-discharge", "The client was discharged after this day. Check both dates.";
    SameLevel = "same-level", "This is the level of care already. Choose another, or name the program.";
    AlreadyDischarged = "already-discharged",
        "The client was discharged already. Add to that discharge, or mark it as entered in error first.";
    BeforeAdmission = "before-admission", "Care began after this day. Check both dates.";
    SessionAfter = "session-after", "A session is dated after this day. Check both dates.";
    AfterLastDay = "after-last-day", "This is after the last day in care. Check both dates.";
    NoContinuingCare = "no-continuing-care", "No continuing-care plan is signed. Write it with the client if you can.";

    // Aftercare.
    TellsOfTreatment = "tells-of-treatment",
        "Somebody who reads or hears this could learn of treatment. Say only a first name and a number.";
    ToldOfTreatment = "told-of-treatment",
        "This message may have told somebody of treatment. Keep it as it was, and tell your supervisor.";
    WayNotAgreed = "way-not-agreed", "The client did not agree to this way of contact. Choose another, or ask and change the profile.";
    NoEarlyAppointment = "no-early-appointment", "No appointment is within 7 days of the last day. Make one if you can.";
    LastDayPassed = "last-day-passed", "This is before the day the plan was made. Check both dates.";
    NotAfterDischarge = "not-after-discharge", "A check-in is for after discharge. The client was not discharged by this day.";
    MissedWithoutReason = "missed-without-reason", "Enter why this check-in was missed.";
    MissedWithWords = "missed-with-words", "There is an answer from the client. Clear it, or choose “Talked with the client”.";

    // Diagnosis.
    OnsetAfterDiagnosis = "onset-after-diagnosis", "This is after the day of the diagnosis. Check both dates.";
    UnknownCode = "unknown-code", "This code is not in the list. Choose one from the list.";
    CodeRetired = "code-retired", "This code was retired. Choose the one that took its place.";
    CodeNotYet = "code-not-yet", "This code is not valid yet. Choose one that is valid today.";
    NotAFirst = "not-a-first", "A release begins on the first day of a month. Check the day.";
    OlderRelease = "older-release", "A newer release is loaded already. Check the day.";
    NotAnUpdate = "not-an-update", "The codes do not fit together. Download the order file again.";
    NotWhole = "not-whole", "Categories are missing in this file. Download the whole order file.";
    Header = "header", "This is a heading, not a code. Choose one of the codes under it.";
    NoUseDisorder = "no-use-disorder",
        "There is no use disorder for this substance. Record its withdrawal or intoxication by code.";
    NotForThisSubstance = "not-for-this-substance",
        "This does not apply to this substance. Clear it, or check the substance.";
    NotPrescribed = "not-prescribed",
        "Only tolerance and withdrawal can come from a medicine taken as prescribed. Uncheck it.";
    NeedsJudgment = "needs-judgment",
        "For this substance, the diagnosing clinician must confirm that it does not count. Confirm it, or uncheck it.";
    TooFewCriteria = "too-few-criteria",
        "Fewer than two criteria were met within twelve months. Add what was met, or leave it provisional.";
    NotInRemission = "not-in-remission", "The criteria do not support this: it takes three full months with no criterion met except craving.";
    WithdrawalExcludesRemission = "withdrawal-excludes-remission",
        "Withdrawal is ongoing, which excludes remission. Enter its last day, or choose another status.";
    OneSubstance = "one-substance",
        "There is another diagnosis for the same substance. Keep one: dependence before abuse, abuse before use.";
    AlreadyListed = "already-listed", "This diagnosis is already listed. Change that one.";
    Excludes1 = "excludes1", "The code list does not allow this together with another listed diagnosis. Keep one of them.";
    AgonistMaintenance = "agonist-maintenance",
        "This is not recorded beside methadone or buprenorphine for opioid use disorder. The maintenance therapy says it.";
}
