//! Names of other clients inside a note: a client has no line in another client's chart.

use super::prepared::{Part, name_hash};
use crate::{Participant, PatientName, fold::tokens, sealed::sealed};
use record::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// Words that are names and more often something else, and the small words of names. Alone they tell nothing; with the
/// other half of the name beside them they do.
const COMMON: &str = "able abbey amber an angel april art ash august aurora autumn bailey baker banks bay bell belle best bill \
    black blue bond booker booth bower brand bright brook brooks brown bush butler car carter case cash chance chapel charity \
    chase christian church clay cliff close cook cooper cross crystal daisy dale dawn day dean del den der des destiny dolly \
    don drew east easter ebony eden eve faith farmer fern field fields fisher flora flowers ford forest forester foster fox \
    frank free freeman friend frost gay gene general gentle glass glory golden good grace grant gray green grey grove guy hall \
    hand hardy harmony harper haven hazel heath heather holiday holly holmes home honey honor hope house hunt hunter iris \
    ivory ivy jack jade jasmine jay jewel joy joyful judge july june justice kay king knight lake lane lark las law lee lily \
    little london long los lot love low lucky mac major marble march mark marsh marshall martin mason may means mercy miles \
    miller mills miracle misty monday moon moore more morning moss mount myrtle nick noble north norm numbers oak ocean old \
    olive pace page paige park parker parks patience patty peace pearl penny perry phoenix piper pleasant poe pool poppy \
    porter post potter power precious price pride prince princess rain raven ray read reed rich rico ring rivers river rob \
    robin rock rose rosemary rowan royal ruby rue rush russet sage sally sam sandy sat savannah serenity shade shepherd sharp \
    short singer sky skipper small smart snow south sparrow speed spring star start steel stein stone storm strong sue summer \
    summers sun sunday sunny sunshine swift tanner taylor temple tender terrace thorn tiger town trinity true tucker turner \
    unity vale van victor viola violet virtue wade walker wall ward warren waters way webb weeks weaver wells west white wild \
    will willow winter winters wise wolf wood woods worth wright york young";

/// Common words that are written with a capital wherever they stand, and the small words of names: a capital tells nothing.
const CAPITAL_ANYWAY: &str =
    "an april august del den der des easter july june las london los lot mac march may monday sunday van";

/// Fewer letters than this are no name by themselves.
const FEWEST_LETTERS: usize = 3;

/// The names of a caseload, prepared once for many notes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CaseloadNames {
    clients: Vec<RecordId>,
    words: BTreeMap<u64, Vec<NameWord>>,
}

/// A word of somebody's name.
#[derive(Clone, PartialEq, Eq)]
struct NameWord {
    client: usize,
    shown: String,
    is_family: bool,
    tells_alone: bool,
    /// A word that tells something only with a capital inside a sentence.
    tells_capital: bool,
}

sealed!(CaseloadNames);

impl CaseloadNames {
    /// Prepares the names of a caseload, the note’s own client among them.
    pub fn new<'a>(clients: impl IntoIterator<Item = (RecordId, &'a PatientName)>) -> Self {
        let common: BTreeSet<&str> = record::order::gather(COMMON.split_ascii_whitespace());
        let mut names = Self::default();
        for (record, name) in clients {
            let client = names.clients.len();
            names.clients.push(record);
            for (part, is_family) in [(&name.given, false), (&name.preferred, false), (&name.family, true)] {
                for token in tokens(part) {
                    let folded = token.folded();
                    let (long, is_common) = (folded.chars().count() >= FEWEST_LETTERS, common.contains(folded.as_str()));
                    let tells_alone = long && !is_common;
                    let tells_capital = long && is_common && !CAPITAL_ANYWAY.split(' ').any(|word| word == folded);
                    let word = NameWord { client, shown: token.text.to_owned(), is_family, tells_alone, tells_capital };
                    let there = names.words.entry(name_hash(token.text, &folded)).or_default();
                    if !there.iter().any(|other| other.client == client && other.is_family == is_family) {
                        there.push(word);
                    }
                }
            }
        }
        names
    }

    /// The names of others in a text, each once and as the others write them. Names that `own` client or those who
    /// took part bear as well tell nothing.
    pub(super) fn found_in(&self, part: &Part, own: RecordId, present: &[Participant]) -> Vec<String> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let known = |hash: u64| -> bool {
            let of_own = self.words.get(&hash).is_some_and(|words| words.iter().any(|word| self.is(word, own)));
            of_own || present.iter().flat_map(|one| tokens(&one.name)).any(|token| name_hash(token.text, &token.folded()) == hash)
        };
        let mut found: Vec<String> = Vec::new();
        let mut tell = |name: String| {
            if !found.contains(&name) {
                found.push(name);
            }
        };
        let mut words = part.words.iter().peekable();
        let mut told_before = false;
        while let Some(word) = words.next() {
            let told = std::mem::take(&mut told_before);
            let Some(bearers) = self.words.get(&word.name) else { continue };
            let next = words.peek().and_then(|next| Some((next.capital, self.words.get(&next.name)?, next.name)));
            let whole = next.and_then(|(capital, families, hash)| {
                let both_known = known(word.name) && known(hash);
                let mut others = bearers.iter().filter(|bearer| !bearer.is_family && !self.is(bearer, own) && !both_known);
                others.find_map(|given| {
                    let family = families.iter().find(|family| family.is_family && family.client == given.client)?;
                    let certain = given.tells_alone || family.tells_alone || (word.capital && capital);
                    certain.then(|| format!("{} {}", given.shown, family.shown))
                })
            });
            if let Some(name) = whole {
                told_before = true; // the family name is told with it
                tell(name);
            } else if !told && !known(word.name) {
                let tells = |bearer: &&NameWord| bearer.tells_alone || (bearer.tells_capital && word.titled_inside);
                bearers.iter().find(tells).into_iter().for_each(|bearer| tell(bearer.shown.clone()));
            }
        }
        found
    }

    fn is(&self, word: &NameWord, record: RecordId) -> bool {
        self.clients.get(word.client) == Some(&record)
    }
}
