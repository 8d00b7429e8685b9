//! What may be asked of the language data.

use super::values::letters;
use clap::Subcommand;
use std::path::PathBuf;

/// Looking at the language data.
#[derive(Debug, Subcommand)]
pub enum Lang {
    /// Check every data file: each problem with file, line and remedy
    #[command(after_help = "\
Examples:
  hiwar lang check
  hiwar lang check --data .          the folders lang/ and world/ here
  hiwar lang check --table           how many entries and examples each list has")]
    Check {
        /// Print the word lists with their entries and examples, before the problems
        #[arg(long)]
        table: bool,
        /// Folder with lang/ and world/ instead of what the binary carries
        #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Begin a language: a folder lang/CODE/ with a grammar and a first word list to fill
    #[command(after_help = "\
Examples:
  hiwar lang new es --name español --letters a-ÿ --data .
  hiwar lang new fa --name فارسی --letters ؀-ۿ --data my-data/")]
    New {
        /// BCP 47 code of the language
        code: String,
        /// The language's name in itself
        #[arg(long)]
        name: String,
        /// The first and the last letter of its script, with a hyphen between
        #[arg(long, value_name = "A-Z", value_parser = letters)]
        letters: String,
        /// Folder with lang/, which is made where it is missing
        #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
        data: PathBuf,
    },
    /// Print which entries a word is a form of
    #[command(after_help = "\
Examples:
  hiwar lang forms الحوار")]
    Forms {
        /// The word, without what is glued to it (و، ب، ل)
        word: String,
        /// Folder with lang/ and world/ instead of what the binary carries
        #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
        data: Option<PathBuf>,
    },
}
