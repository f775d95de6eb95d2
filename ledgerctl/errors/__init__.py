"""Every error a person may see: a class that owns its code, sentence, hint and exit status.

    LedgerError
    ├── UsageProblem        exit 2   the command or a value is wrong
    ├── NotFound            exit 3   the thing named does not exist
    ├── RuleError           exit 4   a rule of the house refuses
    ├── Conflict            exit 5   it clashes with what is recorded
    ├── Damaged             exit 6   the ledger is not what it should be
    ├── Busy                exit 7   somebody else holds the ledger
    └── StorageFailure      exit 8   disk or input/output; safe to retry

The families stand in ``base``, the errors in the module of their subject; each is imported from there, so that
a start loads no more of them than it needs.

Sentences are English message ids; the edge translates them and fills in the values.
A value is shown only through ``visible()`` at the edge; personal data is never a value.
"""
