"""The letters of the sample office, printed: everybody of a round is on paper once, in the order of the list."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from liaison.exchange.sample import SAMPLE_DAY, open_sample
from liaison.letters.job import campaign_job
from liaison.letters.pieces import PrintJob
from liaison.letters.queries import find_campaign
from liaison.main import create_office
from liaison.printing.jobs import print_envelopes, print_letters
from liaison.text.words import use_language


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> PrintJob:
    """What is printed of the round for Mid-Autumn, in three languages."""
    use_language("zh")
    store = open_sample(tmp_path_factory.mktemp("sample"), create_office)
    job = store.read(campaign_job, store.read(find_campaign, "2026年中秋节一封家书"), SAMPLE_DAY)
    store.close()
    assert len(job.texts) == 3
    assert [piece.position for piece in job.pieces] == sorted(piece.position for piece in job.pieces)
    return job


def joined(text: str) -> str:
    return "".join(text.split())


def pages_of(path: Path) -> list[str]:
    """The words of each page, as pdftotext reads them where there is one."""
    if shutil.which("pdftotext") is None:
        return [joined(page.extract_text()) for page in PdfReader(path).pages]
    read = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    return [joined(page) for page in read.split("\f")[:-1]]


def fonts_of(path: Path) -> list[Any]:
    """The descriptions of all fonts in a file."""
    resources: list[Any] = [page["/Resources"] for page in PdfReader(path).pages]
    fonts = {name: font.get_object() for each in resources for name, font in each.get("/Font", {}).items()}
    inner = [font.get("/DescendantFonts", [font])[0].get_object() for font in fonts.values()]
    return [font["/FontDescriptor"].get_object() for font in inner]


@pytest.mark.parametrize("printing", [print_letters, print_envelopes])
def test_everybody_stands_once_on_the_page_of_their_letter(job: PrintJob, tmp_path: Path, printing: Any) -> None:
    target = tmp_path / "printed.pdf"
    assert printing(job, target).pieces == len(job.pieces)
    pages = pages_of(target)
    assert len(pages) == len(job.pieces)
    for page, piece in zip(pages, job.pieces, strict=True):
        assert piece.code in page
        assert {name: page.count(joined(name)) for name in piece.names} == dict.fromkeys(piece.names, 1)
    descriptions = fonts_of(target)
    assert len(descriptions) > 1
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each) for each in descriptions)
