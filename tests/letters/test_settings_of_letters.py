"""The settings of letters: typed in any way, refused where they make no sense, carried by the office workbook."""

from pathlib import Path

import pytest

from desk import Desk
from liaison.calendar.festivals import Festival
from liaison.errors import InvalidInputError
from liaison.letters.fields import Zone
from liaison.letters.settings import letter_settings
from liaison.store.settings import (
    HOME_REGION,
    LETTER_FESTIVALS,
    POST_DAYS_ASIA,
    PRINT_OPTIONS,
    all_settings,
    change_setting,
    parse_setting,
)
from liaison.store.store import Store

CHOSEN = {
    "letter_festivals": ["清明节", "Mid-Autumn Festival"],
    "home_region": ["浙江省"],
    "home_district": ["临溪县"],
    "post_days_world": ["45"],
    "print_options": ["paper=a5", "dx=1.5"],
}


def test_festivals_are_understood_in_both_languages_and_kept_in_the_order_of_the_year() -> None:
    typed = parse_setting(LETTER_FESTIVALS, ["中秋节，春节", "qingming"])
    assert typed == [Festival.SPRING, Festival.QINGMING, Festival.MID_AUTUMN]
    assert parse_setting(LETTER_FESTIVALS, [""]) == []
    with pytest.raises(InvalidInputError) as refused:
        parse_setting(LETTER_FESTIVALS, ["元旦"])
    assert refused.value.field == LETTER_FESTIVALS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (LETTER_FESTIVALS, ["spring", "spring"]),
        (LETTER_FESTIVALS, "spring"),
        (POST_DAYS_ASIA, 181),
        (POST_DAYS_ASIA, -1),
        (HOME_REGION, ["浙江"]),
        (HOME_REGION, "浙江\n杭州"),
        (PRINT_OPTIONS, "paper"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, name: str, value: object) -> None:
    before = store.read(all_settings)
    with pytest.raises(InvalidInputError) as refused:
        store.write(change_setting, name, value)
    assert refused.value.field == name
    assert store.read(all_settings) == before


def test_letters_follow_the_settings(store: Store) -> None:
    store.write(change_setting, LETTER_FESTIVALS, ["qingming"])
    store.write(change_setting, HOME_REGION, "浙江省")
    store.write(change_setting, POST_DAYS_ASIA, 12)
    found = store.read(letter_settings)
    assert (found.festivals, found.home.region, found.post_days[Zone.ASIA]) == ((Festival.QINGMING,), "浙江省", 12)
    assert set(found.post_days) == set(Zone)


def test_the_office_workbook_carries_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (Desk(tmp_path / name, capsys) for name in ("first.db", "second.db"))
    for desk in (first, second):
        desk.do("init")
    for name, words in CHOSEN.items():
        first.do("settings", "set", name, *words)
    first.do("export", str(tmp_path / "office.xlsx"))
    second.do("import", str(tmp_path / "office.xlsx"))
    ours, theirs = (desk.do("settings", "list", "--format", "json").out for desk in (first, second))
    assert ours == theirs
    assert all(word in ours for word in ("浙江省", "临溪县", "45", "paper=a5 dx=1.5", "mid_autumn"))
    assert "spring" not in ours
