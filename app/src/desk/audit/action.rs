//! What each word of the audit log means.

/// What is shown for an action, and what it means.
pub(super) struct Words {
    pub(super) word: &'static str,
    pub(super) meaning: &'static str,
}

/// Every action that a server writes, by its name in the log.
const ACTIONS: [(&str, &str, &str); 25] = [
    ("founded", "Program set up", "The program and its first administrator were created."),
    ("sign_in", "Signed in", "A device signed in with the person’s keys."),
    ("sign_in_refused", "Sign-in refused", "The passphrase, the Secret Key or the name was wrong, or access had ended."),
    (
        "sign_in_throttled",
        "Sign-in refused, too many attempts",
        "Too many attempts came from one place. Nobody is locked out by it.",
    ),
    ("signed_out", "Signed out", "A device locked and ended its session."),
    ("invited", "Invited", "An administrator made an invitation."),
    ("invitation_withdrawn", "Invitation withdrawn", "An administrator withdrew an invitation. Its code no longer works."),
    ("enrolled", "Enrolled", "An invited person made their keys. They wait for an administrator to confirm them."),
    ("activated", "Confirmed", "An administrator confirmed a new person’s keys. They can sign in."),
    ("certified", "Role or name changed", "A person’s role, name or credential was changed."),
    ("revoked", "Access ended", "An administrator ended a person’s access."),
    ("settings_changed", "Settings changed", "An administrator changed the program’s settings."),
    ("codes_loaded", "Code list loaded", "An administrator loaded a newer list of diagnosis codes."),
    ("pull", "Chart fetched", "A device of the care team fetched entries of a record. Only it can decrypt them."),
    ("open", "Record opened", "A person created a new record."),
    ("admit", "Added to care team", "A person was given access to a record."),
    ("remove", "Removed from care team", "A person lost access to a record, and its key was changed."),
    ("rotate", "Key changed", "The key of a record was replaced. Later entries are under the new key."),
    ("export", "Database exported", "The operator wrote a backup."),
    ("restored", "Backup restored", "The operator filled the database from a backup."),
    ("restore_acknowledged", "Restore acknowledged", "An administrator confirmed that the restore is known."),
    ("directory_returned", "Directory sent again", "A device sent entries of the directory that a restored backup lacked."),
    ("account_returned", "Account sent again", "A device sent an account that a restored backup lacked."),
    (
        "delivered_late",
        "Delivered late",
        "A person whose access had ended delivered what they had signed. The care team decides about it.",
    ),
    ("certified_by_custodian", "Administrator named by the custodian", "The custodian’s kit signed a new administrator."),
];

/// What stands for this name.
pub(super) fn words(action: &str) -> Option<Words> {
    let (_, word, meaning) = ACTIONS.iter().find(|(name, ..)| *name == action)?;
    Some(Words { word, meaning })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The server's own list: what it writes and this does not know would stand there without a meaning.
    const WRITTEN: &str = include_str!("../../../../server/store/src/audit.rs");

    #[test]
    fn every_word_that_the_server_writes_is_explained() {
        let names =
            WRITTEN.lines().filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \"")?.1.strip_suffix("\","));
        let unknown: Vec<&str> = names.clone().filter(|name| words(name).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
        assert_eq!(names.count(), ACTIONS.len(), "and nothing else is");
    }

    #[test]
    fn each_meaning_is_a_sentence_and_each_word_its_own() {
        for (place, (_, word, meaning)) in ACTIONS.iter().enumerate() {
            assert!(meaning.ends_with('.') && meaning.len() > word.len(), "{word}");
            assert!(!ACTIONS.iter().skip(place + 1).any(|(_, other, _)| other == word), "{word}");
        }
    }
}
