"""Ten thousand letters of one page each, beside typst alone setting the same pages from data that lies ready.

Left out of the normal run; `make bench` runs it. Each side runs in a process of its own, so that its memory can be
told: times from after the imports, memory as the highest of the whole process.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from liaison.people.fields import Language
from liaison.printing import engine
from liaison.printing.jobs import print_letters
from liaison.printing.letters import letter_sheets
from liaison.printing.options import PrintOptions
from liaison.printing.plain import Plain
from print_jobs import BODIES, job_of

pytestmark = pytest.mark.bench

LETTERS = 10_000
MOST_TIMES_TYPST = 3
MOST_MEGABYTES = 500


def ours(folder: Path) -> float:
    job = job_of(LETTERS, body=BODIES[Language.ZH_HANS])
    start = time.perf_counter()
    report = print_letters(job, folder / "letters.pdf")
    took = time.perf_counter() - start
    assert report.pages == LETTERS
    return took


def typst_alone(folder: Path) -> float:
    """The same pages, set from ready data in the same batches, each left in a file of its own."""
    sheets = letter_sheets(job_of(LETTERS, body=BODIES[Language.ZH_HANS]), PrintOptions(), Plain())
    for name, picture in sheets.pictures.items():
        (folder / name).write_bytes(picture)
    ready = [
        json.dumps({**sheets.shared, "records": batch.records, "before": 0}, ensure_ascii=False)
        for batch in sheets.batches
    ]
    source = engine.template_source(sheets.template)
    start = time.perf_counter()
    compiler = typst.Compiler(root=str(folder), font_paths=engine.fonts(), ignore_system_fonts=True)
    for number, data in enumerate(ready):
        pdf = compiler.compile(source, sys_inputs={"data": data}, format="pdf", pdf_tags=False)
        assert isinstance(pdf, bytes)
        (folder / f"{number:03}.pdf").write_bytes(pdf)
    took = time.perf_counter() - start
    assert sum(len(PdfReader(path).pages) for path in folder.glob("*.pdf")) == LETTERS
    return took


def measured(what: str, folder: Path) -> tuple[float, float]:
    """Seconds and megabytes of one of the above in a process of its own."""
    folder.mkdir()
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "helpers")]
    code = f"import sys; sys.path[:0] = {paths!r}; import test_printing; test_printing.tell({what!r}, {str(folder)!r})"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, run.stdout.split())
    return seconds, megabytes


def tell(what: str, folder: str) -> None:
    took = {"ours": ours, "typst_alone": typst_alone}[what](Path(folder))
    sys.stdout.write(f"{took} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")


@pytest.mark.timeout(600)
def test_ten_thousand_letters(tmp_path: Path) -> None:
    alone, alone_megabytes = measured("typst_alone", tmp_path / "alone")
    seconds, megabytes = measured("ours", tmp_path / "ours")
    told = f"{LETTERS} letters: {seconds:.1f} s, {megabytes:.0f} MB"
    beside = f"typst alone {alone:.1f} s, {alone_megabytes:.0f} MB; {seconds / alone:.2f} times"
    sys.stderr.write(f"\n{told}; {beside}\n")
    assert seconds / alone <= MOST_TIMES_TYPST
    assert megabytes < MOST_MEGABYTES
