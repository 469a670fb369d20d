"""Lists of people and words are joined as the language spoken does it, in English by commas."""

import pytest

from desk import Desk
from liaison.errors import ExitCode

REFUSED = [
    (("people", "edit", "曾李", "--post", "x"), ExitCode.CONFLICT, "#3）, 曾李（"),
    (("people", "edit", "覃淼", "--sector", "别的"), ExitCode.WRONG_USE, "乡贤, "),
    (("pair", "end", "覃淼", "--on", "today"), ExitCode.CONFLICT, "解海, 单小明"),
    (("log", "visit", "覃淼", "尉迟海"), ExitCode.WRONG_USE, "单小明, 解海"),
    (("log", "visit", "覃淼", "--trip", "外地"), ExitCode.NOT_FOUND, "上海走访, 北京走访"),
    (("settings", "set", "colour", "red"), ExitCode.WRONG_USE, "sectors, tiers"),
    (("due", "--format", "yaml"), ExitCode.WRONG_USE, "table, csv"),
    (("export", "x.csv", "--sheet", "别的"), ExitCode.WRONG_USE, "干部, 联系对象"),
]


@pytest.fixture
def crowded(desk: Desk) -> Desk:
    """The small office, with two trips, and somebody who is paired with two cadres and lives with another."""
    desk.do("pair", "add", "解海", "覃淼")
    for city in ("北京", "上海"):
        desk.do("trips", "add", f"{city}走访", "--city", city)
    desk.do("people", "households", "add", "覃淼", "尉迟海", "--label", "覃府")
    return desk


def test_refusals_name_several(crowded: Desk) -> None:
    for words, code, named in REFUSED:
        answer = crowded.run(*words, lang="en")
        assert answer.code == code, (words, answer)
        assert named in answer.err
        assert "、" not in answer.err


def test_several_who_took_part_stand_in_cards_lists_and_answers(crowded: Desk) -> None:
    told = crowded.run("log", "visit", "覃淼", "尉迟海", "--cadre", "单小明", "--cadre", "解海", lang="en")
    listed = crowded.run("contacts", "list", lang="en")
    card = crowded.run("people", "show", "覃淼", lang="en")
    assert "覃淼, 尉迟海" in told.out
    assert "单小明, 解海" in told.out
    assert "覃淼, 尉迟海" in listed.out
    assert "Household: 覃府 (尉迟海)" in card.out
    assert "单小明, 解海" in card.out
    assert "、" not in told.out + listed.out + card.out
