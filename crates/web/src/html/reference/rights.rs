//! The table of rights, for everybody: who may do what is no secret.

use crate::{Outcome, Visitor, Web};
use app::domain::access::{Relation, Right, table};
use app::domain::incidents::PartyRole;
use app::domain::people::Role;
use axum::extract::State;
use phrases::contexts::rights::{PartRow, RightRow, RightsTable};

/// The table as the program asks it.
pub(super) async fn rights(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &shown())
}

fn shown() -> RightsTable {
    let table = table();
    let codes = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let row = |right: &Right| RightRow {
        right: right.code().to_owned(),
        cells: Role::ALL.iter().map(|role| codes(table.rights(*role).over(*right).codes())).collect(),
    };
    let part = |part: &PartyRole| PartRow {
        part: part.code().to_owned(),
        relations: codes(table.relations_of(*part).codes()),
        sees: table.seen_by(*part).code().to_owned(),
    };
    RightsTable {
        roles: Role::ALL.iter().map(|role| role.code().to_owned()).collect(),
        relations: Relation::ALL.iter().map(|relation| relation.code().to_owned()).collect(),
        rows: Right::ALL.iter().map(row).collect(),
        parts: PartyRole::ALL.iter().map(part).collect(),
        notices: codes(table.restricted_notices().codes()),
        incidents: codes(table.restricted_incidents().codes()),
        sha256: table.sha256().to_owned(),
    }
}
