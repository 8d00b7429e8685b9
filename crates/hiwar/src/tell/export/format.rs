//! The names of the forms, and which file makes each.

use super::Export;
use crate::fault::Result;
use clap::ValueEnum;

/// A form that the record can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tidy tables with a data dictionary and datapackage.json (folder)
    Csv,
    /// Calendar: rounds and meetings, commitments with a due date (RFC 5545)
    Ics,
    /// W3C Web Annotation: each row at its words, positions in code points
    WebAnnotation,
    /// PLOVER events, one JSON object a line
    Plover,
    /// POLECAT's forty columns, and the words of each event beside them (folder)
    Polecat,
    /// Network for Gephi and networkx: who met whom, who spoke to whom
    Gexf,
    /// A dossier with footnotes, right to left
    Markdown,
    /// TimelineJS: slides of what is dated, rounds as eras
    Timelinejs,
    /// Bibliography of the reports
    Bibtex,
    /// Bibliography of the reports, for Zotero and pandoc
    CslJson,
    /// schema.org: articles, events, quotations, observations, plans
    JsonLd,
    /// FollowTheMoney entities and statements (folder)
    Ftm,
    /// brat: each report with its annotations beside it (folder)
    Brat,
    /// The dossier for Word, with footnotes, right to left
    Docx,
    /// The tables of `csv` as Parquet (folder; only where hiwar was built with it)
    Parquet,
}

impl Format {
    /// Its name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map_or(String::new(), |v| v.get_name().to_owned())
    }

    /// What makes it.
    ///
    /// # Errors
    /// This binary was built without it.
    pub fn export(self) -> Result<&'static dyn Export> {
        Ok(match self {
            Format::Csv => &super::csv::Csv,
            Format::Ics => &super::ics::Ics,
            Format::WebAnnotation => &super::web_annotation::WebAnnotation,
            Format::Plover => &super::plover::Plover,
            Format::Polecat => &super::polecat::Polecat,
            Format::Gexf => &super::gexf::Gexf,
            Format::Markdown => &super::markdown::Markdown,
            Format::Timelinejs => &super::timelinejs::TimelineJs,
            Format::Bibtex => &super::bibtex::Bibtex,
            Format::CslJson => &super::csl_json::CslJson,
            Format::JsonLd => &super::json_ld::JsonLd,
            Format::Ftm => &super::ftm::Ftm,
            Format::Brat => &super::brat::Brat,
            Format::Docx => &super::docx::Docx,
            #[cfg(feature = "parquet")]
            Format::Parquet => &super::parquet::Parquet,
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                let remedy = "build it with it: cargo install --locked --path crates/hiwar --features parquet; or export csv";
                return Err(crate::fault::Fault::new(
                    "",
                    "this hiwar was built without Parquet",
                    remedy,
                ));
            }
        })
    }
}
