"""The command table: every command, its module, who uses it, one line of help, one example."""

from __future__ import annotations

from typing import NamedTuple

from ledgerctl.errors.base import N_


class Entry(NamedTuple):
    """One command: the module with its ``command`` function, its group and its help."""

    module: str
    group: str
    help: str
    example: str


#: Commands of groups → one example each.
EXAMPLES = {
    "watch add": "ledgerctl watch add 2020-0007 --reason …",
    "watch list": "ledgerctl watch list --last 90d",
    "watch lift": "ledgerctl watch lift 2020-0007 --reason …",
    "watch tell": "ledgerctl watch tell 2020-0007 DQ-0312 --reason …",
    "suggest add": "ledgerctl suggest add … --kind process --case 2020-0007",
    "suggest forward": "ledgerctl suggest forward S2020-0001 --to …",
    "suggest answer": "ledgerctl suggest answer S2020-0001 … --adoption adopted",
    "suggest list": "ledgerctl suggest list --year 2020",
    "suggest show": "ledgerctl suggest show S2020-0001",
    "improve add": "ledgerctl improve add … --cases 2020-0007,2020-0009",
    "improve link": "ledgerctl improve link I2020-0001 2020-0012",
    "improve measure": "ledgerctl improve measure I2020-0001 … --owner DQ-0312 --due 2020-09-30",
    "improve done": "ledgerctl improve done I2020-0001 1 --evidence …",
    "improve verify": "ledgerctl improve verify I2020-0001",
    "improve list": "ledgerctl improve list --year 2020",
    "improve show": "ledgerctl improve show I2020-0001",
    "opportunity add": "ledgerctl opportunity add 2020-0007 …",
    "opportunity offer": "ledgerctl opportunity offer O2020-0001 …",
    "opportunity conclude": "ledgerctl opportunity conclude O2020-0001 … --outcome accepted",
    "opportunity list": "ledgerctl opportunity list --year 2020",
    "opportunity show": "ledgerctl opportunity show O2020-0001",
    "base set": "ledgerctl base set 2020 --customers 78000 --transactions 57000",
    "base list": "ledgerctl base list 2020",
    "policy list": "ledgerctl policy list",
    "policy show": "ledgerctl policy show uk.disp.final",
    "policy adopt": "ledgerctl policy adopt au --reason …",
    "policy retire": "ledgerctl policy retire uk.disp.final --reason …",
    "imports list": "ledgerctl imports list",
    "imports show": "ledgerctl imports show import-20210105T020000",
    "profile list": "ledgerctl profile list",
    "profile show": "ledgerctl profile show cfpb",
    "profile init": "ledgerctl profile init register.csv --to mine.toml",
    "profile check": "ledgerctl profile check mine.toml register.csv",
    "config show": "ledgerctl config show",
    "config set": "ledgerctl config set repeat_window 60 --reason …",
    "config views": "ledgerctl config views",
}

CLERK = N_("For the clerk")
SUPERVISOR = N_("For the supervisor")
DATA = N_("Data in and out")
TRUST = N_("Trust and set-up")

COMMANDS: dict[str, Entry] = {
    "add": Entry("add", CLERK, N_("Record a complaint"), "ledgerctl add --channel counter --summary …"),
    "note": Entry("note", CLERK, N_("Write a progress note"), "ledgerctl note 2020-0007 …"),
    "assign": Entry("assign", CLERK, N_("Hand a case over"), "ledgerctl assign 2020-0007 DQ-0312"),
    "escalate": Entry("escalate", CLERK, N_("Send a case up the ladder"), "ledgerctl escalate 2020-0007 branch_head"),
    "resolve": Entry("resolve", CLERK, N_("Close a case with its outcome"), "ledgerctl resolve 2020-0007 --finding upheld --remedy apology"),
    "reopen": Entry("reopen", CLERK, N_("Take a closed case up again"), "ledgerctl reopen 2020-0007 --reason …"),
    "link": Entry("link", CLERK, N_("Say how two cases belong together"), "ledgerctl link 2020-0009 2020-0007 --as repeat"),
    "unlink": Entry("unlink", CLERK, N_("Take a link away"), "ledgerctl unlink 2020-0009 2020-0007 --reason …"),
    "attach": Entry("attach", CLERK, N_("Note where a file lies, with its hash"), "ledgerctl attach 2020-0007 recording.wav"),
    "followup": Entry("followup", CLERK, N_("Record a call-back or a relationship repair"), "ledgerctl followup 2020-0007 reached --score 5"),
    "watch": Entry("watch", CLERK, N_("Who complains repeatedly, and who knows of it"), "ledgerctl watch add 2020-0007 --reason …"),
    "due": Entry("due", CLERK, N_("What must be done, overdue first"), "ledgerctl due --handler DQ-0312"),
    "deadline": Entry("deadline", CLERK, N_("The deadlines of a case, step by step"), "ledgerctl deadline 2020-0007"),
    "extend": Entry("extend", CLERK, N_("Extend the handling period"), "ledgerctl extend 2020-0007 --approved-by … --reason …"),
    "pause": Entry("pause", CLERK, N_("Stop the clock for an external appraisal"), "ledgerctl pause 2020-0007 --told today --reason …"),
    "resume": Entry("resume", CLERK, N_("Let the clock run again"), "ledgerctl resume 2020-0007"),
    "notify": Entry("notify", CLERK, N_("Record the notice to the complainant"), "ledgerctl notify 2020-0007 --by phone --told facts,basis,remedies"),
    "withdraw": Entry("withdraw", CLERK, N_("The complainant takes the complaint back"), "ledgerctl withdraw 2020-0007 --reason …"),
    "decline": Entry("decline", CLERK, N_("Decline a complaint, with the cause"), "ledgerctl decline 2020-0007 --cause not_ours --reason …"),
    "amend": Entry("amend", CLERK, N_("Correct a value; the old one stays in history"), "ledgerctl amend 2020-0007 channel=hotline --reason …"),
    "show": Entry("show", CLERK, N_("Show one case with its story"), "ledgerctl show 2020-0007"),
    "list": Entry("list_", CLERK, N_("List cases"), "ledgerctl list --open --year 2020"),
    "report": Entry("report", SUPERVISOR, N_("The report of a year"), "ledgerctl report --year 2020"),
    "summarize": Entry("summarize", SUPERVISOR, N_("A cross table over coded fields"), "ledgerctl summarize --by business,channel"),
    "judge": Entry("judge", SUPERVISOR, N_("Judge a case: whose fault, who answers for it"), "ledgerctl judge 2020-0007 --responsibility at_fault --responsible DQ-0101"),
    "suggest": Entry("suggest", SUPERVISOR, N_("Suggestions: made, passed up, answered"), "ledgerctl suggest add --kind process …"),
    "improve": Entry("improve", SUPERVISOR, N_("Lessons, measures and whether they helped"), "ledgerctl improve add --cases 2020-0007 …"),
    "opportunity": Entry("opportunity", SUPERVISOR, N_("Needs heard in complaints, offers, outcomes"), "ledgerctl opportunity add 2020-0007 …"),
    "brief": Entry("brief", SUPERVISOR, N_("What the meeting must talk about, on one page"), "ledgerctl brief --month 2020-04"),
    "assess": Entry("assess", SUPERVISOR, N_("A year by person or department, without a ranking"), "ledgerctl assess --year 2020 --by person"),
    "base": Entry("base", SUPERVISOR, N_("Customers and transactions of a year"), "ledgerctl base set 2020 --customers 78000"),
    "policy": Entry("policy", SUPERVISOR, N_("The deadline policies that are followed"), "ledgerctl policy adopt au --reason …"),
    "import": Entry("import_", DATA, N_("Import a register from a file"), "ledgerctl import examples/dongqiao-2020.csv"),
    "imports": Entry("imports", DATA, N_("List the imports and what became of them"), "ledgerctl imports"),
    "profile": Entry("profile", DATA, N_("What the columns of other registers mean"), "ledgerctl profile init register.csv"),
    "undo": Entry("undo", CLERK, N_("Take a command or an import back"), "ledgerctl undo --reason …"),
    "export": Entry("export", DATA, N_("Write the register or the events to a file"), "ledgerctl export --to cases.xlsx --year 2020"),
    "browse": Entry("browse", DATA, N_("Look through a masked copy in the browser"), "ledgerctl browse --open"),
    "codes": Entry("codes", DATA, N_("List the codes and fields there are"), "ledgerctl codes channel"),
    "init": Entry("init", TRUST, N_("Create a ledger"), "ledgerctl init --ledger b.db --branch NAME"),
    "verify": Entry("verify", TRUST, N_("Prove that nothing was altered"), "ledgerctl verify"),
    "config": Entry("config", TRUST, N_("Show or change settings"), "ledgerctl config set repeat_window 60 --reason …"),
    "demo": Entry("demo", TRUST, N_("A throw-away ledger with the example year"), "ledgerctl demo"),
}  # fmt: skip
