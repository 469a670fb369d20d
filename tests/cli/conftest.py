"""Desks to run commands on: without a store, with an empty one, with a small office."""

import shutil
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from desk import TODAY, Desk
from liaison.main import main

OFFICE = """
init
rules add 结对联系制度 --for 默认 --clause 每季度至少1次;走访、电话;结对干部
cadres add 单小明 --unit 县委统战部 --number G1
cadres add 解海 --unit 县工商联 --number G2
people add 覃淼 --number R1 --sector 乡贤 --town 澜港镇 --unit 县水产公司
people add 尉迟海 --number R2 --sector 侨界 --town 金沙镇 --unit 县一中
people add 曾李 --number R3 --town 澜港镇 --unit 县医院
people add 曾李 --number R4 --unit 县二中
pair add 单小明 覃淼 --from 2026-01-05
pair add 解海 尉迟海 --from 2026-10-09
"""
"""Two cadres, four representatives of whom two are paired, one rule for everybody."""


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An empty store, and one with the small office: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("office")
    empty, small = folder / "empty.db", folder / "small.db"
    first, *others = OFFICE.strip().splitlines()
    with redirect_stderr(StringIO()) as said:
        assert main(["--store", str(empty), "--lang", "zh", first]) == 0, said.getvalue()
        shutil.copy(empty, small)
        for line in others:
            words = ["--store", str(small), "--lang", "zh", "--today", TODAY, *line.split()]
            assert main(words) == 0, said.getvalue()
    return empty, small


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk without a store."""
    return Desk(tmp_path / "desk.db", capsys)


@pytest.fixture
def empty(bare: Desk, office_files: tuple[Path, Path]) -> Desk:
    """A desk with an empty store."""
    shutil.copy(office_files[0], bare.path)
    return bare


@pytest.fixture
def desk(bare: Desk, office_files: tuple[Path, Path]) -> Desk:
    """A desk with the small office."""
    shutil.copy(office_files[1], bare.path)
    return bare
