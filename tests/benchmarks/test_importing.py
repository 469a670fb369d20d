"""A roster of 100,000 rows and 25 columns taken into an empty store, beside python-calamine reading the file alone.

Two rosters: in one much stands again and again, as in lists of members; in the other nearly everybody has a name, unit,
address and numbers of their own, half of them left empty, as among people who moved away.

Left out of the normal run; `make bench` runs it. Each side runs in a process of its own, so that its memory can be
told: seconds by the clock after the imports, memory as the highest of the whole process. The sides take turns, and the
median of their ratios counts: on a shared machine a single turn may be off by a third.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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


_CHARACTERS = [chr(code) for code in range(0x5000, 0x5100)]
_AREAS = ["010", "021", "0571", "0573", "0574", "0577", "0755", "020", "028", "025", "0512", "0591"]
_DISTRICTS = ["浙江省杭州市西湖区", "上海市浦东新区", "广东省深圳市南山区", "江苏省苏州市吴中区"]


def make(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a roster."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("名册")
    page.write(0, 0, "2026年名册")
    page.write_row(1, 0, _HEADERS.split())
    for n, row in enumerate(rows):
        page.write_row(n + 2, 0, row)
    book.close()


def much_alike() -> Iterator[Sequence[object]]:
    """Rows of which most cells come again, the same in every run."""
    chance = Random(7)
    for n in range(ROWS):
        name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(["", chance.choice(_GIVEN)])
        born = f"{chance.randint(1940, 2000)}.{chance.randint(1, 12)}.{chance.randint(1, 28)}"
        home = f"浙江省嘉善县{chance.choice('东西南北')}{chance.choice('山塘海河')}镇{chance.choice('前后上下')}村"
        head = [n + 1, name, chance.choice(["先生", "女士"]), "男", "汉族", born, home, "群众", "知识界", "一般"]
        reach = [f"甲{n % 5000}公司董事长", 13800000000 + n, f"0573-8{n:07d}", f"u{n}@example.com", f"wx{n}"]
        place = [chance.choice(["", "美国", "杭州"]), f"浙江省杭州市西湖区文{n % 97}路{n % 300}号", 310000 + n % 100]
        rest = ["简体中文", f"3304001965{n:08d}", "良好", "本科", "联系中", "县侨联", f"备注{n % 1000}"]
        yield [*head, *reach, *place, *rest]


def all_different() -> Iterator[Sequence[object]]:
    """Rows of which most cells stand nowhere else, the same in every run."""
    chance = Random(8)

    def word(length: int) -> str:
        return "".join(chance.choices(_CHARACTERS, k=length))

    def often(share: float, cell: object) -> object:
        return cell if chance.random() < share else ""

    towns, villages = [f"{word(2)}镇" for _ in range(12)], [f"{word(2)}村" for _ in range(200)]
    units = [f"{word(3)}{chance.choice(('有限公司', '研究院', '大学', '商会'))}" for _ in range(60_000)]
    for n in range(ROWS):
        name = chance.choice(_SURNAMES) + word(chance.choice((1, 2, 2, 2)))
        born = f"{chance.randint(1940, 2000)}.{chance.randint(1, 12)}.{chance.randint(1, 28)}"
        home = f"浙江省嘉善县{chance.choice(towns)}{chance.choice(villages)}"
        head = [n + 1, name, chance.choice(["先生", "女士"]), "男", "汉族", born, home, "群众", "知识界", "一般"]
        unit = chance.choice(units) + chance.choice(("董事长", "总经理", "副教授", "会长", ""))
        mobile = 13_000_000_000 + chance.randrange(10**9)
        landline = f"{chance.choice(_AREAS)}-{chance.choice('2345678')}{chance.randrange(10**7):07d}"
        mail, wechat = f"u{chance.randrange(10**9)}@example.com", f"wx_{chance.randrange(10**8)}"
        reach = [unit, mobile, often(0.5, landline), often(0.5, mail), often(0.4, wechat)]
        street = f"{chance.choice(_DISTRICTS)}{word(2)}路{chance.randint(1, 999)}号{chance.randint(1, 30)}幢"
        place = [chance.choice(["", "美国", "杭州"]), often(0.8, street), often(0.6, chance.randint(200_000, 400_000))]
        note = often(0.2, f"{word(4)}{n}")
        rest = ["简体中文", f"3304001965{chance.randrange(10**8):08d}", "良好", "本科", "联系中", "县侨联", note]
        yield [*head, *reach, *place, *rest]


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
@pytest.mark.parametrize("rows", [much_alike, all_different])
def test_a_hundred_thousand_rows(tmp_path: Path, rows: Callable[[], Iterator[Sequence[object]]]) -> None:
    path = tmp_path / "roster.xlsx"
    make(path, rows())
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
