from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import CLERK

from ledgerctl.application.learning import opportunities
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk


@pytest.mark.parametrize("texts", [{"need": "想分期"}, {"need": "想分期", "case": " "}])
def test_an_opportunity_is_heard_in_a_case(desk: Desk, texts: dict[str, str]) -> None:
    before = desk.store.head()
    with pytest.raises(EmptyValue) as refusal:
        opportunities.hear(desk, texts, CLERK)
    assert (refusal.value.values["field"], desk.store.head()) == ("case", before)
