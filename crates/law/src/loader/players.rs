//! `rulesets/_shared/players.toml`: who plays which role.

use super::references::Names;
use super::table::Table;
use crate::agencies::Agencies;
use crate::players::Player;

/// Reads the root table.
pub(super) fn players(root: &Table<'_>, agencies: &Agencies) -> Vec<Player> {
    let mut taken = Names::default();
    root.children("player").into_iter().map(|table| player(table, agencies, &mut taken)).collect()
}

fn player(table: Table<'_>, agencies: &Agencies, taken: &mut Names) -> Player {
    let player = Player {
        roles: table.strings("roles"),
        agencies: table.strings("agencies"),
        kind: table.needed_string("kind"),
        sector: table.string("sector"),
        in_province: table.flag("in_province"),
        members: table.flag("members"),
    };
    for role in &player.roles {
        if !taken.add(role.clone()) {
            table.fault("roles", format!("the role \"{role}\" is played by another kind already"));
        }
    }
    for id in player.agencies.iter().filter(|id| agencies.get(id).is_none()) {
        table.fault("agencies", format!("\"{id}\" is no agency of facts/agencies.toml"));
    }
    table.finish();
    player
}
