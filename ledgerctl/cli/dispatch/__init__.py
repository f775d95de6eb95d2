"""One command line 命令行: parsed, sent to its command, ended with an exit status; every error leaves here."""
