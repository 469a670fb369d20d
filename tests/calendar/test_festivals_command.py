"""``liaison festivals`` as its user sees it; it needs no store."""

import csv
import json
import subprocess
import sys
from io import StringIO

import pytest

from liaison.errors import ExitCode
from liaison.main import main

TODAY = "2026-11-22"


def test_without_a_year_the_next_six_come_with_the_days_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["festivals", "--today", TODAY, "--lang", "en", "--format", "json"]) == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert found[0] == {
        "festival": "spring",
        "name": "Spring Festival",
        "day": "2027-02-06",
        "weekday": "Sat",
        "lunar": "1st day of the 1st lunar month",
        "days_left": 76,
        "working_days_provisional": found[0]["working_days_provisional"],  # as far as the year 2027 is announced by now
    }
    assert len({one["festival"] for one in found}) == len(found) == 6


def test_a_year_is_listed_in_the_order_of_the_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["festivals", "2025", "--today", TODAY, "--lang", "zh", "--format", "csv"]) == ExitCode.DONE
    answer = capsys.readouterr()
    assert list(csv.reader(StringIO(answer.out))) == [
        ["节日", "日期", "星期", "农历", "还剩天数"],
        ["春节", "2025-01-29", "周三", "农历正月初一", ""],
        ["元宵节", "2025-02-12", "周三", "农历正月十五", ""],
        ["清明节", "2025-04-04", "周五", "农历三月初七", ""],
        ["端午节", "2025-05-31", "周六", "农历五月初五", ""],
        ["中秋节", "2025-10-06", "周一", "农历八月十五", ""],
        ["重阳节", "2025-10-29", "周三", "农历九月初九", ""],
    ]
    assert answer.err == ""


def test_a_year_that_is_not_announced_yet_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["festivals", "2050", "--today", TODAY, "--lang", "zh", "--format", "json"]) == ExitCode.DONE
    answer = capsys.readouterr()
    assert all(one["working_days_provisional"] for one in json.loads(answer.out))
    assert answer.err == "2050 年的调休安排尚未公布，该年的工作日为暂定。\n"


@pytest.mark.parametrize("year", ["1900", "2101", "99999"])
def test_a_year_beyond_the_table_is_wrong_use(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["festivals", year, "--today", TODAY, "--lang", "zh"]) == ExitCode.WRONG_USE
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.endswith(f"农历只有 1901 至 2100 年的资料，没有 {year} 年的。\n")


def test_knowing_a_festival_loads_no_public_holidays() -> None:
    asked = (
        "import sys, datetime; from liaison.calendar import birthdays, festivals, working_days; "
        "festivals.upcoming(datetime.date(2026, 11, 22)); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
