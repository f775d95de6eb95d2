from __future__ import annotations

from ledgerctl.domain.complainants.masking import masked_part


def test_each_text_is_masked_by_the_kind_of_its_field() -> None:
    sealed = {
        "complainant": "张三",
        "new.phone": "13800008000",
        "reason": "号码13800008000",
        "extra": {"列": "13800008000"},
    }
    assert masked_part(sealed) == {
        "complainant": "张*",
        "new.phone": "138****8000",
        "reason": "号码138****8000",
        "extra": {"列": "138****8000"},
    }
