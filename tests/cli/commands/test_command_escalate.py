from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def test_one_rung_up(line: Line) -> None:
    number = line.add()
    outcome = line("escalate", number, "branch_head", "--to", "DQ-0100")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Escalated"
    assert "Level: First receiver → Branch head" in lines
    assert line("show", number, "--json").data["record"]["handler"] == "DQ-0100"


@pytest.mark.parametrize("level", ["superior", "上级机构"])
def test_only_the_superior_counts_as_escalated(line: Line, level: str) -> None:
    inside, outside = line.add(), line.add()
    line("escalate", inside, "网点负责人")
    data = line("escalate", outside, level, "--reason", "客户要求", "--json").data
    assert (data["action"], data["record"]["escalated"]) == ("complaint.escalated", 1)
    assert (data["details"]["from"], data["details"]["to"]) == ("first_receiver", "superior")
    assert line("report", "--json").data["escalated"] == 1


def test_dry_run(line: Line) -> None:
    number = line.add()
    before = line.content
    assert "Dry run" in line("escalate", number, "branch_head", "-n").err
    assert line.content == before


def test_refusals(line: Line) -> None:
    number = line.add("--complained", "DQ-0101")
    refused(line, "escalate", number, "president", code="E403", status=4)
    skipped = "网点负责人、营运主管、分管行长"
    assert skipped in line("escalate", number, "president", "--lang", "zh").err
    refused(line, "escalate", number, "boss", code="E201", status=2)
    refused(line, "escalate", number, "branch_head", "--to", "DQ-0101", code="E401", status=4)
    refused(line, "escalate", "2021-0002", "branch_head", code="E302", status=3)
    refused(line, "escalate", number, code="E102", status=2)
    line("escalate", number, "operations_supervisor", "--reason", "假期")
    outcome = refused(line, "escalate", number, "branch_head", code="E402", status=4)
    assert "Operations supervisor" in outcome.err
    line("resolve", number, "--finding", "upheld")
    refused(line, "escalate", number, "president", "--reason", "x", code="E404", status=4)
