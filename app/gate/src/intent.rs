//! What somebody asked the gate for.

/// Chosen by a press, before the device itself says which form to show.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Intent {
    /// Sign in with a kit, and why the device asks for it.
    Kit { login: String, why: String },
    /// Sign in with the fields everybody has.
    SignIn,
    /// Use an invitation.
    Invitation,
}
