//! Writes every page with every sample to a folder, to be looked at in a browser: `gallery FOLDER [MANIFEST]`.
#![allow(clippy::print_stdout, reason = "a tool for the eye")]

use phrases::{Assets, Frame, Lang, Page, PageVisitor, Phrases, Theme, contexts};
use std::path::PathBuf;

struct Gallery {
    phrases: Phrases,
    folder: PathBuf,
    error: Option<Box<dyn std::error::Error>>,
}

impl PageVisitor for Gallery {
    fn page<P: Page>(&mut self) {
        for (number, sample) in P::samples().iter().enumerate() {
            for lang in phrases::lang::ALL {
                for theme in [Theme::Light, Theme::Dark] {
                    if let Err(error) = self.write(sample, number, lang, theme) {
                        self.error = Some(error);
                    }
                }
            }
        }
    }
}

impl Gallery {
    fn write<P: Page>(
        &self,
        sample: &P,
        number: usize,
        lang: Lang,
        theme: Theme,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let mut frame = if P::PUBLIC { Frame::sample_stranger() } else { Frame::sample_officer() };
        frame.theme = theme;
        let mode = if theme == Theme::Dark { "dark" } else { "light" };
        let stem = P::TEMPLATE.trim_start_matches("pages/").trim_end_matches(".html").replace('/', "-");
        let name = format!("{stem}-{number}-{lang}-{mode}.html");
        std::fs::write(self.folder.join(&name), self.phrases.render(sample, lang, &frame)?)?;
        println!("{name}");
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("name a folder")?);
    let assets = match args.next() {
        Some(manifest) => Assets::from_manifest(&std::fs::read_to_string(manifest)?, "/assets/")?,
        None => Assets::default(),
    };
    std::fs::create_dir_all(&folder)?;
    let mut gallery = Gallery { phrases: Phrases::with_assets(assets)?, folder, error: None };
    contexts::visit_all(&mut gallery);
    gallery.error.map_or(Ok(()), Err)
}
