"""The workbook in LibreOffice: it opens as it is, and its charts show what the tables say."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from desk import Desk

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here; continuous integration has it")
def test_libreoffice_opens_the_workbook_and_draws_its_charts(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    reported.do("report", "visits", "--from", "2026-01-01", "--by", "cadre", "-o", str(path))
    profile = (tmp_path / "profile").as_uri()
    words = [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "ods", str(path)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    assert "repair" not in done.stderr.casefold()
    with zipfile.ZipFile(tmp_path / "visits.ods") as archive:
        drawn = [name for name in archive.namelist() if re.fullmatch(r"Object \d+/content\.xml", name)]
        charts = [archive.read(name).decode() for name in drawn]
        content = archive.read("content.xml").decode()
    assert len(charts) == 3
    assert all('chart:class="chart:bar"' in chart for chart in charts)
    months = next(chart for chart in charts if "2026-09" in chart)
    assert "走访" in months
    assert content.count("<table:table ") > 6
    assert "table:database-range" in content
    assert "未记干部" in content
