//! The words of the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Inspections of suppliers without a network, and one signed PDF report.
///
/// Without a command the window opens.
#[derive(Debug, Parser)]
#[command(
    name = "fieldseal",
    version,
    about,
    after_help = "Exit codes: 0 fine, 1 the thing checked is bad, \
2 wrong use, 3 the operation failed; verify also 4, genuine but the signer is not known here."
)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The workspace folder [default: the platform's folder for local data]
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// A file whose first line is the passphrase of the signing key
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The language of messages and reports: en or zh-CN; reports also both
    #[arg(long, global = true, value_name = "CODE", value_parser = ["en", "zh-CN", "both"])]
    pub language: Option<String>,
    /// Print JSON for programs; shapes: assets/schemas
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run the whole main job on a built-in example: inspect, seal, export, verify
    Demo(DemoArguments),
    /// Say what a report is worth
    Verify(VerifyArguments),
    /// Take the record and the attachments out of a report
    Extract(ExtractArguments),
    /// Make a workspace with a person and a signing key
    Init(InitArguments),
    /// Checklists
    #[command(subcommand)]
    Checklist(ChecklistVerb),
    /// Suppliers and their sites
    #[command(subcommand)]
    Supplier(SupplierVerb),
    /// Photo files
    #[command(subcommand)]
    Photo(PhotoVerb),
    /// Inspections
    #[command(subcommand)]
    Inspection(Box<InspectionVerb>),
    /// Write a signed report
    Export(ExportArguments),
    /// Check a workspace: database, chain, checkpoints, photos, tables
    Check,
    /// Write the whole workspace into one file
    Backup(BackupArguments),
    /// Make a workspace from a backup
    Restore(RestoreArguments),
    /// Recover what is left of a damaged database; the damaged file is set aside, never deleted
    Recover,
}

#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Where to
    #[arg(default_value = "fieldseal-demo")]
    pub folder: PathBuf,
    /// Photos of one's own instead of the built-in ones
    #[arg(long, value_name = "FOLDER")]
    pub photos: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The report
    pub file: PathBuf,
    /// A certificate that is trusted (PEM); may be given several times
    #[arg(long, value_name = "CERT.pem")]
    pub trust: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ExtractArguments {
    /// The report
    pub file: PathBuf,
    /// The folder to write to
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct InitArguments {
    /// The name as it is signed
    #[arg(long)]
    pub name: String,
    /// The organisation
    #[arg(long)]
    pub organisation: String,
}

#[derive(Debug, Subcommand)]
pub enum ChecklistVerb {
    /// The checklists that can be used
    List,
    /// Every question of a checklist: its code and how it is answered
    Show {
        /// The checklist's identifier
        #[arg(default_value = "supplier-on-site-esg")]
        id: String,
    },
    /// Everything that is wrong with a checklist in a spreadsheet (XLSForm)
    Check {
        /// The spreadsheet (.xlsx, .xls), a CSV file or folder, or Markdown tables
        file: PathBuf,
    },
    /// Keep a checklist from a spreadsheet (XLSForm) in the workspace
    Import {
        /// The spreadsheet (.xlsx, .xls), a CSV file or folder, or Markdown tables
        file: PathBuf,
    },
    /// Write a checklist as a spreadsheet (XLSForm) that other tools read too
    Export {
        /// The checklist's identifier, or the beginning of its digest
        id: String,
        /// The spreadsheet to write (.xlsx); a file that is there is not overwritten
        file: PathBuf,
    },
    /// Fill in a checklist from a spreadsheet by a script, without saving anything
    Try {
        /// The spreadsheet (.xlsx, .xls), a CSV file or folder, or Markdown tables
        file: PathBuf,
        /// The actions: a JSON list of {"input": PATH, "value": …}, {"select": PATH, "value": …}, {"addRepeat": PATH}
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
    },
    /// Evaluate an expression of the checklist language over an XML document
    Eval {
        /// The expression
        #[arg(allow_hyphen_values = true)]
        expression: String,
        /// The document
        #[arg(long, value_name = "FILE")]
        xml: PathBuf,
        /// The path to the node at which it is evaluated
        #[arg(long, value_name = "PATH", default_value = "/")]
        node: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum PhotoVerb {
    /// What files are and whether they would be taken in as photos: kind, size, orientation, time, place, digest, verdict
    Check {
        /// The files; of a folder all files in it and below
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum SupplierVerb {
    /// Add a supplier, with a site where one is given
    Add(SupplierAdd),
    /// The suppliers and their sites
    List {
        /// Only those that contain this
        #[arg(default_value = "")]
        search: String,
    },
    /// Add a site to a supplier
    AddSite(SiteAdd),
}

#[derive(Debug, Args)]
pub struct SupplierAdd {
    /// The legal name
    #[arg(long)]
    pub name: String,
    /// The name in the other script
    #[arg(long, default_value = "")]
    pub name_local: String,
    /// ISO 3166-1 code of the country, such as CN
    #[arg(long)]
    pub country: String,
    /// The registration number; in China the unified social credit code
    #[arg(long)]
    pub registration: String,
    /// It is one's own organisation
    #[arg(long)]
    pub own: bool,
    /// Who to talk to
    #[arg(long, default_value = "")]
    pub contact: String,
    /// The name of a first site
    #[arg(long, requires = "address")]
    pub site: Option<String>,
    /// The address of the first site
    #[arg(long, requires = "site")]
    pub address: Option<String>,
}

#[derive(Debug, Args)]
pub struct SiteAdd {
    /// The supplier's identifier
    #[arg(long)]
    pub supplier: String,
    /// The name by which people know the site
    #[arg(long)]
    pub name: String,
    /// The full postal address
    #[arg(long)]
    pub address: String,
    /// ISO 3166-1 code of the country
    #[arg(long)]
    pub country: String,
    /// Indigenous peoples live on or use the land
    #[arg(long)]
    pub indigenous: bool,
}

#[derive(Debug, Subcommand)]
pub enum InspectionVerb {
    /// Plan an inspection
    New(InspectionNew),
    /// The inspections
    List {
        /// Only those that contain this
        #[arg(default_value = "")]
        search: String,
    },
    /// One inspection: progress, score, findings, what blocks sealing
    Show {
        /// The inspection's identifier
        inspection: String,
    },
    /// Give answers: one, a JSON file of many, or a stream on standard input
    Answer(AnswerArguments),
    /// Take photos in
    Photo(PhotoArguments),
    /// Record team, scope and method, instruments, documents, good practices and limitations from a JSON file
    Facts(FileArguments),
    /// Raise or change a finding from a JSON file
    Finding(FileArguments),
    /// Ask the reviewer to make something milder of a critical finding; it stays critical
    Propose(ProposeArguments),
    /// Withdraw a finding that was entered by mistake, before the closing seal; the log keeps it
    Withdraw(WithdrawArguments),
    /// Write a note of the evidence tray
    Note(NoteArguments),
    /// Record the site's position on a finding
    Position(PositionArguments),
    /// Record a meeting from a JSON file
    Meeting(FileArguments),
    /// Record a signature or its refusal from a JSON file
    Sign(FileArguments),
    /// Record what the site does about a finding, from a JSON file
    Action(ActionArguments),
    /// Seal the closing, or the report
    Seal(SealArguments),
    /// Reopen the closing
    Reopen(ReasonArguments),
}

#[derive(Debug, Args)]
pub struct InspectionNew {
    /// The supplier's identifier
    #[arg(long)]
    pub supplier: String,
    /// The site's identifier
    #[arg(long)]
    pub site: String,
    /// The checklist's identifier
    #[arg(long, default_value = "supplier-on-site-esg")]
    pub checklist: String,
    /// Why
    #[arg(long = "type", value_enum, default_value_t = TypeWord::Initial)]
    pub inspection_type: TypeWord,
    /// The first day, YYYY-MM-DD
    #[arg(long)]
    pub from: chrono::NaiveDate,
    /// The last day, YYYY-MM-DD [default: the first]
    #[arg(long)]
    pub to: Option<chrono::NaiveDate>,
    /// A member of the team as NAME or NAME:FUNCTION, the lead auditor first; may be given several times
    #[arg(long)]
    pub team: Vec<String>,
    /// Purpose and scope
    #[arg(long, default_value = "")]
    pub scope: String,
}

/// The types of inspection as words.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TypeWord {
    Initial,
    Periodic,
    FollowUp,
    Unannounced,
}

#[derive(Debug, Args)]
pub struct AnswerArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The question: its code (ESG-HS-04), node name or path
    #[arg(required_unless_present_any = ["file", "stdin"])]
    pub question: Option<String>,
    /// The value; for several choices, codes with spaces between
    pub value: Option<String>,
    /// It does not apply, with the reason
    #[arg(long, value_name = "REASON", conflicts_with = "value")]
    pub not_applicable: Option<String>,
    /// It could not be verified, with the reason
    #[arg(long, value_name = "REASON", conflicts_with_all = ["value", "not_applicable"])]
    pub not_verified: Option<String>,
    /// The auditor's note; the note that is there stays without it
    #[arg(long)]
    pub note: Option<String>,
    /// Take the answer back, with its note
    #[arg(long, requires = "question", conflicts_with_all = ["value", "not_applicable", "not_verified", "note"])]
    pub clear: bool,
    /// A JSON file of many answers, one transaction
    #[arg(long, value_name = "ANSWERS.json", conflicts_with_all = ["question", "stdin"])]
    pub file: Option<PathBuf>,
    /// One JSON object a line on standard input, each acknowledged on standard output once it is durable
    #[arg(long, conflicts_with = "question")]
    pub stdin: bool,
}

#[derive(Debug, Args)]
pub struct PhotoArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The files; of a folder the pictures in it and below
    #[arg(required_unless_present_any = ["resume", "leave"])]
    pub files: Vec<PathBuf>,
    /// Take in what imports left out that were interrupted
    #[arg(long, conflicts_with = "files")]
    pub resume: bool,
    /// Leave what imports left out that were interrupted
    #[arg(long, conflicts_with_all = ["files", "resume"])]
    pub leave: bool,
    /// A question they show; may be given several times
    #[arg(long)]
    pub question: Vec<String>,
    /// A finding they show, by number or identifier; may be given several times
    #[arg(long)]
    pub finding: Vec<String>,
    /// The caption
    #[arg(long, default_value = "")]
    pub caption: String,
}

#[derive(Debug, Args)]
pub struct FileArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The JSON file; shapes: assets/schemas
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct NoteArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The text
    pub text: String,
    /// A question it belongs to; may be given several times
    #[arg(long)]
    pub question: Vec<String>,
}

#[derive(Debug, Args)]
pub struct PositionArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The finding, by number or identifier
    pub finding: String,
    /// The site disputes it, in these words; it agrees without
    #[arg(long, value_name = "WORDS")]
    pub disputed: Option<String>,
}

#[derive(Debug, Args)]
pub struct ProposeArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The finding, by number or identifier
    pub finding: String,
    /// What it should be
    #[arg(value_enum, required_unless_present = "take_back")]
    pub severity: Option<MilderWord>,
    /// Why
    #[arg(long, required_unless_present = "take_back")]
    pub reason: Option<String>,
    /// Take the proposal back
    #[arg(long, conflicts_with_all = ["severity", "reason"])]
    pub take_back: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MilderWord {
    Major,
    Minor,
    Opportunity,
}

#[derive(Debug, Args)]
pub struct WithdrawArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The finding, by number or identifier
    pub finding: String,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct ActionArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// The finding, by number or identifier
    pub finding: String,
    /// The JSON file
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct SealArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// Which seal
    #[arg(value_enum)]
    pub seal: SealWord,
}

/// The seals as words.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SealWord {
    /// Findings, dates and positions
    Closing,
    /// The whole inspection
    Report,
}

#[derive(Debug, Args)]
pub struct ReasonArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The inspection's identifier
    pub inspection: String,
    /// Which report
    #[arg(long = "type", value_name = "TYPE", value_enum, default_value_t = ReportWord::Inspection)]
    pub kind: ReportWord,
    /// Which copy [default: internal for the inspection report, site for what is left on site]
    #[arg(long, value_enum)]
    pub copy: Option<CopyWord>,
    /// The file to write [default: the exports folder of the workspace]
    #[arg(long, value_name = "FILE.pdf")]
    pub out: Option<PathBuf>,
}

/// The copies as words.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CopyWord {
    /// What the site may see
    Site,
    /// Everything
    Internal,
}

/// The reports as words.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ReportWord {
    /// The inspection report, after the report seal
    Inspection,
    /// Findings and plan left on site, after the closing seal
    ClosingPlan,
}

#[derive(Debug, Args)]
pub struct BackupArguments {
    /// The file to write
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// The backup
    pub file: PathBuf,
    /// The new workspace
    pub folder: PathBuf,
}
