"""A table of figures is refused as such; what could be a register is refused for its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import FiguresOnly
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {
    "a regulator's table": "bank|count|share|rate\nA|1,234|12.5%|N/A\nB|(17)|−3.5%|0.2\n",
    "no headings": "credit,2019,3,2,67\nmortgage,2019,1,1,100\n",
    "titles above": "Complaints in 2020\n\nbank,count,share\nA,1,2\nB,3,4\n",
    "a period in words": "firm,period,opened,closed\nA,2023-07-01 to 2023-12-31,5,4\n",
}
TOLD = "等候过久，无人解释原因。" * 3
OTHERS = {
    "words": "a,b,c\nx,y,z\n",
    "a day": "number,day,amount\n1,2020-03-04,5\n2,2020/3/5 10:00:00,6\n",
    "a day without signs": "number,day,amount\n1,20200304,5\n",
    "what was told": f"no,told,class,subclass\n1,{TOLD},15,17\n2,{TOLD},15,16\n3,谢谢,15,17\n",
    "few numbers": "a,b,c,amount\nx,y,z,5\n",
    "a closed case": "no,closed,amount,count\n1,2020年3月4日,5,1\n",
}


def refusal(path: Path, text: str) -> LedgerError:
    path.write_text(text, "utf-8")
    with pytest.raises(LedgerError) as caught:
        open_source(str(path), profile=load_profile("register"))
    return caught.value


@pytest.mark.parametrize("text", FIGURES.values(), ids=FIGURES)
def test_figures_are_called_figures(tmp_path: Path, text: str) -> None:
    assert isinstance(refusal(tmp_path / "t.csv", text), FiguresOnly)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_tables_are_refused_for_what_they_lack(tmp_path: Path, text: str) -> None:
    found = refusal(tmp_path / "t.csv", text)
    assert isinstance(found, BadTable)
    # The headings of the first row, wherever others were looked for
    assert text.split(",", maxsplit=1)[0] in str(found.values["problem"])
