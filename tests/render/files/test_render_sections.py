from __future__ import annotations

from ledgerctl.render.files.sections import Section, chapters_of, parts_of
from ledgerctl.render.reports.pictures import Picture
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table

TABLE = Table("T", (Column("A"),), (("a",),), key="t")
PAIRS = KeyValues((("a", "b"),))


def test_headings_and_titled_tables_begin_sections() -> None:
    found = parts_of(
        Document(
            (
                Heading("Title", 1),
                Paragraph("lead"),
                TABLE,
                PAIRS,
                Heading("H", key="h"),
                TABLE,
                Heading("Books"),
                Paragraph("kept"),
                Paragraph("footer"),
            )
        )
    )
    assert (found.title, found.lead, found.footer) == ("Title", ("lead",), ("footer",))
    assert found.sections == (
        Section("t", "T", (TABLE, PAIRS)),
        Section("h", "H", (TABLE,)),
        Section("", "Books", (Paragraph("kept"),)),
    )


def test_a_document_may_have_no_title_and_begin_with_anything() -> None:
    assert parts_of(Document((PAIRS,))).sections == (Section("", "", (PAIRS,)),)
    assert parts_of(Document(())).sections == ()


def test_a_picture_brings_its_table_where_no_section_has_it() -> None:
    first, other = Section("t", "T", (TABLE,)), Section("u", "U", (PAIRS,))
    own = Table("Own", (Column("A"),), (), key="own")
    drawn = [
        Picture("own", "bars", "Own", "", (), table=own),
        Picture("u", "bars", "U", "", (), table=own),
    ]
    assert chapters_of([first, other], drawn) == [first, Section("own", "Own", (own,)), other]
