//! The world in which Typst works: the templates of the house, one data file and the fonts. No disk, no network, no
//! packages, no clock. Neighbour: `engine`, which owns the parts that are the same for every document.

use std::path::PathBuf;

use typst::World;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

/// Name under which a template reads its data.
const DATA_FILE: &str = "document.json";

/// The template files, by name.
const SOURCES: [(&str, &str); 4] = [
    ("house.typ", include_str!("../../../templates/letters/house.typ")),
    ("report.typ", include_str!("../../../templates/letters/report.typ")),
    ("letter.typ", include_str!("../../../templates/letters/letter.typ")),
    ("receipt.typ", include_str!("../../../templates/letters/receipt.typ")),
];

/// What is loaded once and shared by every document.
pub(crate) struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data_file: FileId,
}

impl Shelf {
    /// Parses the templates and builds the library. `None` only if a constant file name were no virtual path.
    pub(crate) fn new(fonts: Vec<Font>) -> Option<Shelf> {
        let sources = SOURCES
            .iter()
            .map(|(name, text)| Some(Source::new(file_id(name)?, (*text).to_owned())))
            .collect::<Option<Vec<_>>>()?;
        Some(Shelf {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            data_file: file_id(DATA_FILE)?,
        })
    }

    /// The fonts, in the order they were given.
    pub(crate) fn fonts(&self) -> &[Font] {
        &self.fonts
    }

    /// A world for one document. `None` if there is no such template.
    pub(crate) fn desk(&self, template: &str, data: Vec<u8>) -> Option<Desk<'_>> {
        let main = file_id(template)?;
        self.sources.iter().any(|source| source.id() == main).then(|| Desk {
            shelf: self,
            main,
            data: Bytes::new(data),
        })
    }
}

/// The world of one document.
pub(crate) struct Desk<'a> {
    shelf: &'a Shelf,
    main: FileId,
    data: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.iter().find(|source| source.id() == id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.data_file { Ok(self.data.clone()) } else { Err(not_found(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    /// There is no clock at this desk: dates come in the data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}
