//! Codecs: bytes from and to other systems. No network, no database; sizes are bounded here.
//!
//! [`delegated`] reads the records of Internet registries line by line;
//! [`sheets`] reads and writes tables as CSV (RFC 4180) and as workbooks (XLSX, ECMA-376). [`openpgp`] reads public keys
//! (RFC 9580).
//!
//! ```
//! let sheets = exchange::sheets::read("bodies.csv", b"key,name\nubnd-xa,UBND x\xc3\xa3\n")?;
//! assert_eq!(sheets[0].rows[0].cells, ["ubnd-xa", "UBND xã"]);
//! # Ok::<(), exchange::sheets::Unreadable>(())
//! ```

pub mod delegated;
pub mod openpgp;
pub mod sheets;
