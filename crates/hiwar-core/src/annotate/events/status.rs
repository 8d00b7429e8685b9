//! PLOVER's type by whether a thing took place: what is only planned is another type than what was done.

use super::trigger::Trigger;
use crate::model::Status;

/// Type and mode of a trigger; `None` where PLOVER has no code for it (a denied or merely possible attack).
pub(super) fn coded<'t>(trigger: &Trigger<'t>) -> Option<(&'t str, Option<&'t str>)> {
    let (kind, mode) = (trigger.plover, trigger.mode);
    match trigger.status {
        Status::Happened | Status::Denied => Some((kind, mode)),
        Status::Planned | Status::Possible => match kind {
            "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "AGREE" => Some(("AGREE", None)),
            "RETREAT" | "CONCEDE" => Some(("CONCEDE", None)),
            "REQUEST" | "REJECT" | "THREATEN" => Some((kind, mode)),
            _ if trigger.status == Status::Planned => Some(("THREATEN", None)),
            _ => None,
        },
    }
}
