"""Workbooks made by hand, so that a test decides every byte of their markup."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

#: Styles of the cells by index: none, 0000, a day, a moment, a time of day, hours, 2 decimals.
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0000"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 164, 14, 22, 21, 165, 2))
    + "</cellXfs>"
)


def letters(column: int) -> str:
    """Return the letters of a column that counts from 1."""
    return letters((column - 1) // 26) + chr(65 + (column - 1) % 26) if column else ""


def text_cell(text: str) -> str:
    """Return what stands inside ``<c>`` for a text, after its attributes."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is>'


def cell(reference: str, value: object) -> str:
    """Return a cell: a text, a number, a boolean, or markup that begins with a blank or ``>``."""
    if isinstance(value, bool):
        inside = f' t="b"><v>{int(value)}</v>'
    elif isinstance(value, int | float):
        inside = f"><v>{value}</v>"
    elif isinstance(value, Markup):
        inside = value
    else:
        inside = text_cell(str(value))
    return f'<c r="{reference}"{inside}</c>'


class Markup(str):
    """What stands between ``<c r="A1"`` and ``</c>``."""

    __slots__ = ()


def rows_of(*rows: tuple[object, ...], first: int = 1) -> str:
    """Return the rows of a sheet; a cell that is None is left out."""
    said = []
    for number, row in enumerate(rows, first):
        cells = (
            cell(f"{letters(column)}{number}", value)
            for column, value in enumerate(row, 1)
            if value is not None
        )
        said.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(said)


def xlsx(
    *sheets: str,
    names: tuple[str, ...] = (),
    merged: tuple[str, ...] = (),
    prologue: str = "",
    hidden: tuple[int, ...] = (),
) -> bytes:
    """Return an XLSX workbook of these sheets, each given as its rows.

    Args:
        sheets: the rows.
        names: the sheets' names; S1, S2 ... by default.
        merged: merged ranges of every sheet, such as A1:B2.
        prologue: what stands before each sheet's markup.
        hidden: indexes of hidden sheets.
    """
    titles = names or tuple(f"S{index + 1}" for index in range(len(sheets)))
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f"{_HEAD}<styleSheet {_MAIN}>{STYLES}</styleSheet>",
    }
    relations = f'<Relationship Id="s" Type="{_RELATION}/styles" Target="styles.xml"/>'
    listed = ""
    for index, rows in enumerate(sheets):
        state = ' state="hidden"' if index in hidden else ""
        listed += (
            f'<sheet name={quoteattr(titles[index])} sheetId="{index + 1}" r:id="r{index}"{state}/>'
        )
        target = f"worksheets/sheet{index + 1}.xml"
        relations += f'<Relationship Id="r{index}" Type="{_RELATION}/worksheet" Target="{target}"/>'
        parts[f"xl/{target}"] = (
            f"{_HEAD}{prologue}<worksheet {_MAIN}><sheetData>{rows}</sheetData>"
            + (f"<mergeCells>{merges}</mergeCells>" if merges else "")
            + "</worksheet>"
        )
    parts["xl/workbook.xml"] = (
        f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">{relations}'
        "</Relationships>"
    )
    return zipped(parts)


def ods(rows: str, prologue: str = "") -> bytes:
    """Return an ODS workbook with one sheet S1, given as its markup."""
    names = " ".join(
        f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "manifest")
    )
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    return zipped(
        {
            "mimetype": _ODS_TYPE,
            "META-INF/manifest.xml": f"{_HEAD}<manifest:manifest {names}>{entry}</manifest:manifest>",
            "content.xml": f"{_HEAD}{prologue}<office:document-content {names} "
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="S1">'
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def size_of(value: object) -> str | None:
    """Return the name of a test's parameter: of bytes their number, for they may hold the time."""
    return f"{len(value)}-bytes" if isinstance(value, bytes) else None


def zipped(parts: dict[str, str | bytes] | dict[str, str]) -> bytes:
    """Return a zip file of these parts."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
