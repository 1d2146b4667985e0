//! One suite for both embedded databases: what the store promises.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

#[path = "contract/entrance.rs"]
mod entrance;
#[path = "contract/growth.rs"]
mod growth;
#[path = "contract/house.rs"]
mod house;
#[path = "contract/late.rs"]
mod late;
#[path = "contract/operations.rs"]
mod operations;
#[path = "contract/people.rs"]
mod people;
#[path = "contract/reading.rs"]
mod reading;

use house::Place;

macro_rules! suite {
    ($($module:ident::$name:ident,)*) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$module::$name(super::Place::Memory).await;
            })*
        }
        mod folder {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$module::$name(super::Place::folder()).await;
            })*
        }
    };
}

suite! {
    operations::an_accepted_operation_gets_the_next_number_and_a_signed_receipt,
    operations::a_replay_gets_the_same_receipt_and_changes_nothing,
    operations::a_gap_names_what_is_expected_and_ends_the_push,
    operations::another_operation_under_a_used_number_is_a_gap,
    operations::a_quarantined_operation_is_answered_once_and_the_device_goes_on,
    operations::what_is_malformed_consumes_nothing,
    operations::a_device_belongs_to_its_first_user,
    operations::a_forged_seal_or_envelope_is_malformed,
    operations::what_every_device_would_doubt_is_malformed,
    operations::a_lost_race_for_a_version_is_stale,
    operations::an_old_certificate_lends_no_rights,
    operations::many_writers_get_dense_numbers,
    operations::a_document_said_to_be_new_that_is_there_already_is_refused_alone,
    operations::two_servers_before_one_database_never_give_a_number_twice,
    reading::absent_and_forbidden_records_are_the_same,
    reading::changes_name_only_ones_own_records,
    reading::a_member_who_was_removed_loses_the_record,
    reading::pages_follow_each_other_without_gap_or_overlap,
    reading::every_record_handed_out_is_in_the_audit_log,
    reading::changes_of_a_team_and_exports_say_in_the_log_who_whom_and_where,
    reading::the_audit_log_is_read_from_its_newest_row_down,
    reading::an_export_holds_the_bytes_as_they_came,
    reading::a_restored_backup_has_everything_and_another_epoch,
    growth::a_program_is_founded_once,
    growth::nothing_works_before_the_founding,
    growth::an_invitation_is_used_once,
    growth::an_invitation_ends_when_its_time_is_over,
    growth::a_withdrawn_invitation_takes_its_waiting_account_along,
    growth::a_certificate_must_be_for_the_enrolled_keys,
    growth::a_directory_entry_that_comes_late_is_a_conflict,
    growth::settings_are_an_administrators_to_change,
    growth::the_root_makes_another_administrator_while_one_is_left,
    growth::who_has_left_is_signed_out_and_writes_no_more,
    growth::a_name_is_taken_once,
    late::what_a_leaver_had_signed_is_kept_apart_for_the_team,
    late::nothing_else_is_delivered_late,
    late::no_more_than_a_limit_is_kept_of_one_person,
    entrance::a_challenge_is_good_once_and_for_its_name,
    entrance::a_challenge_ends_after_two_minutes,
    entrance::a_session_ends_after_half_an_hour_without_use,
    entrance::a_session_ends_after_twelve_hours_of_use,
    entrance::a_token_that_was_altered_opens_nothing,
    entrance::sign_out_ends_the_session,
    entrance::a_session_ended_at_another_server_ends_here_within_a_second,
    entrance::use_of_a_session_ended_elsewhere_does_not_lengthen_the_second,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_reopening() {
    operations::what_was_acknowledged_is_there_after_reopening(Place::folder()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_broke_off_is_not_opened() {
    reading::a_restore_that_broke_off_is_not_opened(Place::folder()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_restored_only_into_an_empty_database() {
    reading::a_backup_is_restored_only_into_an_empty_database(Place::folder()).await;
}
