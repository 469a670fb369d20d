"""``liaison demo``: without a terminal the due list of the sample day; with one, the screen on a scratch store."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desk import Desk
from liaison import main as program
from liaison.exchange.sample import SAMPLE_DAY


def test_without_a_terminal_the_due_list_is_printed_and_nothing_is_left(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "LIAISON_LANG": "zh", "HOME": str(tmp_path)}
    words = [sys.executable, "-m", "liaison.main", "demo"]
    done = subprocess.run(
        words, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert f"以 {SAMPLE_DAY} 为“今天”" in done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("联系对象")
    assert len(lines) > 5
    assert list(tmp_path.glob("liaison-demo-*")) == []


def test_another_day_can_be_today(bare: Desk) -> None:
    answer = bare.run("demo", today="2026-03-01")
    assert answer.code == 0
    assert "以 2026-03-01 为“今天”" in answer.err
    assert not bare.path.exists()


def test_with_a_terminal_the_screen_opens_on_a_scratch_store(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, date | None, str, bool]] = []

    def launch(location: str, today: date | None, remark: str) -> int:
        seen.append((location, today, remark, Path(location).exists()))
        return 7

    monkeypatch.setattr(program, "launch", launch)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert bare.run("demo").code == 7
    location, today, remark, existed = seen[0]
    assert existed
    assert not Path(location).exists()
    assert today == SAMPLE_DAY
    assert remark == "样例（日期固定）"


def test_liaison_alone_opens_the_screen_on_the_usual_store(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def launch(location: str, today: date | None, remark: str) -> int:
        seen.append(f"{location} {today} {remark}".strip())
        return 0

    monkeypatch.setattr(program, "launch", launch)
    assert bare.run().code == 0
    assert seen == [f"{bare.path} 2026-11-20"]
