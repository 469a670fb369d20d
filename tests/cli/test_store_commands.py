"""The store itself on the command line: made, checked, brought up to date; a pipe that closes early."""

import sqlite3
import subprocess
import sys
from contextlib import closing

from desk import Desk
from liaison.errors import ExitCode


def test_init_makes_a_private_store(bare: Desk) -> None:
    answer = bare.do("init")
    assert str(bare.path) in answer.err
    assert bare.path.stat().st_mode & 0o077 == 0
    assert bare.do("people", "list", "--format", "json").json() == []


def test_check_is_content_with_what_commands_wrote(desk: Desk) -> None:
    answer = desk.do("check")
    assert (answer.out, "一切正常" in answer.err) == ("", True)
    assert desk.do("check", "--format", "json").json() == []


def test_check_names_each_difference(desk: Desk) -> None:
    desk.do("cadres", "edit", "解海", "--left-on", "2026-11-01", "--keep-pairings")
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("UPDATE pairing SET due_on = '2030-01-01' WHERE id = 1")
    answer = desk.run("check", "--format", "json")
    assert answer.code == ExitCode.FINDINGS
    assert {finding["kind"] for finding in answer.json()} == {"due", "left"}
    assert "共2处问题" in answer.err
    assert "单小明与覃淼：库中应联系日为 2030-01-01，按记录推算为 2026-03-31" in desk.run("check").out


def test_migrate_says_that_there_is_nothing_to_do(desk: Desk) -> None:
    assert "已是最新版本" in desk.do("migrate").err
    assert list(desk.path.parent.glob("*.copy-*")) == []


def test_a_reader_that_leaves_early_is_no_error(desk: Desk) -> None:
    words = [sys.executable, "-m", "liaison.main", "--store", str(desk.path), "cadres", "list", "--format", "json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
