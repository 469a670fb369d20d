"""Setting pages with typst: in batches that keep memory small, joined to one file, with progress and a way to stop.

Text of users only ever reaches typst as data: the page templates are our own files, and what they read is JSON. The
folder that typst may read files from holds nothing but the pictures of the job.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pylopdf_fonts_ko
import pylopdf_fonts_th
import pylopdf_fonts_zh_cn
import typst
from pypdf import PdfReader, PdfWriter

from liaison.printing.errors import PrintError, PrintStoppedError
from liaison.printing.files import whole_file
from liaison.text.words import _

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many pieces are set, and how many there are."""
Stopped: TypeAlias = Callable[[], bool]
"""Asked between batches whether to stop."""

BATCH = 100
"""Pieces set at once: memory grows with this, and beyond some dozens speed does not."""
_BROUGHT = (pylopdf_fonts_zh_cn, pylopdf_fonts_ko, pylopdf_fonts_th)
_BATCH_CHARACTERS = 200_000
_COMPILATIONS_TO_FORGET = 5
"""typst keeps what the last ten compilations made; some of nothing let it go (458 MB became 214)."""


@dataclass(frozen=True)
class Batch:
    """What is set at once: the data of some pages, and how many pieces stand on them."""

    records: Sequence[Any]
    pieces: int


@dataclass(frozen=True)
class Sheets:
    """What is printed: the template, what all pages share, the pages' data in batches, the pictures by file name.

    ``total`` is the number of pieces.
    """

    template: str
    shared: Mapping[str, Any]
    batches: Iterable[Batch]
    total: int
    pictures: Mapping[str, bytes]


def in_batches(records: Iterable[Mapping[str, Any]]) -> Iterator[Batch]:
    """Records of one piece each, put together so that setting a batch takes well under a second."""
    batch: list[Mapping[str, Any]] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += sum(map(len, record.get("body", ())))
        if len(batch) == BATCH or characters >= _BATCH_CHARACTERS:
            yield Batch(batch, len(batch))
            batch, characters = [], 0
    if batch:
        yield Batch(batch, len(batch))


def print_pdf(target: Path, sheets: Sheets, progress: Progress | None = None, stopped: Stopped | None = None) -> int:
    """Set all pages and write them to one PDF file; returns how many pages there are.

    Nothing is left behind where this does not end well, and an older file stays as it was.

    Raises:
        NotFoundError: when the folder does not exist.
        PrintError: when the file cannot be written or a page cannot be set.
        PrintStoppedError: when ``stopped`` said so.
    """
    with whole_file(target) as partial, _setter(sheets) as set_pages, PdfWriter() as writer:
        done = 0
        for batch in sheets.batches:
            _heed(stopped)
            pdf = set_pages(batch.records, len(writer.pages))
            writer.append(PdfReader(BytesIO(pdf)), import_outline=False)
            done += batch.pieces
            if progress is not None and done < sheets.total:
                progress(done, sheets.total)
        _heed(stopped)
        with partial.open("wb") as file:
            writer.write(file)
        pages = len(writer.pages)
        _heed(stopped)
    if progress is not None:
        progress(sheets.total, sheets.total)
    return pages


def page_pictures(sheets: Sheets, ppi: float) -> tuple[bytes, ...]:
    """All pages as PNG pictures, for a look before printing.

    Raises:
        PrintError: when a page cannot be set.
    """
    pictures: list[bytes] = []
    with _setter(sheets, "png", ppi) as set_pages:
        for batch in sheets.batches:
            made = set_pages(batch.records, len(pictures))
            pictures.extend([made] if isinstance(made, bytes) else made)
    return tuple(pictures)


@contextmanager
def _setter(sheets: Sheets, kind: Literal["pdf", "png"] = "pdf", ppi: float | None = None) -> Iterator[Any]:
    """A function that sets pages from the data of a batch, given how many pages came before."""
    source = template_source(sheets.template)
    with tempfile.TemporaryDirectory(prefix="liaison-print-") as folder:
        for name, picture in sheets.pictures.items():
            (Path(folder) / name).write_bytes(picture)
        compiler = typst.Compiler(root=folder, font_paths=fonts(), ignore_system_fonts=True)
        nothing = typst.Compiler(root=folder, font_paths=fonts(), ignore_system_fonts=True)

        def set_pages(records: Sequence[Any], before: int) -> Any:
            data = json.dumps({**sheets.shared, "records": records, "before": before}, ensure_ascii=False)
            try:
                pages = compiler.compile(source, format=kind, ppi=ppi, sys_inputs={"data": data}, pdf_tags=False)
            except typst.TypstError as error:
                sentence = _("The pages could not be set: {detail}. Check the pictures and texts of the campaign.")
                raise PrintError(sentence.format(detail=error.message)) from error
            for _time in range(_COMPILATIONS_TO_FORGET):
                nothing.compile(b"", format="pdf")
            return pages

        yield set_pages


def template_source(name: str) -> bytes:
    """A template of this package, with what all templates share before it."""
    folder = files("liaison.printing") / "templates"
    return b"\n".join((folder / f"{each}.typ").read_bytes() for each in ("common", name))


@cache
def fonts() -> typst.Fonts:
    """The fonts that we bring and those built into typst; never those of the system, which differ from it to it."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font.serif_path().parent for font in _BROUGHT])


def _heed(stopped: Stopped | None) -> None:
    if stopped is not None and stopped():
        raise PrintStoppedError(_("The print was stopped. Nothing was written; print again from the start."))
