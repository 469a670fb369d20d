"""Post-by, print-by and freeze-by days against a walk through the calendar, and how far an address is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.calendar.working_days import is_working_day
from liaison.letters.addresses import AddressFacts
from liaison.letters.fields import Zone
from liaison.letters.schedule import Home, schedule, too_late, zone_of

HOME = Home("浙江省", "湖州市", "临溪县")
DAYS = {Zone.COUNTY: 2, Zone.PROVINCE: 4, Zone.MAINLAND: 7, Zone.HK_MO_TW: 12, Zone.ASIA: 15, Zone.WORLD: 25}
arrivals = st.dates(date(2024, 3, 1), date(2026, 12, 31))
closed_days = st.dictionaries(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=30)


def steps_back(day: date, count: int, overrides: dict[date, bool]) -> date:
    """The day ``count`` working days before a day, one day at a time."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day, overrides)
    return day


@settings(max_examples=60)
@given(arrivals, st.integers(0, 60), st.integers(0, 8), st.integers(0, 8), closed_days)
def test_days_are_those_that_a_walk_backwards_finds(
    arrive_by: date, days: int, print_lead: int, freeze_lead: int, overrides: dict[date, bool]
) -> None:
    found = schedule(arrive_by, {Zone.ASIA: days}, overrides, print_lead=print_lead, freeze_lead=freeze_lead)[Zone.ASIA]
    latest = arrive_by - timedelta(days=days)
    post_by = latest
    while not is_working_day(post_by, overrides):
        post_by -= timedelta(days=1)
    assert found.post_by == post_by
    assert found.print_by == steps_back(post_by, print_lead, overrides)
    assert found.freeze_by == steps_back(found.print_by, freeze_lead, overrides)
    assert found.freeze_by <= found.print_by <= found.post_by <= latest
    assert all(is_working_day(day, overrides) for day in (found.freeze_by, found.print_by, found.post_by))


@settings(max_examples=30)
@given(arrivals, st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_a_farther_zone_is_never_due_later_and_late_means_after_its_day(arrive_by: date, today: date) -> None:
    days = schedule(arrive_by, DAYS, {}, print_lead=3, freeze_lead=1)
    assert list(days) == list(Zone)
    posts = [each.post_by for each in days.values()]
    assert posts == sorted(posts, reverse=True)
    assert {zone for zone in Zone if too_late(zone, days, today)} == {z for z in Zone if days[z].post_by < today}


def test_letters_for_the_spring_festival_are_posted_before_the_holiday() -> None:
    days = schedule(date(2026, 2, 17), DAYS, {}, print_lead=3, freeze_lead=1)  # 2026-02-14 is a working Saturday
    assert days[Zone.COUNTY].post_by == date(2026, 2, 14)
    assert days[Zone.COUNTY].print_by == date(2026, 2, 11)
    assert days[Zone.COUNTY].freeze_by == date(2026, 2, 10)
    assert days[Zone.PROVINCE].post_by == date(2026, 2, 13)
    assert days[Zone.WORLD].post_by == date(2026, 1, 23)


def test_days_that_may_still_move_are_called_provisional() -> None:
    later = schedule(date(2090, 2, 1), DAYS, {}, print_lead=3, freeze_lead=1)
    sooner = schedule(date(2026, 6, 1), DAYS, {}, print_lead=3, freeze_lead=1)
    assert all(each.provisional for each in later.values())
    assert not any(each.provisional for each in sooner.values())


def test_a_zone_without_days_is_never_too_late() -> None:
    days = schedule(date(2026, 6, 1), {Zone.COUNTY: 2}, {}, print_lead=3, freeze_lead=1)
    assert not too_late(Zone.WORLD, days, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("facts", "zone"),
    [
        (AddressFacts("CN", "浙江省", "湖州市", "临溪县", "人民路18号"), Zone.COUNTY),
        (AddressFacts("CN", "浙江", "湖州", "临溪", "人民路18号"), Zone.COUNTY),
        (AddressFacts("", "", "", "临溪县", "人民路18号"), Zone.COUNTY),
        (AddressFacts("CN", lines="浙江省湖州市临溪县人民路18号"), Zone.COUNTY),
        (AddressFacts("CN", lines="临溪县溪口镇李家村"), Zone.COUNTY),
        (AddressFacts("CN", "浙江省", lines="湖州市临溪县人民路18号"), Zone.COUNTY),
        (AddressFacts("CN", "浙江省", "湖州市", lines="浙江省湖州市临溪县人民路18号"), Zone.COUNTY),
        (AddressFacts("CN", "浙江省", "杭州市", lines="临溪县人民路18号"), Zone.PROVINCE),
        (AddressFacts("CN", "湖南省", "", "临溪县"), Zone.MAINLAND),
        (AddressFacts("CN", "浙江省", "湖州市", "德清县"), Zone.PROVINCE),
        (AddressFacts("CN", "", "湖州市", "德清县"), Zone.PROVINCE),
        (AddressFacts("CN", "浙江省", "杭州市", "西湖区"), Zone.PROVINCE),
        (AddressFacts("CN", lines="浙江省杭州市西湖区文三路1号"), Zone.PROVINCE),
        (AddressFacts("CN", "上海市", "上海市", "黄浦区"), Zone.MAINLAND),
        (AddressFacts("CN", lines="某路1号"), Zone.MAINLAND),
        (AddressFacts("CN", "香港特别行政区", "", "", "彌敦道1號"), Zone.HK_MO_TW),
        (AddressFacts("hk"), Zone.HK_MO_TW),
        (AddressFacts("TW"), Zone.HK_MO_TW),
        (AddressFacts("SG"), Zone.ASIA),
        (AddressFacts("JP"), Zone.ASIA),
        (AddressFacts("TR"), Zone.ASIA),
        (AddressFacts("RU"), Zone.WORLD),
        (AddressFacts("CA"), Zone.WORLD),
        (AddressFacts("AU"), Zone.WORLD),
    ],
)
def test_how_far_an_address_is_from_the_office(facts: AddressFacts, zone: Zone) -> None:
    assert zone_of(facts, HOME) is zone


def test_an_office_in_a_municipality_has_its_city_for_a_province() -> None:
    home = Home("北京市", "北京市", "海淀区")
    assert zone_of(AddressFacts("CN", "", "北京市", "海淀区"), home) is Zone.COUNTY
    assert zone_of(AddressFacts("CN", "北京市", "", "朝阳区"), home) is Zone.PROVINCE


def test_an_office_that_has_not_said_where_it_is_has_no_county() -> None:
    assert zone_of(AddressFacts("CN", "浙江省", "湖州市", "临溪县"), Home()) is Zone.MAINLAND
    assert zone_of(AddressFacts("CN", lines="临溪县"), Home()) is Zone.MAINLAND
