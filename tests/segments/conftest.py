"""A desk with a small office whose people differ in all that a query can ask about."""

from pathlib import Path

import pytest

from desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Two cadres, five representatives at home and abroad, letters, calls and a trip; it is 20 November 2026."""
    made = Desk(tmp_path / "desk.db", capsys)
    made.do("init")
    made.do("cadres", "add", "单小明", "--unit", "县委统战部", "--number", "G1")
    made.do("cadres", "add", "解海", "--unit", "县工商联")
    add = ("people", "add")
    made.do(*add, "覃淼", "--sector", "乡贤", "--tier", "重点", "--town", "澜港镇", "--phone", "13800138000")
    abroad = ("--country", "CA", "--city", "Vancouver", "--lines", "1 Main St")
    made.do(*add, "Lim Wei Jie", "--sector", "乡贤", "--tier", "一般", "--town", "金沙", "--language", "en", *abroad)
    made.do(*add, "尉迟海", "--sector", "侨界", "--country", "SG", "--lines", "Bukit Timah Road 8")
    made.do(*add, "曾李", "--sector", "乡贤", "--region", "上海市", "--lines", "中山路1号", "--email", "z@example.cn")
    made.do(*add, "李娜", "--sector", "知识界", "--city", "上海市", "--wechat", "lina")
    made.do("people", "archive", "李娜")
    made.do("pair", "add", "单小明", "覃淼", "--from", "2026-01-05")
    made.do("pair", "add", "解海", "尉迟海", "--from", "2026-01-05")
    made.do("pair", "add", "单小明", "曾李", "--from", "2025-01-05")
    made.do("pair", "end", "单小明", "曾李", "--on", "2026-02-01")
    made.do("log", "letter", "覃淼", "--on", "2026-01-20")
    made.do("log", "call", "覃淼", "--on", "2026-11-10", "--cadre", "单小明")
    made.do("log", "letter", "Lim Wei Jie", "--on", "2025-09-20")
    made.do("trips", "add", "赴沪走访", "--city", "上海")
    return made
