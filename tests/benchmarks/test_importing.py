"""A roster of 100,000 rows and 25 columns taken into an empty store, beside python-calamine reading the file alone.

Left out of the normal run; `make bench` runs it. Each side runs in a process of its own, so that its memory can be
told: seconds by the clock after the imports, memory as the highest of the whole process. The sides take turns, and the
median of their ratios counts: on a shared machine a single turn may be off by a third.
"""

import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from liaison.exchange.apply import Wishes
from liaison.exchange.intake import receive, take_in
from liaison.main import create_office

pytestmark = pytest.mark.bench

ROWS = 100_000
TURNS = 5
MOST_TIMES_CALAMINE = 6
MOST_MEGABYTES = 800
_HEADERS = (
    "序号 姓名 称谓 性别 民族 出生年月 籍贯 政治面貌 界别 层级 单位及职务 手机号码 办公电话 邮箱 微信号 现居地 "
    "通讯地址 邮编 语言 身份证号 健康状况 学历 状态 推荐单位 备注"
)
_SURNAMES, _GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚"


def make(path: Path) -> None:
    """Write the roster, the same in every run."""
    chance = Random(7)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("名册")
    page.write(0, 0, "2026年名册")
    page.write_row(1, 0, _HEADERS.split())
    for n in range(ROWS):
        name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(["", chance.choice(_GIVEN)])
        born = f"{chance.randint(1940, 2000)}.{chance.randint(1, 12)}.{chance.randint(1, 28)}"
        home = f"浙江省嘉善县{chance.choice('东西南北')}{chance.choice('山塘海河')}镇{chance.choice('前后上下')}村"
        head = [n + 1, name, chance.choice(["先生", "女士"]), "男", "汉族", born, home, "群众", "知识界", "一般"]
        reach = [f"甲{n % 5000}公司董事长", 13800000000 + n, f"0573-8{n:07d}", f"u{n}@example.com", f"wx{n}"]
        place = [chance.choice(["", "美国", "杭州"]), f"浙江省杭州市西湖区文{n % 97}路{n % 300}号", 310000 + n % 100]
        rest = ["简体中文", f"3304001965{n:08d}", "良好", "本科", "联系中", "县侨联", f"备注{n % 1000}"]
        page.write_row(n + 2, 0, [*head, *reach, *place, *rest])
    book.close()


def ours(path: Path) -> float:
    store = create_office(str(path.with_name("bench.db")))
    start = time.perf_counter()
    outcome = take_in(store, receive(path, Wishes(date(2026, 11, 25))))
    took = time.perf_counter() - start
    assert sum(sum(counts.values()) for counts in outcome.plan.counts().values()) == ROWS
    return took


def calamine_alone(path: Path) -> float:
    start = time.perf_counter()
    with CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_index(0).to_python()
    took = time.perf_counter() - start
    assert len(rows) == ROWS + 2
    return took


def tell(what: str, path: str) -> None:
    took = {"ours": ours, "calamine_alone": calamine_alone}[what](Path(path))
    sys.stdout.write(f"{took} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")


def measured(what: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one of the above in a process of its own."""
    code = f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}]; import test_importing"
    call = f"; test_importing.tell({what!r}, {str(path)!r})"
    run = subprocess.run([sys.executable, "-c", code + call], check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, run.stdout.split())
    return seconds, megabytes


@pytest.mark.timeout(1800)
def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    make(path)
    ratios, megabytes = [], 0.0
    for turn in range(1, TURNS + 1):
        alone, alone_megabytes = measured("calamine_alone", path)
        seconds, ours_megabytes = measured("ours", path)
        ratios.append(seconds / alone)
        megabytes = max(megabytes, ours_megabytes)
        for left_over in tmp_path.glob("bench.db*"):
            left_over.unlink()
        told = f"turn {turn}: {ROWS} rows {seconds:.1f} s, {ours_megabytes:.0f} MB"
        sys.stderr.write(f"\n{told}; calamine alone {alone:.1f} s, {alone_megabytes:.0f} MB; {ratios[-1]:.1f} times")
    sys.stderr.write("\n")
    assert median(ratios) <= MOST_TIMES_CALAMINE
    assert megabytes < MOST_MEGABYTES
