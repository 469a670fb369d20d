"""A desk with a command line: commands run in-process, their output and the stored rows looked at."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liaison.errors import ExitCode
from liaison.main import main

TODAY = "2026-11-20"
TABLES = ("cadre", "representative", "address", "household", "pause", "pairing", "contact_rule", "clause", "visit")
MORE_TABLES = ("visit_cadre", "visit_representative", "follow_up", "trip", "trip_cadre", "channel_consent", "setting")


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A store and the commands on it; the day is Friday 20 November 2026, the language Chinese."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def run(self, *words: str, lang: str = "zh", today: str = TODAY) -> Answer:
        """Run a command."""
        self._capsys.readouterr()
        code = main(["--store", str(self.path), "--lang", lang, "--today", today, *words])
        out, err = self._capsys.readouterr()
        return Answer(int(code), out, err)

    def do(self, *words: str) -> Answer:
        """Run a command that must succeed."""
        answer = self.run(*words)
        assert answer.code == ExitCode.DONE, answer.err
        return answer

    def refused(self, *words: str, code: ExitCode) -> str:
        """Run a command that must be refused with a code and leave the store as it was; return its sentence."""
        before = self.contents()
        answer = self.run(*words)
        assert answer.code == code, answer
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert self.contents() == before
        return answer.err

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the store, past the program."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the store but the history."""
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY id") for table in (*TABLES, *MORE_TABLES)}
