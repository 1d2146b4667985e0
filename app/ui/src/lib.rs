#![doc = include_str!("../README.md")]
#![recursion_limit = "256"]
#![expect(unreachable_pub, reason = "the component macro writes a public function into each private module")]

mod banner;
mod button;
mod check;
mod choice;
mod confirm;
mod dialog;
mod empty_state;
mod field;
mod field_message;
mod icon;
mod invalid_input;
mod notices;
mod option;
mod print_button;
mod progress;
mod search_box;
mod select;
mod spelling;
mod state_mark;
mod table;
mod text_area;
mod thread;

pub use banner::{Banner, BannerProps, Tone};
pub use button::{Button, ButtonKind, ButtonProps};
pub use check::{Check, CheckLook, CheckProps};
pub use choice::{Choice, ChoiceLook, ChoiceProps};
pub use confirm::{Confirm, ConfirmProps};
pub use dialog::{Dialog, DialogProps};
pub use empty_state::{EmptyState, EmptyStateProps};
pub use field::{Asked, Entry, Field, FieldProps};
pub use field_message::FILL_IN;
pub use icon::{Glyph, Icon, IconProps};
pub use invalid_input::InvalidInput;
pub use notices::{Notice, NoticeList, Notices, Offer, provide_notices, use_notices};
pub use option::Opt;
pub use print_button::{PrintButton, PrintButtonProps};
pub use progress::{Progress, ProgressProps};
pub use search_box::{SearchBox, SearchBoxProps};
pub use select::{Select, SelectProps};
pub use spelling::provide_spelling;
pub use state_mark::{Mark, StateMark, StateMarkProps};
pub use table::{Table, TableProps};
pub use text_area::{Ground, TextArea, TextAreaProps};
pub use thread::{ThreadBreak, ThreadNode, ThreadNodeProps, ThreadShape};
