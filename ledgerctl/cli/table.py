"""The command table: every command, its module, who uses it, one line of help, one example."""

from __future__ import annotations

from typing import NamedTuple

from ledgerctl.errors import N_


class Entry(NamedTuple):
    """One command: the module with its ``command`` function, its group and its help."""

    module: str
    group: str
    help: str
    example: str


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
    "amend": Entry("amend", CLERK, N_("Correct a value; the old one stays in history"), "ledgerctl amend 2020-0007 channel hotline --reason …"),
    "show": Entry("show", CLERK, N_("Show one case with its story"), "ledgerctl show 2020-0007"),
    "list": Entry("list_", CLERK, N_("List cases"), "ledgerctl list --open --year 2020"),
    "report": Entry("report", SUPERVISOR, N_("The report of a year"), "ledgerctl report --year 2020"),
    "summarize": Entry("summarize", SUPERVISOR, N_("A cross table over coded fields"), "ledgerctl summarize --by business,channel"),
    "base": Entry("base", SUPERVISOR, N_("Customers and transactions of a year"), "ledgerctl base set 2020 --customers 78000"),
    "import": Entry("import_", DATA, N_("Import a register from a CSV file"), "ledgerctl import examples/dongqiao-2020.csv"),
    "undo": Entry("undo", CLERK, N_("Take a command or an import back"), "ledgerctl undo --reason …"),
    "codes": Entry("codes", DATA, N_("List the codes and fields there are"), "ledgerctl codes channel"),
    "init": Entry("init", TRUST, N_("Create a ledger"), "ledgerctl init --ledger b.db --branch NAME"),
    "verify": Entry("verify", TRUST, N_("Prove that nothing was altered"), "ledgerctl verify"),
    "config": Entry("config", TRUST, N_("Show or change settings"), "ledgerctl config set repeat_window 60 --reason …"),
    "demo": Entry("demo", TRUST, N_("A throw-away ledger with the example year"), "ledgerctl demo"),
}  # fmt: skip
