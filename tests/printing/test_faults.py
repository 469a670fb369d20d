"""A print that is stopped or fails leaves nothing half done."""

import resource
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from liaison.errors import InvalidInputError, NotFoundError
from liaison.printing.errors import PrintError, PrintStoppedError
from liaison.printing.jobs import letter_preview, print_letters, print_list
from print_jobs import JOB, job_of


def test_progress_moves_and_ends_at_the_total(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    print_letters(job_of(250), tmp_path / "letters.pdf", progress=lambda done, total: told.append((done, total)))
    assert told == [(100, 250), (200, 250), (250, 250)]


def test_a_stopped_print_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "letters.pdf"
    target.write_bytes(b"older")
    stop = threading.Event()
    with pytest.raises(PrintStoppedError):
        print_letters(job_of(250), target, progress=lambda _done, _total: stop.set(), stopped=stop.is_set)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]


FULL = """
import pickle, resource, sys
from pathlib import Path
from liaison.printing.errors import PrintError
from liaison.printing.jobs import print_letters, print_list
job = pickle.loads(Path(sys.argv[1]).read_bytes())
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    {"letters": print_letters, "list": print_list}[sys.argv[2]](job, Path(sys.argv[3]))
except PrintError as error:
    print(error.sentence)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="files cannot be limited in size here")
@pytest.mark.parametrize(("what", "name"), [("letters", "out.pdf"), ("list", "out.xlsx"), ("list", "out.pdf")])
def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, what: str, name: str) -> None:
    import pickle

    folder = tmp_path / "out"
    folder.mkdir()
    given = tmp_path / "job"
    job = job_of(40)
    given.write_bytes(pickle.dumps(replace(job, sender=replace(job.sender, signature=""))))
    run = subprocess.run(
        [sys.executable, "-c", FULL, given, what, folder / name], check=True, capture_output=True, text=True
    )
    assert run.stdout == f"The disk is full: {folder / name} was not written. Make room, or print to another disk.\n"
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_or_a_wrong_ending_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no folder"):
        print_letters(JOB, tmp_path / "away" / "letters.pdf")
    with pytest.raises(InvalidInputError, match=r"ends in \.pdf"):
        print_letters(JOB, tmp_path / "letters.doc")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(PrintError, match="not a file"):
        print_letters(JOB, tmp_path / "folder.pdf")


def test_a_picture_that_cannot_be_drawn_leaves_nothing(tmp_path: Path) -> None:
    job = replace(JOB, sender=replace(JOB.sender, signature="data:image/svg+xml,<svg"))
    with pytest.raises(PrintError, match="could not be set"):
        print_letters(job, tmp_path / "letters.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_cannot_draw_files_of_this_machine_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(letter_preview(job_of(1), ppi=20)[0])
    svg = (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
        f"<image href='{secret}' width='9' height='9'/></svg>"
    )
    job = replace(JOB, sender=replace(JOB.sender, signature=svg))
    out = tmp_path / "out"
    out.mkdir()
    with suppress(PrintError):
        print_letters(job, out / "letters.pdf")
    assert [page.images for path in out.iterdir() for page in PdfReader(path).pages if page.images] == []


def test_a_list_as_a_workbook_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    job = job_of(2, names=("=1+1",), place="http://example.org")
    report = print_list(job, tmp_path / "list.xlsx")
    assert (report.pages, report.pieces) == (0, 2)
    rows = CalamineWorkbook.from_path(tmp_path / "list.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][:4] == [1, "N00001", "=1+1", "http://example.org"]
    assert [row[0] for row in rows] == ["No.", 1, 2]
