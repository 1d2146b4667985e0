//! What abbreviations of the field stand for, so that one finds the words written out.

/// An abbreviation, and how it is written out.
const TABLE: &[(&str, &[&str])] = &[
    // conditions
    ("adhd", &["attention deficit hyperactivity", "attention deficit and hyperactivity"]),
    ("aud", &["alcohol use disorder"]),
    ("bpd", &["borderline personality"]),
    ("cud", &["cannabis use disorder", "cocaine use disorder"]),
    ("gad", &["generalized anxiety"]),
    ("hcv", &["hepatitis c"]),
    ("mdd", &["major depressive", "major depression"]),
    ("ocd", &["obsessive compulsive"]),
    ("odd", &["oppositional defiant"]),
    ("oud", &["opioid use disorder"]),
    ("ptsd", &["post traumatic stress", "posttraumatic stress"]),
    ("stud", &["stimulant use disorder"]),
    ("sud", &["substance use disorder"]),
    ("tbi", &["traumatic brain injury"]),
    ("tud", &["tobacco use disorder"]),
    // risk
    ("dv", &["domestic violence"]),
    ("hi", &["homicidal ideation"]),
    ("ipv", &["intimate partner violence"]),
    ("nssi", &["nonsuicidal self injury", "non suicidal self injury"]),
    ("si", &["suicidal ideation"]),
    // treatment
    ("aa", &["alcoholics anonymous"]),
    ("cbt", &["cognitive behavioral", "cognitive behavior"]),
    ("dbt", &["dialectical behavior", "dialectical behavioral"]),
    ("emdr", &["eye movement desensitization"]),
    ("iop", &["intensive outpatient"]),
    ("mat", &["medication assisted treatment", "medications for addiction treatment", "medication for addiction treatment"]),
    ("maud", &["medications for alcohol use disorder", "medication for alcohol use disorder"]),
    ("mi", &["motivational interviewing"]),
    ("moud", &["medications for opioid use disorder", "medication for opioid use disorder"]),
    ("na", &["narcotics anonymous"]),
    ("nrt", &["nicotine replacement"]),
    ("otp", &["opioid treatment program"]),
    ("php", &["partial hospitalization"]),
    ("roi", &["release of information"]),
    ("uds", &["urine drug screen", "urine drug test"]),
    // substances
    ("etoh", &["alcohol"]),
    ("lsd", &["lysergic acid"]),
    ("mdma", &["ecstasy", "methylenedioxymethamphetamine"]),
    ("pcp", &["phencyclidine", "primary care"]),
    ("thc", &["cannabis", "marijuana", "tetrahydrocannabinol"]),
];

/// What a folded word may stand for.
pub(super) fn meanings(word: &str) -> &'static [&'static str] {
    TABLE.iter().find(|(short, _)| *short == word).map_or(&[], |(_, long)| long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::tokens;

    #[test]
    fn each_abbreviation_stands_once_and_is_written_as_the_index_folds_words() {
        for (at, (short, long)) in TABLE.iter().enumerate() {
            assert_eq!(TABLE.iter().position(|(other, _)| other == short), Some(at), "{short}");
            for text in long.iter().chain([short]) {
                let folded: Vec<String> = tokens(text).map(|token| token.folded()).collect();
                assert_eq!(folded.join(" "), **text, "{short}");
            }
        }
    }
}
