"""Letters from the command line: from a new campaign to the post office and back, and everything that may go wrong."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest

from desk import TODAY, Desk
from liaison.cli.letter_people import counted
from liaison.errors import ExitCode
from liaison.letters.codes import code_of
from liaison.main import main

FIRST, SECOND, THIRD = code_of(1), code_of(2), code_of(3)
BODY = "{称谓}：\n见字如面。家乡{镇}一切安好，谨致问候。"
OFFICE = """
people edit 覃淼 --honorific 女士 --region 浙江省 --city 杭州市 --district 西湖区 --lines 文三路1号
people edit 尉迟海 --honorific 先生 --country CA --region ON --city Toronto --postcode M5H2N2 --lines 88QueenStreet
people edit 尉迟海 --town 金沙镇
people edit R3 --lines 人民路18号
letters senders add 临溪县乡贤联谊会 --address 浙江省湖州市临溪县人民路18号 --postcode 313299
letters new --festival spring --year 2027 --segment 状态:联系中
"""
MORE_TABLES = ("sender", "campaign", "campaign_text", "campaign_choice", "piece", "piece_member", "campaign_exclusion")


class LetterDesk(Desk):
    """A desk that also looks at what is stored of letters."""

    def contents(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything in the store but the history."""
        more = {table: self.rows(f"SELECT * FROM {table} ORDER BY id") for table in MORE_TABLES}
        return {**super().contents(), **more}

    def states(self) -> list[str]:
        """The states of the letters, in their order."""
        return [state for (state,) in self.rows("SELECT state FROM piece ORDER BY position")]


@pytest.fixture(scope="module")
def letter_files(office_files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store with an open campaign, and one with its list frozen: made once, copied for each test."""
    opened, frozen = (tmp_path_factory.mktemp("letters") / name for name in ("open.db", "frozen.db"))
    shutil.copy(office_files[1], opened)
    lines = [line.split() for line in OFFICE.strip().splitlines()]
    run_all(opened, [*lines, ["letters", "text", "春节", "zh-Hans", "--body", BODY]])
    shutil.copy(opened, frozen)
    run_all(frozen, [["letters", "freeze", "春节", "--go-on"]])
    return opened, frozen


def run_all(path: Path, lines: list[list[str]]) -> None:
    with redirect_stderr(StringIO()) as said:
        for words in lines:
            assert main(["--store", str(path), "--lang", "zh", "--today", TODAY, *words]) == 0, said.getvalue()


@pytest.fixture
def opened(tmp_path: Path, letter_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> LetterDesk:
    """A desk with a campaign whose list is open."""
    shutil.copy(letter_files[0], tmp_path / "desk.db")
    return LetterDesk(tmp_path / "desk.db", capsys)


@pytest.fixture
def frozen(tmp_path: Path, letter_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> LetterDesk:
    """A desk with a campaign whose list is frozen."""
    shutil.copy(letter_files[1], tmp_path / "desk.db")
    return LetterDesk(tmp_path / "desk.db", capsys)


def test_everybody_of_the_segment_is_accounted_for(opened: LetterDesk) -> None:
    answer = opened.do("letters", "recipients", "春节", "--format", "json")
    outcomes = {row["person"]["id"]: (row["outcome"], row["reason"]) for row in answer.json()}
    assert outcomes == {
        1: ("piece", None),
        2: ("piece", None),
        3: ("excluded", "incomplete"),
        4: ("excluded", "no_address"),
    }
    table = opened.do("letters", "recipients", "春节")
    assert "地址不全" in table.out
    assert "2 人不寄" in table.err
    left = opened.do("letters", "recipients", "春节", "--reason", "no_address", "--format", "json").json()
    assert [row["person"]["id"] for row in left] == [4]
    shown = opened.do("letters", "show", "2027", "--format", "json").json()
    assert (shown["pieces"], shown["excluded"], shown["by_reason"]) == (2, 2, {"no_address": 1, "incomplete": 1})
    assert {zone["zone"] for zone in shown["zones"] if zone["pieces"]} == {"mainland", "world"}


def test_what_was_decided_by_hand_holds_until_it_is_taken_back(opened: LetterDesk) -> None:
    opened.do("letters", "leave-out", "春节", "覃淼", "--note", "节前已登门")
    opened.do("letters", "channel", "春节", "by_hand", "尉迟海")
    rows = {row["person"]["id"]: row for row in opened.do("letters", "recipients", "春节", "--format", "json").json()}
    assert (rows[1]["reason"], rows[1]["note"]) == ("left_out", "节前已登门")
    assert rows[2]["channel"] == "by_hand"
    opened.do("letters", "as-usual", "春节", "覃淼", "尉迟海")
    opened.do("letters", "include", "春节", "覃淼")
    rows = {row["person"]["id"]: row for row in opened.do("letters", "recipients", "春节", "--format", "json").json()}
    assert (rows[1]["outcome"], rows[1]["choice"], rows[2]["channel"]) == ("piece", "include", "post")


def test_a_letter_is_looked_at_before_its_list_is_frozen(opened: LetterDesk, tmp_path: Path) -> None:
    page = opened.do("letters", "preview", "春节", "覃淼").out
    for line in ("浙江省杭州市西湖区", "覃淼女士", "尊敬的覃淼女士：", "　　见字如面。家乡澜港镇一切安好，谨致问候。"):
        assert line in page.splitlines()
    abroad = opened.do("letters", "preview", "春节", "尉迟海", "--format", "json").json()
    assert abroad["address_lines"][-2:] == ["TORONTO ON  M5H2N2", "CANADA"]
    picture = tmp_path / "letter.png"
    opened.do("letters", "preview", "春节", "覃淼", "--picture", str(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")
    sentence = opened.refused("letters", "preview", "春节", "R4", code=ExitCode.WRONG_USE)
    assert "没有地址" in sentence


def test_a_campaign_goes_to_the_post_office_and_comes_back(frozen: LetterDesk, tmp_path: Path) -> None:
    letters = frozen.run("letters", "print", "春节", "letters", str(tmp_path / "l.pdf"), "--format", "json")
    assert (letters.code, letters.json()["pieces"], letters.json()["marked"]) == (0, 2, 2)
    assert "正在打印：2/2" in letters.err
    assert (tmp_path / "l.pdf").read_bytes().startswith(b"%PDF")
    assert frozen.states() == ["printed", "printed"]
    given = ("--to", "县邮政局", "--purpose", "核对地址")
    frozen.do("letters", "print", "春节", "list", str(tmp_path / "list.xlsx"), "--group", "country", *given)
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")
    assert frozen.rows("SELECT what, form, people, recipient, purpose FROM disclosure") == [
        ("mailing_list", "xlsx", 2, *given[1::2])
    ]
    assert "--to" in frozen.refused("letters", "print", "春节", "labels", "x.pdf", *given, code=ExitCode.WRONG_USE)
    home = frozen.do("letters", "post", "春节", "--zone", "mainland", "--format", "json").json()
    assert (home["pieces"], home["contacts"], home["held_back"]) == (1, 1, [])
    frozen.do("letters", "post", "春节")
    assert frozen.rows("SELECT kind, state, happened_on FROM visit") == [("letter", "done", TODAY)] * 2
    came_back = frozen.do("letters", "returned", SECOND.lower(), "--note", "查无此人", "--format", "json").json()
    assert [row["code"] for row in came_back] == [SECOND]
    assert frozen.states().count("returned") == 1
    assert len(frozen.rows("SELECT id FROM address WHERE returned_on IS NOT NULL")) == 1
    assert frozen.rows("SELECT kind FROM follow_up") == [("task",)]
    frozen.do("letters", "acknowledged", FIRST, "--note", "来电致谢")
    listed = frozen.do("letters", "list", "--format", "json").json()
    assert [(row["posted"], row["returned"], row["acknowledged"], row["stage"]) for row in listed] == [
        (2, 1, 1, "posted")
    ]
    pieces = frozen.do("letters", "pieces", "春节", "--state", "returned", "--format", "json").json()
    assert [(row["code"], row["day"], row["note"]) for row in pieces] == [(SECOND, TODAY, "查无此人")]


def test_posting_is_taken_back_by_undo(frozen: LetterDesk) -> None:
    frozen.do("letters", "post", "春节")
    frozen.do("undo")
    assert frozen.states() == ["drafted", "drafted"]
    assert frozen.rows("SELECT id FROM visit") == []


def test_a_letter_that_came_back_goes_to_another_address(frozen: LetterDesk) -> None:
    frozen.do("letters", "post", "春节")
    (piece,) = frozen.rows(
        f"SELECT representative_id, code FROM piece_member JOIN piece ON piece.id = piece_id WHERE code = '{FIRST}'"
    )
    frozen.do("letters", "returned", FIRST)
    refused = frozen.refused("letters", "readdress", FIRST, "99", code=ExitCode.NOT_FOUND)
    assert "没有这个地址" in refused
    (address,) = frozen.rows(f"SELECT id FROM address WHERE representative_id = {piece[0]}")
    sentence = frozen.refused("letters", "readdress", FIRST, str(address[0]), code=ExitCode.WRONG_USE)
    assert TODAY in sentence


def test_nothing_is_printed_twice_unasked(frozen: LetterDesk, tmp_path: Path) -> None:
    target = str(tmp_path / "l.pdf")
    frozen.do("letters", "print", "春节", "letters", target, "--code", FIRST)
    rest = frozen.do("letters", "print", "春节", "letters", target)
    assert "1 封信已打印过" in rest.err
    sentence = frozen.refused("letters", "print", "春节", "letters", target, code=ExitCode.CONFLICT)
    assert "--again" in sentence
    again = frozen.do("letters", "print", "春节", "letters", target, "--again", "--format", "json").json()
    assert (again["pieces"], again["marked"]) == (2, 0)
    frozen.do("letters", "print", "春节", "envelopes", target, "--dx", "1.5", "--remember")
    assert frozen.rows("SELECT value FROM setting WHERE name LIKE '%print_options%'") == [('"dx=1.5"',)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_print_that_is_stopped_leaves_no_file(
    frozen: LetterDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    number: signal.Signals,
) -> None:
    @contextmanager
    def interrupted() -> Iterator[Callable[[int, int], None]]:
        """A progress during which somebody presses Ctrl+C, or the system ends the program."""
        yield lambda _done, _total: os.kill(os.getpid(), number)

    own = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests deaf to it
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, own))
    target = tmp_path / "l.pdf"
    target.write_text("older")
    monkeypatch.setattr("liaison.printing.engine.BATCH", 1)  # the first of the two letters is set, the second is not
    monkeypatch.setattr("liaison.cli.letter_prints._progress", interrupted)
    answer = frozen.run("letters", "print", "春节", "letters", str(target))
    assert answer.code == 128 + number
    assert "打印已停止" in answer.err
    assert target.read_text() == "older"
    assert {path.name for path in tmp_path.iterdir()} <= {"l.pdf", "desk.db", "desk.db-shm", "desk.db-wal"}
    assert frozen.states() == ["drafted", "drafted"]


def test_a_full_disk_leaves_everything_as_it_was(
    frozen: LetterDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr("liaison.printing.files.os.fsync", full)
    sentence = frozen.refused("letters", "print", "春节", "letters", str(folder / "l.pdf"), code=ExitCode.WRONG_USE)
    assert "磁盘已满" in sentence
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["post", "春节"], ExitCode.WRONG_USE, "还没有定稿"),
        (["print", "春节", "letters", "l.pdf"], ExitCode.WRONG_USE, "还没有定稿"),
        (["unfreeze", "春节"], ExitCode.CONFLICT, "2027年春节一封家书"),
        (["freeze", "中秋"], ExitCode.NOT_FOUND, "2027年春节一封家书"),
        (["new", "--festival", "spring"], ExitCode.WRONG_USE, "--segment"),
        (
            ["new", "--festival", "spring", "--segment", "状态:联系中", "--sender", "无此单位"],
            ExitCode.NOT_FOUND,
            "临溪县",
        ),
        (["text", "春节", "en"], ExitCode.NOT_FOUND, "英文"),
        (["text", "春节", "zh-Hans", "--file", "nowhere.txt"], ExitCode.NOT_FOUND, "nowhere.txt"),
        (["calibrate", "a3", "c.pdf"], ExitCode.WRONG_USE, "l7160"),
        (["senders", "delete", "临溪"], ExitCode.CONFLICT, "2027年春节一封家书"),
        (["preview", "春节", "覃淼", "--picture", "letter.jpg"], ExitCode.WRONG_USE, ".png"),
    ],
)
def test_what_cannot_be_done_yet_is_said(opened: LetterDesk, words: list[str], code: ExitCode, said: str) -> None:
    assert said in opened.refused("letters", *words, code=code)


def test_unknown_fields_are_named_before_freezing(opened: LetterDesk) -> None:
    written = opened.do("letters", "text", "春节", "zh-Hans", "--body", "{称乎}，您好！[bold]{{x}}")
    assert "没有字段{称乎}。是不是{称谓}？" in written.err
    sentence = opened.refused("letters", "freeze", "春节", "--go-on", code=ExitCode.WRONG_USE)
    assert "{称乎}" in sentence
    shown = opened.do("letters", "text", "春节", "zh-Hans", "--format", "json").json()
    assert shown["body"] == "{称乎}，您好！[bold]{{x}}"


def test_a_text_comes_from_a_file_or_from_another_program(
    opened: LetterDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("{姓名}：\n来自文件。", encoding="utf-8-sig")
    opened.do("letters", "text", "春节", "zh-Hans", "--file", str(file), "--heading", "家书")
    monkeypatch.setattr("sys.stdin", StringIO("Dear {name},\nGreetings."))
    opened.do("letters", "text", "春节", "en", "--file", "-")
    assert opened.rows("SELECT language, heading, body FROM campaign_text ORDER BY id") == [
        ("zh-Hans", "家书", "{姓名}：\n来自文件。"),
        ("en", "", "Dear {name},\nGreetings."),
    ]
    file.write_bytes("来自文件".encode("gbk"))
    sentence = opened.refused("letters", "text", "春节", "en", "--file", str(file), code=ExitCode.WRONG_USE)
    assert "UTF-8" in sentence


def test_fields_that_leave_a_gap_are_confirmed(opened: LetterDesk) -> None:
    opened.do("letters", "text", "春节", "zh-Hans", "--body", "{姓名}您好，{村}一切安好。")
    sentence = opened.refused("letters", "freeze", "春节", code=ExitCode.WRONG_USE)
    assert "{村}" in sentence
    assert "--go-on" in sentence
    frozen = opened.do("letters", "freeze", "春节", "--go-on", "--format", "json").json()
    assert (frozen["pieces"], frozen["riders"], frozen["excluded"]) == (2, 0, 2)
    assert "2026-11-20" in opened.refused("letters", "freeze", "春节", code=ExitCode.CONFLICT)


def test_a_campaign_for_nobody_cannot_be_frozen(opened: LetterDesk) -> None:
    opened.do("letters", "set", "春节", "--segment", "无此人")
    opened.refused("letters", "freeze", "春节", code=ExitCode.WRONG_USE)
    assert opened.do("letters", "recipients", "春节", "--format", "json").json() == []


def test_a_mistyped_code_changes_nothing(frozen: LetterDesk) -> None:
    frozen.do("letters", "post", "春节")
    swapped = FIRST[:-2] + FIRST[-1] + FIRST[-2]
    assert "有误" in frozen.refused("letters", "returned", swapped, code=ExitCode.WRONG_USE)
    assert THIRD in frozen.refused("letters", "returned", THIRD, code=ExitCode.NOT_FOUND)
    answer = frozen.run("letters", "returned", swapped, SECOND, THIRD, "--format", "json")
    assert answer.code == ExitCode.FINDINGS
    assert [row["code"] for row in json.loads(answer.out)] == [SECOND]
    assert "3 个中有 2 个未能登记" in answer.err


def test_codes_are_read_one_a_line_as_a_scanner_types_them(frozen: LetterDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen.do("letters", "post", "春节")
    monkeypatch.setattr("sys.stdin", StringIO(f"{FIRST}\r\n\n{SECOND.lower()}\n"))
    frozen.do("letters", "delivered", "-")
    assert frozen.states() == ["delivered", "delivered"]


def test_the_second_of_two_clerks_is_told_what_the_first_did(frozen: LetterDesk) -> None:
    frozen.do("letters", "post", "春节", "--code", FIRST)
    sentence = frozen.refused("letters", "post", "春节", "--code", FIRST, code=ExitCode.CONFLICT)
    assert FIRST in sentence
    assert TODAY in sentence
    frozen.do("letters", "returned", FIRST)
    assert TODAY in frozen.refused("letters", "returned", FIRST, code=ExitCode.CONFLICT)
    assert FIRST in frozen.refused("letters", "take-out", FIRST, code=ExitCode.CONFLICT)
    frozen.do("letters", "take-out", SECOND)
    assert frozen.states() == ["returned"]


def test_a_letter_that_two_clerks_print_at_once_is_told_of(
    frozen: LetterDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "l.pdf")

    @contextmanager
    def meanwhile() -> Iterator[Callable[[int, int], None]]:
        """A progress during which another clerk takes one of the two letters out."""
        yield lambda _done, _total: None
        monkeypatch.undo()
        main(["--store", str(frozen.path), "--lang", "zh", "letters", "take-out", SECOND])

    monkeypatch.setattr("liaison.cli.letter_prints._progress", meanwhile)
    answer = frozen.do("letters", "print", "春节", "letters", target)
    assert "1 封信在此期间已由他人" in answer.err
    assert "1 封信已标记为已打印" in answer.err
    frozen.do("letters", "post", "春节")
    assert frozen.do("letters", "pieces", "春节", "--format", "json").json()[0]["state"] == "posted"


def test_people_are_listed_and_counted_as_the_language_does(
    opened: LetterDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--store", str(opened.path), "--lang", "en", "--today", TODAY, "letters", "show", "春节"])
    said = capsys.readouterr()
    assert "left out (no address " in said.out
    assert "、" not in said.out + said.err
    assert counted(2, 1, {}) == "2 letters; 1 shares a letter, 0 left out"


def test_no_code_at_all_is_said(frozen: LetterDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("\n \n"))
    assert "编码" in frozen.refused("letters", "returned", "-", code=ExitCode.WRONG_USE)


def test_senders_are_kept_by_name(opened: LetterDesk, tmp_path: Path) -> None:
    picture = tmp_path / "signature.svg"
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    opened.do("letters", "senders", "set", "临溪", "--phone", "0572-5550123", "--signature", str(picture))
    (row,) = opened.do("letters", "senders", "list", "--format", "json").json()
    assert row["phone"] == "0572-5550123"
    assert row["signature"].startswith("data:image/svg+xml;base64,")
    opened.do("letters", "senders", "add", "县侨联")
    assert "县侨联" in opened.refused("letters", "senders", "add", "县侨联", code=ExitCode.CONFLICT)
    opened.do("letters", "set", "春节", "--sender", "县侨联")
    opened.do("letters", "senders", "delete", "临溪")
    shown = opened.do("letters", "show", "春节", "--format", "json").json()
    assert shown["sender"]["name"] == "县侨联"
