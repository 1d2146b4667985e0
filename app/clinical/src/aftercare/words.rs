//! Words that no message to a client may have: whoever reads or hears it must not learn of treatment (42 CFR Part 2).

/// Beginnings of such words, in English and Spanish, without accents. A word that begins so is found.
const STEMS: &[&str] = &[
    "abstin",
    "addict",
    "adic",
    "aftercare",
    "alcohol",
    "alcoh",
    "buprenorph",
    "clean time",
    "clinic",
    "counsel",
    "consejer",
    "craving",
    "dependenc",
    "desintox",
    "detox",
    "discharg",
    "droga",
    "drug",
    "drunk",
    "drink",
    "enrolled",
    "heroin",
    "iop",
    "methadon",
    "metadona",
    "naloxon",
    "naltrex",
    "narcan",
    "opioid",
    "overdos",
    "patient",
    "paciente",
    "recaida",
    "recover",
    "recuperac",
    "rehab",
    "relapse",
    "sober",
    "sobri",
    "sobredosis",
    "suboxone",
    "substance",
    "sud",
    "terapi",
    "therap",
    "tratamiento",
    "treatment",
    "urine",
    "vivitrol",
    "withdraw",
];

/// The words of a message that tell of treatment, each as it stands there; `names` are further words that do, such as the
/// program's own name.
pub fn treatment_words(message: &str, names: &[&str]) -> Vec<String> {
    let folded = |word: &str| crate::fold::fold(word);
    let names: Vec<String> = names.iter().flat_map(|name| [folded(name.trim())]).filter(|name| !name.is_empty()).collect();
    let whole = format!(" {} ", folded(message));
    let mut found: Vec<String> = Vec::new();
    for word in message.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let plain = folded(word);
        let tells = STEMS.iter().any(|stem| match *stem {
            "iop" | "sud" => plain == *stem,
            stem => plain.starts_with(stem),
        });
        if tells && !found.iter().any(|other| folded(other) == plain) {
            found.push(word.to_owned());
        }
    }
    found.extend(names.into_iter().filter(|name| whole.contains(name.as_str())));
    found
}
