"""Letters as printed: names once and in order, text literal, pages of their own, all fonts inside the file."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from liaison.errors import InvalidInputError
from liaison.letters.fields import LetterChannel
from liaison.letters.pieces import PrintJob
from liaison.people.fields import Language
from liaison.printing.jobs import letter_preview, print_envelopes, print_labels, print_letters
from liaison.printing.options import Grouping, Paper, PrintOptions
from print_jobs import JOB, job_of


def texts_of(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def joined(text: str) -> str:
    return "".join(text.split())


def positions(text: str, job: PrintJob) -> list[int]:
    """Where each piece's names stand in a text, each found exactly once."""
    names = [joined(name) for piece in job.pieces for name in piece.names]
    assert [name for name in names if text.count(name) != 1] == []
    return [text.index(name) for name in names]


needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is missing")
needs_pdffonts = pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts (poppler-utils) is missing")


@pytest.mark.parametrize("paper", list(Paper))
def test_each_name_stands_once_and_in_order(tmp_path: Path, paper: Paper) -> None:
    job = job_of(230)
    target = tmp_path / "letters.pdf"
    report = print_letters(job, target, PrintOptions(paper=paper))
    assert (report.pages, report.pieces) == (230, 230)
    found = positions(joined("".join(texts_of(target))), job)
    assert found == sorted(found)


@needs_pdftotext
def test_pdftotext_finds_names_of_couples_that_fill_lines(tmp_path: Path) -> None:
    names = tuple(f"欧阳{chr(0x5F20 + index)}{chr(0x660E + index)}" for index in range(9))
    salutation = "尊敬的" + "、".join(f"{name}先生" for name in names) + "："
    job = job_of(2)
    first = replace(job.pieces[0], names=names, salutation=salutation)
    job = replace(job, pieces=(first, job.pieces[1]))
    target = tmp_path / "letters.pdf"
    print_letters(job, target)
    lines = subprocess.run(["pdftotext", "-layout", target, "-"], check=True, capture_output=True, text=True).stdout
    found = positions(lines, job)
    assert found == sorted(found)


@needs_pdffonts
def test_all_fonts_are_inside_the_file(tmp_path: Path) -> None:
    for print_job, name in (
        (print_letters, "letters.pdf"),
        (print_envelopes, "envelopes.pdf"),
        (print_labels, "l.pdf"),
    ):
        print_job(JOB, tmp_path / name)
        listed = subprocess.run(["pdffonts", tmp_path / name], check=True, capture_output=True, text=True).stdout
        fonts = [line.split() for line in listed.splitlines()[2:]]
        assert fonts
        assert {font[-5] for font in fonts} == {"yes"}  # the column "emb"


def test_text_is_literal(tmp_path: Path) -> None:
    literal = r'#strong[x] [red]x[/] $x^2$ *b* _i_ `c` \ ~ <a> @b // c /* d */ = e {姓名} "q" #read("/etc/passwd")'
    job = job_of(1, body=literal, salutation="#panic()：", addressee=("#panic()",), address_lines=("= $a$", "#panic()"))
    print_letters(job, tmp_path / "letters.pdf")
    assert joined(literal) in joined(texts_of(tmp_path / "letters.pdf")[0])
    print_labels(job, tmp_path / "labels.pdf")
    assert "=$a$#panic()" in joined(texts_of(tmp_path / "labels.pdf")[0])


def test_a_long_paragraph_goes_on_over_pages_and_each_piece_counts_its_own(tmp_path: Path) -> None:
    long = job_of(1, body="家乡的路修好了，" * 300).pieces[0]
    job = job_of(2)
    job = replace(job, pieces=(long, job.pieces[1]))
    report = print_letters(job, tmp_path / "letters.pdf")
    pages = texts_of(tmp_path / "letters.pdf")
    assert len(pages) == report.pages == 5
    assert "".join(pages).count("家乡的路") == pytest.approx(300, abs=30)  # the rest is parted over lines
    assert [f"{number} / 4" in pages[number - 1] for number in (1, 2, 3, 4)] == [True] * 4
    assert " / " not in pages[4]


def test_what_goes_as_a_message_is_not_printed(tmp_path: Path) -> None:
    pieces = tuple(replace(piece, channel=LetterChannel.MESSAGE) for piece in JOB.pieces[:3])
    report = print_letters(replace(JOB, pieces=(*pieces, JOB.pieces[3])), tmp_path / "letters.pdf")
    assert (report.pages, report.pieces) == (1, 1)
    with pytest.raises(InvalidInputError, match="nothing to print"):
        print_letters(replace(JOB, pieces=pieces), tmp_path / "none.pdf")
    with pytest.raises(InvalidInputError, match="nothing to print"):
        print_letters(replace(JOB, pieces=()), tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_letters_envelopes_and_labels_come_in_one_order(tmp_path: Path) -> None:
    post = [replace(piece, channel=LetterChannel.POST) for piece in JOB.pieces]
    far_first = replace(
        JOB, pieces=(post[2], post[1], replace(post[3], country="CN", address_lines=("x", "y")), post[0])
    )
    options = PrintOptions(group=Grouping.COUNTRY)
    codes = ["A2B3C4", "K7M3Q9", "P4R8T2", "W6X3Y7"]
    for print_job, name in (
        (print_letters, "letters.pdf"),
        (print_envelopes, "envelopes.pdf"),
        (print_labels, "l.pdf"),
    ):
        print_job(far_first, tmp_path / name, options)
        text = "".join(texts_of(tmp_path / name))
        assert sorted(codes, key=text.index) == codes, name


@pytest.mark.parametrize(
    "signature",
    ["data:text/plain,hello", "data:image/png;base64,AAAA", "data:image/png;base64,§", "http://x/y.png", "scribble"],
)
def test_a_signature_that_is_no_picture_is_named(tmp_path: Path, signature: str) -> None:
    job = replace(JOB, sender=replace(JOB.sender, signature=signature))
    with pytest.raises(InvalidInputError, match="neither SVG nor PNG"):
        print_letters(job, tmp_path / "letters.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_preview_shows_every_page_even_with_a_character_that_no_font_has() -> None:
    pages = letter_preview(job_of(1, body="𠮷" + "家乡的路修好了，" * 120), ppi=40)
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_an_english_letter_says_the_date_first_and_has_no_chinese_marks(tmp_path: Path) -> None:
    english = tuple(piece for piece in JOB.pieces if piece.language is Language.EN)
    print_letters(replace(JOB, pieces=english), tmp_path / "letters.pdf")
    text = texts_of(tmp_path / "letters.pdf")[0]
    order = ["18 January 2027", "Dear Ms. Żak", "Yours sincerely,", "Shen Haiming"]
    assert sorted(order, key=text.index) == order
    assert "：" not in text
