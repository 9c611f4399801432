//! Communes, wards and special zones of the State: public facts by code (`facts/communes.csv`), read once.
//! Provinces are a list of the law room; a commune names its province by code.
//!
//! ```
//! let ward = domain::places::commune("00004").map(|place| (place.province, place.name));
//! assert_eq!(ward, Some(("01", "Ba Đình")));
//! ```

use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILE: &str = include_str!("../../../facts/communes.csv");

const TILES: &str = include_str!("../../../facts/province-tiles.csv");

/// A commune, ward or special zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune {
    /// Code, five digits.
    pub code: &'static str,
    /// Code of its province, two digits.
    pub province: &'static str,
    /// `ward`, `commune` or `zone`.
    pub kind: &'static str,
    /// Name without its kind.
    pub name: &'static str,
    /// Name in Latin letters without marks.
    pub name_en: &'static str,
}

fn all() -> &'static BTreeMap<&'static str, Commune> {
    static ALL: OnceLock<BTreeMap<&'static str, Commune>> = OnceLock::new();
    ALL.get_or_init(|| FILE.lines().filter_map(row).map(|place| (place.code, place)).collect())
}

fn row(line: &'static str) -> Option<Commune> {
    let mut cells = line.split(',');
    let (code, province, kind) = (cells.next()?, cells.next()?, cells.next()?);
    let (name, name_en) = (cells.next()?, cells.next()?);
    let digits = |text: &str, long: usize| text.len() == long && text.bytes().all(|b| b.is_ascii_digit());
    (digits(code, 5) && digits(province, 2)).then_some(Commune { code, province, kind, name, name_en })
}

/// The commune of a code.
pub fn commune(code: &str) -> Option<&'static Commune> {
    all().get(code)
}

/// The communes, by code.
pub fn communes() -> impl Iterator<Item = &'static Commune> {
    all().values()
}

/// Row and column of a province on a map of tiles, from 1 (`facts/province-tiles.csv`).
pub fn tile(province: &str) -> Option<(i64, i64)> {
    TILES.lines().find_map(|line| {
        let mut cells = line.split(',');
        let (code, row, column) = (cells.next()?, cells.next()?, cells.next()?);
        (code == province).then_some(())?;
        Some((row.parse().ok()?, column.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn there_are_3321_in_34_provinces() {
        let provinces: std::collections::BTreeSet<&str> = communes().map(|place| place.province).collect();
        assert_eq!((communes().count(), provinces.len()), (3321, 34));
        assert_eq!(FILE.lines().filter(|line| !line.starts_with('#')).count(), communes().count());
        assert!(
            communes()
                .all(|place| matches!(place.kind, "ward" | "commune" | "zone") && !place.name.is_empty())
        );
        assert_eq!(commune("4"), None);
    }

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        let provinces: std::collections::BTreeSet<&str> = communes().map(|place| place.province).collect();
        let tiles: std::collections::BTreeSet<(i64, i64)> =
            provinces.iter().map(|code| tile(code).unwrap()).collect();
        assert_eq!(tiles.len(), 34);
        assert_eq!(tile("# Where"), None);
    }
}
