"""Small files of every kind, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

__all__ = ["epub", "odt", "pdf", "rtf", "word", "zipped"]


def pdf(pages: Sequence[Sequence[str]], *, info: str = "", password: str | None = None) -> bytes:
    """A PDF with the given lines on its pages (Latin-1); `password` encrypts it."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 40 800 Td {drawn} ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    data = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(data)}\n%%EOF\n"
    plain = data.encode("latin-1")
    if password is None:
        return plain
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[str], *, title: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file; the table, if any, stands after the first paragraph."""
    import datetime

    import docx

    document = docx.Document()
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text)
        if table and number == 0:
            grid = document.add_table(rows=0, cols=len(table[0]))
            for row in table:
                for cell, content in zip(grid.add_row().cells, row, strict=True):
                    cell.text = content
    document.core_properties.title = title
    document.core_properties.modified = datetime.datetime(2024, 11, 18, 9, 30)  # noqa: DTZ001 - Word's has no zone
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt(body: str, *, meta: str = "") -> bytes:
    """An OpenDocument text with the given elements in its body."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    dc = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        {
            "content.xml": f"<office:document-content{names}>{text}</office:document-content>",
            "meta.xml": f"<office:document-meta{names}{dc}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def rtf(body: str, *, info: str = "") -> bytes:
    """A Rich Text file with the given source as its body."""
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\info{info}}}\pard\f0 {body}}}".encode("cp1252")


def epub(chapters: Sequence[str], *, date: str = "") -> bytes:
    """An e-book with a document a chapter."""
    items = "".join(f'<item id="c{n}" href="text/c{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = f"<metadata {dc}><dc:title>Book</dc:title><dc:date>{date}</dc:date></metadata>"
    return zipped(
        {
            "META-INF/container.xml": '<container><rootfile full-path="OEBPS/book.opf"/></container>',
            "OEBPS/book.opf": f"<package>{head}<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OEBPS/text/c{n}.xhtml": f"<html><body>{text}</body></html>" for n, text in enumerate(chapters)},
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
