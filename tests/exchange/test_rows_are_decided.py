"""Of a row that is probably somebody of the store it can be said that it is, that it is not, or nothing yet."""

import json
from pathlib import Path

import pytest

from liaison.errors import ExitCode
from liaison.exchange.apply import Wishes
from liaison.exchange.deciding import decisions
from liaison.exchange.intake import Outcome, guidance_of, preview, receive, take_in
from liaison.exchange.planned import Choice
from liaison.exchange.records import read_records
from liaison.main import main, open_office
from liaison.stewardship.duplicates import kept_apart_pairs
from liaison.store.store import Store
from workbooks import TODAY, write

HEADER = ["姓名", "工作单位", "联系电话", "邮箱"]


def given(store: Store, folder: Path, same: list[str], apart: list[str]) -> Outcome:
    """Two people are in the store; a roster with two who are probably they is taken in as was said."""
    first = [["李娜", "县第一中学", "13900139000", "ln@example.com"], ["张伟", "县人民医院", "13800138000", ""]]
    take_in(store, receive(write(folder / "a.xlsx", {"名册": [HEADER, *first]}), Wishes(TODAY)))
    second = [["李哪", "", "13900139000", ""], ["张玮", "县人民医院", "13800138000", ""]]
    path = write(folder / "b.xlsx", {"名册": [HEADER, *second]})
    plan = preview(store, receive(path, Wishes(TODAY)))
    wishes = Wishes(TODAY, decisions=decisions(plan, same, apart))
    return take_in(store, receive(path, wishes, None, guidance_of(store)))


def people(store: Store) -> list[tuple[str, str, str]]:
    return [(row["name"], row["unit"], row["email"]) for row in store.read(read_records).people.values()]


def test_nothing_said_takes_them_in_as_new(store: Store, tmp_path: Path) -> None:
    outcome = given(store, tmp_path, [], [])
    assert [planned.choice for planned in outcome.plan.alike()] == [Choice.LATER, Choice.LATER]
    assert [name for name, _unit, _email in people(store)] == ["李娜", "张伟", "李哪", "张玮"]
    assert store.read(kept_apart_pairs) == frozenset()


def test_the_same_is_changed_and_somebody_else_is_kept_apart(store: Store, tmp_path: Path) -> None:
    outcome = given(store, tmp_path, ["名册：2"], ["3"])
    assert [planned.choice for planned in outcome.plan.alike()] == [Choice.SAME, Choice.APART]
    assert people(store) == [
        ("李哪", "县第一中学", "ln@example.com"),
        ("张伟", "县人民医院", ""),
        ("张玮", "县人民医院", ""),
    ]
    held = {row["name"]: row["id"] for row in store.read(read_records).people.values()}
    assert store.read(kept_apart_pairs) == {(held["张伟"], held["张玮"])}


@pytest.mark.parametrize(("same", "apart"), [(["9"], []), (["x:2"], []), (["2"], ["all"]), ([], ["2", "名册:7"])])
def test_what_cannot_be_said_ends_in_a_sentence(
    store: Store, tmp_path: Path, same: list[str], apart: list[str]
) -> None:
    with pytest.raises(Exception, match=r"9|x:2|all|7"):
        given(store, tmp_path, same, apart)


def test_it_is_said_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    location = str(tmp_path / "x.db")
    first = write(tmp_path / "a.xlsx", {"名册": [HEADER, ["张伟", "县人民医院", "13800138000", ""]]})
    second = write(tmp_path / "b.xlsx", {"名册": [HEADER, ["张玮", "县人民医院", "13800138000", "zw@example.com"]]})
    assert main(["--store", location, "init"]) == ExitCode.DONE
    assert main(["--store", location, "import", str(first)]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["--store", location, "import", str(second), "--same", "2", "--format", "json"]) == ExitCode.DONE
    (alike,) = json.loads(capsys.readouterr().out)["probably_the_same"]
    assert (alike["decision"], alike["person"]["name"]) == ("same", "张伟")
    store = open_office(location)
    assert people(store) == [("张玮", "县人民医院", "zw@example.com")]
    store.close()
    assert main(["--store", location, "import", str(second), "--same", "2"]) == ExitCode.WRONG_USE
