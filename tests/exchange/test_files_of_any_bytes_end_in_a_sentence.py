"""Whatever lies in a file, taking it in by way of trial ends soon, in a sentence or in rows, and never in a fault."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

import pytest
import xlsxwriter
import xlwt

from liaison.main import main

SECONDS = 5.0  # each takes a fraction of a second; what looks at every pair of characters takes far longer
ENDED_WELL = {0, 1, 2}

CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nTEL:13800138000\nEND:VCARD\n" * 5
LONG_CELLS = [
    "(" * 30_000,
    "副" * 30_000,
    "张 " * 15_000,
    "1-" * 15_000,
    "北京" * 15_000,
    "先生" * 15_000,
    "１" * 30_000,
]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_STORE", str(tmp_path / "office.db"))
    assert main(["init"]) == 0


def ends_well(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    begun = process_time()
    code = main(["import", str(path), "--dry-run"])
    said = capfd.readouterr().err
    assert (code in ENDED_WELL, "Traceback" in said, "panicked" in said) == (True, False, False), path.name
    assert said.strip()
    assert process_time() - begun < SECONDS, path.name


def changed(whole: bytes, chance: Random) -> Iterator[bytes]:
    """A file cut short, and one with some of its bytes changed."""
    yield whole[: chance.randrange(1, len(whole))]
    flipped = bytearray(whole)
    for _flip in range(15):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    yield bytes(flipped)


def new_book(path: Path) -> bytes:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("名册").write_column(0, 0, ["姓名", "张伟"])
    return path.read_bytes()


def old_book(path: Path) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("名册")
    page.write(0, 0, "姓名")
    page.write(1, 0, "张伟")
    book.save(str(path))
    return path.read_bytes()


def test_broken_files_and_files_under_a_wrong_name(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = Random(5)
    text = "姓名,手机\n张伟,13800138000\n".encode()
    wholes = [new_book(tmp_path / "a.xlsx"), old_book(tmp_path / "b.xls"), text, CARDS.encode()]
    odd = [b"", b"\0" * 50_000, b"\xff" * 50_000, chance.randbytes(3000)]
    for ending in ("xlsx", "xls", "csv", "tsv", "vcf"):
        contents = [*odd, *wholes, *(part for whole in wholes for part in changed(whole, chance))]
        for content in contents:
            path = tmp_path / f"x.{ending}"
            path.write_bytes(content)
            ends_well(path, capfd)


@pytest.mark.parametrize("cell", LONG_CELLS, ids=lambda cell: cell[:2])
def test_cells_that_no_office_writes(tmp_path: Path, capfd: pytest.CaptureFixture[str], cell: str) -> None:
    path = tmp_path / "x.csv"
    headers = "姓名,单位及职务,手机,地址,出生年月,籍贯"
    path.write_text(f"{headers}\n{','.join([cell] * 6)}\n张伟,{','.join([cell] * 5)}\n", encoding="utf-8")
    ends_well(path, capfd)


@pytest.mark.parametrize(
    "card",
    [
        "BEGIN:VCARD\n" * 20_000,
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{'a' * 1_000_000}\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:a\n" + " a\n" * 100_000 + "END:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:a\n" + "TEL:1\n" * 50_000 + "END:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:a\nPHOTO;ENCODING=b:" + "QUJD" * 500_000 + "\nEND:VCARD\n",
    ],
    ids=["begun", "name", "folded", "numbers", "picture"],
)
def test_cards_that_no_telephone_writes(tmp_path: Path, capfd: pytest.CaptureFixture[str], card: str) -> None:
    path = tmp_path / "x.vcf"
    path.write_text(card, encoding="utf-8")
    ends_well(path, capfd)
