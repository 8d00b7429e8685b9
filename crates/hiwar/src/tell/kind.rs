//! The lists that `hiwar show` knows, and how a table shows them.

use clap::ValueEnum;

/// A list of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Series of talks, with parties and framework
    Dialogue,
    /// Rounds of talks, gaps among them
    Rounds,
    /// All that is dated, in order
    Timeline,
    /// People across spellings, with their roles
    People,
    /// Who said what, and in which reports
    Statements,
    /// Numbers and what they count
    Figures,
    /// Happenings, counted once
    Events,
    /// Who undertook what, and what became of it
    Commitments,
    /// Where the reports disagree
    Conflicts,
    /// What ought to be there and is not
    Gaps,
    /// Reports that go back to one text
    Origins,
    /// The reports themselves
    Documents,
}

/// How a table shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// As it is; lists joined.
    Plain,
    /// Only how many.
    Count,
    /// `name (year)`, `role (of)`: the first value, the second in brackets.
    Named,
    /// The `value` of each, which disagree.
    Claims,
    /// The words of the first evidence.
    Words,
}

use Cell::{Claims, Count, Named, Plain, Words};

impl Kind {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Dialogue => "dialogue",
            Kind::Rounds => "rounds",
            Kind::Timeline => "timeline",
            Kind::People => "people",
            Kind::Statements => "statements",
            Kind::Figures => "figures",
            Kind::Events => "events",
            Kind::Commitments => "commitments",
            Kind::Conflicts => "conflicts",
            Kind::Gaps => "gaps",
            Kind::Origins => "origins",
            Kind::Documents => "documents",
        }
    }

    /// What to say where the list is empty.
    pub fn none(self) -> &'static str {
        match self {
            Kind::Dialogue => "no series of talks is named in its reports; `hiwar show documents` lists them",
            Kind::Rounds => {
                "no rounds of talks are named in its reports; `hiwar show dialogue` lists the talks"
            }
            Kind::Timeline => "nothing in its reports is dated; `hiwar show documents` lists their dates",
            Kind::People => "no people are named in its reports",
            Kind::Statements => "nobody is quoted in its reports",
            Kind::Figures => "its reports give no numbers",
            Kind::Events => "its reports tell of no events",
            Kind::Commitments => "nobody undertakes anything in its reports",
            Kind::Conflicts => "its reports do not disagree on anything that Hiwar compares",
            Kind::Gaps => "nothing is known to be missing",
            Kind::Origins => "none of its reports goes back to another",
            Kind::Documents => "it holds no reports; add some with `hiwar build`",
        }
    }

    /// The columns of its table.
    pub fn columns(self) -> &'static [(&'static str, Cell)] {
        match self {
            Kind::Dialogue => &[
                ("name", Plain),
                ("parties", Plain),
                ("framework", Named),
                ("first", Plain),
                ("last", Plain),
                ("rounds", Plain),
                ("reports", Plain),
                ("origins", Plain),
            ],
            Kind::Rounds => &[
                ("dialogue", Plain),
                ("ordinal", Plain),
                ("status", Plain),
                ("date", Plain),
                ("place", Plain),
                ("mode", Plain),
                ("final", Plain),
                ("delegations", Named),
                ("tracks", Plain),
            ],
            Kind::Timeline => &[
                ("date", Plain),
                ("type", Plain),
                ("status", Plain),
                ("summary", Plain),
            ],
            Kind::People => &[
                ("name", Plain),
                ("names", Plain),
                ("roles", Named),
                ("documents", Count),
                ("mentions", Plain),
            ],
            Kind::Statements => &[
                ("said", Plain),
                ("speaker", Plain),
                ("via", Plain),
                ("kind", Plain),
                ("content", Plain),
                ("reports", Count),
            ],
            Kind::Figures => &[
                ("value", Plain),
                ("upper", Plain),
                ("bound", Plain),
                ("unit", Plain),
                ("of", Plain),
                ("about", Plain),
                ("date", Plain),
                ("evidence", Words),
            ],
            Kind::Events => &[
                ("date", Plain),
                ("type", Plain),
                ("mode", Plain),
                ("status", Plain),
                ("actors", Plain),
                ("recipients", Plain),
                ("place", Plain),
                ("reports", Count),
                ("evidence", Words),
            ],
            Kind::Commitments => &[
                ("due", Plain),
                ("status", Plain),
                ("made", Plain),
                ("by", Plain),
                ("to", Plain),
                ("action", Plain),
                ("force", Plain),
            ],
            Kind::Conflicts => &[
                ("subject", Plain),
                ("property", Plain),
                ("kind", Plain),
                ("claims", Claims),
            ],
            Kind::Gaps => &[("kind", Plain), ("what", Plain), ("between", Plain)],
            Kind::Origins => &[("first", Plain), ("credit", Plain), ("documents", Plain)],
            Kind::Documents => &[
                ("id", Plain),
                ("published", Plain),
                ("basis", Plain),
                ("outlet", Plain),
                ("title", Plain),
                ("origin", Plain),
            ],
        }
    }
}
