"""Households and addresses through the commands."""

from desk import Desk
from liaison.errors import ExitCode


def test_two_people_get_one_household_with_a_greeting_and_an_address(desk: Desk) -> None:
    desk.do("people", "addresses", "add", "覃淼", "--city", "杭州市", "--lines", "文三路1号")
    said = desk.do(
        "people", "addresses", "add", "尉迟海", "--city", "宁波市", "--lines", "中山路1号", "--season-from", "11-1"
    )
    assert "序号 2" in said.err
    made = desk.do("people", "households", "add", "覃淼", "尉迟海", "--greeting", "覃先生、尉迟女士", "--address", "2")
    assert "覃淼、尉迟海" in made.out
    assert "2  尉迟海: 宁波市 中山路1号  11-01 至 …  【同户地址】" in made.out
    (held,) = desk.do("people", "households", "list", "--format", "json").json()
    assert (held["label"], held["greeting"]) == ("覃淼、尉迟海", "覃先生、尉迟女士")
    assert [member["name"] for member in held["members"]] == ["覃淼", "尉迟海"]
    assert (held["address"]["id"], held["address"]["representative"]["name"]) == (2, "尉迟海")
    assert "宁波市 中山路1号" in desk.do("people", "households", "list").out
    shown = desk.do("people", "show", "覃淼", "--format", "json").json()
    assert (shown["household"], shown["household_greeting"]) == ("覃淼、尉迟海", "覃先生、尉迟女士")
    assert "覃先生、尉迟女士" in desk.do("people", "show", "覃淼").out


def test_a_household_is_changed_joined_left_and_dissolved(desk: Desk) -> None:
    desk.do("people", "households", "add", "覃淼", "尉迟海", "--label", "覃家", "--greeting", "覃先生、尉迟女士")
    desk.do("people", "households", "set", "尉迟海", "--label", "覃府")
    desk.do("people", "households", "join", "覃府", "R3")
    assert desk.rows("SELECT label, greeting FROM household") == [("覃府", "覃先生、尉迟女士")]
    assert "“覃先生、尉迟女士”已清除" in desk.do("people", "households", "leave", "尉迟海").err
    assert "已解散" in desk.do("people", "households", "leave", "R3").err
    assert desk.rows("SELECT count(*) FROM household") == [(0,)]
    for _deed in range(2):
        desk.do("undo")
    shown = desk.do("people", "households", "show", "尉迟海", "--format", "json").json()
    assert [member["name"] for member in shown["members"]] == ["覃淼", "尉迟海", "曾李"]
    assert "覃府" in desk.do("people", "households", "dissolve", "覃府").err
    assert desk.rows("SELECT count(*) FROM representative WHERE household_id IS NOT NULL") == [(0,)]


def test_an_address_is_listed_mended_and_removed(desk: Desk) -> None:
    desk.do("people", "addresses", "add", "覃淼", "--city", "杭州市", "--lines", "文三路1号", "--returned-on", "昨天")
    (held,) = desk.do("people", "addresses", "list", "覃淼", "--format", "json").json()
    assert (held["id"], held["city"], held["returned_on"], held["for_household"]) == (1, "杭州市", "2026-11-19", False)
    desk.do("people", "addresses", "set", "1", "--returned-on", "")
    assert desk.rows("SELECT lines, returned_on FROM address") == [("文三路1号", None)]
    assert "文三路1号" in desk.do("people", "addresses", "list", "覃淼").out
    desk.do("people", "addresses", "remove", "1")
    assert desk.rows("SELECT count(*) FROM address") == [(0,)]
    desk.do("undo")
    assert desk.rows("SELECT lines FROM address") == [("文三路1号",)]


def test_wrong_households_and_addresses_are_refused(desk: Desk) -> None:
    desk.do("people", "households", "add", "覃淼", "尉迟海", "--label", "覃家")
    desk.do("people", "addresses", "add", "R3", "--city", "杭州市")
    households = ("people", "households")
    assert "至少" in desk.refused(*households, "add", "R3", code=ExitCode.WRONG_USE)
    assert "已属于同户“覃家”" in desk.refused(*households, "add", "R3", "覃淼", code=ExitCode.CONFLICT)
    assert "没有同户“没有的”" in desk.refused(*households, "show", "没有的", code=ExitCode.NOT_FOUND)
    assert "曾李" in desk.refused(*households, "set", "覃家", "--address", "1", code=ExitCode.WRONG_USE)
    assert "--greeting" in desk.refused(*households, "set", "覃家", code=ExitCode.WRONG_USE)
    assert "不属于" in desk.refused(*households, "leave", "R3", code=ExitCode.WRONG_USE)
    addresses = ("people", "addresses")
    assert "曾李" in desk.refused(*addresses, "set", "1", "--for-household", "是", code=ExitCode.WRONG_USE)
    assert "月" in desk.refused(*addresses, "set", "1", "--season-from", "冬天", code=ExitCode.WRONG_USE)
    assert "--lines" in desk.refused(*addresses, "add", "R3", code=ExitCode.WRONG_USE)
    assert desk.refused(*addresses, "remove", "9", code=ExitCode.NOT_FOUND)
