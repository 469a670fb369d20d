"""The sheets of letters, of people kept apart, and of what was given out; and the one that long texts spill into."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.errors import InvalidInputError
from liaison.exchange.codes import LANGUAGE_CELLS
from liaison.exchange.letter_codes import (
    CHOICE_CELLS,
    CLOSING_CELLS,
    EXCLUSION_CELLS,
    FESTIVAL_CELLS,
    GIVEN_CELLS,
    LETTER_CHANNEL_CELLS,
    LETTER_KIND_CELLS,
    PIECE_STATE_CELLS,
    ZONE_CELLS,
)
from liaison.exchange.sheets import (
    CADRE,
    REPRESENTATIVE,
    Column,
    Holds,
    Sheet,
    coded,
    plain_text,
    reference,
    yes_or_no_column,
)
from liaison.letters.fields import (
    CHOICE_WORDS,
    CLOSING_WORDS,
    EXCLUSION_WORDS,
    LETTER_CHANNEL_WORDS,
    LETTER_KIND_WORDS,
    PIECE_STATE_WORDS,
    ZONE_WORDS,
    Choice,
    Closing,
    Exclusion,
    LetterChannel,
    LetterKind,
    PieceState,
    Zone,
)
from liaison.people.fields import LANGUAGE_WORDS, Language
from liaison.text.countries import country_name, parse_country
from liaison.text.fields import choice, day, one_line
from liaison.text.words import _

_LONGEST = 5_000_000
E = TypeVar("E", bound=StrEnum)


def _verbatim(typed: str) -> str:
    """A text as it stands: the words of letters keep their spaces, and pictures are no words at all."""
    if len(typed) > _LONGEST:
        raise InvalidInputError(_("This is too long to be taken in."))
    return typed.replace("\r\n", "\n")


def _whole_number(typed: str) -> int:
    text = one_line(12)(typed)
    if not text.isdecimal():
        raise InvalidInputError(_("“{value}” is not a whole number.").format(value=typed))
    return int(text)


def _text(name: str, header: str, *, key: bool = False, width: int = 14) -> Column:
    return Column(name, header, one_line(500), key=key, width=width)


def _long(name: str, header: str, width: int = 30) -> Column:
    return Column(name, header, _verbatim, width=width)


def _day(name: str, header: str, *, key: bool = False) -> Column:
    return Column(name, header, day, plain_text, holds=Holds.DAY, key=key)


def _number(name: str, header: str, *, key: bool = False) -> Column:
    return Column(name, header, _whole_number, key=key, width=8)


def _code(
    name: str, header: str, enum: type[E], words: Mapping[E, str], cells: Mapping[E, str], *, key: bool = False
) -> Column:
    return coded(Column(name, header, choice(enum, words), key=key), cells)


def _channel(*, key: bool = False) -> Column:
    return _code("channel", "渠道", LetterChannel, LETTER_CHANNEL_WORDS, LETTER_CHANNEL_CELLS, key=key)


def _given_cell(value: Any) -> str:
    return GIVEN_CELLS.get(value, value or "")


def _given_code(typed: str) -> str:
    text = one_line(60)(typed)
    return next((str(code) for code, cell in GIVEN_CELLS.items() if cell == text), text)


def _country(show: Callable[[str, str], str] = country_name) -> Column:
    return Column(
        "country", "国家", parse_country, lambda code: show(code, "zh") if code else "", holds=Holds.CODE, width=10
    )


_CAMPAIGN = reference("campaign", "批次", key=True, width=24)
_LANGUAGE = _code("language", "语言", Language, LANGUAGE_WORDS, LANGUAGE_CELLS, key=True)
_NOTE = _long("note", "备注", 22)

SENDERS = Sheet(
    "senders",
    "发件人",
    (
        _text("name", "名称", key=True, width=24),
        _text("name_latin", "外文名称", width=24),
        _long("address", "地址"),
        _long("address_latin", "外文地址"),
        _text("postcode", "邮编"),
        _text("phone", "电话"),
        _long("letterhead", "信头"),
        _long("signature", "签名图"),
    ),
    "name",
)
CAMPAIGNS = Sheet(
    "campaigns",
    "书信批次",
    (
        _text("name", "名称", key=True, width=24),
        _code("kind", "类别", LetterKind, LETTER_KIND_WORDS, LETTER_KIND_CELLS),
        _code("festival", "节日", Festival, FESTIVAL_WORDS, FESTIVAL_CELLS),
        _number("year", "年份", key=True),
        _day("arrive_by", "送达日期", key=True),
        _day("dated_on", "落款日期"),
        _text("segment", "名单", width=24),
        _channel(),
        _code("closing", "结束语", Closing, CLOSING_WORDS, CLOSING_CELLS),
        reference("sender", "发件人", width=24),
        _day("frozen_on", "定稿日期"),
        _long("sender_copy", "定稿发件人"),
    ),
    "name",
)
CAMPAIGN_TEXTS = Sheet(
    "campaign_texts",
    "书信正文",
    (_CAMPAIGN, _LANGUAGE, _long("heading", "标题"), _long("body", "正文", 60), _long("signature", "署名")),
    "campaign",
)
CAMPAIGN_CHOICES = Sheet(
    "campaign_choices",
    "名单调整",
    (
        _CAMPAIGN,
        REPRESENTATIVE,
        _code("choice", "调整", Choice, CHOICE_WORDS, CHOICE_CELLS),
        _channel(),
        _NOTE,
    ),
    "campaign",
)
PIECES = Sheet(
    "pieces",
    "信件",
    (
        _text("code", "编码", key=True, width=10),
        _CAMPAIGN,
        _number("position", "序号", key=True),
        _channel(key=True),
        _code("zone", "区域", Zone, ZONE_WORDS, ZONE_CELLS),
        _LANGUAGE,
        CADRE,
        _country(),
        _text("place", "地名"),
        _text("postcode", "邮编"),
        _long("addressee", "收件人"),
        _long("address_lines", "信封地址", 36),
        _number("name_line", "姓名行"),
        _long("salutation", "称呼"),
        _long("body", "正文", 60),
        _code("state", "状态", PieceState, PIECE_STATE_WORDS, PIECE_STATE_CELLS),
        *(
            _day(name, header)
            for name, header in (
                ("printed_on", "印制日期"),
                ("posted_on", "寄出日期"),
                ("delivered_on", "送达日期"),
                ("returned_on", "退回日期"),
                ("acknowledged_on", "回复日期"),
            )
        ),
        _NOTE,
        reference("address_of", "地址所属"),
        _number("address_place", "第几个地址"),
    ),
    "code",
)
PIECE_MEMBERS = Sheet(
    "piece_members",
    "信件收信人",
    (
        _text("piece", "编码", key=True, width=10),
        REPRESENTATIVE,
        _number("place", "顺位"),
        _text("name", "姓名"),
        _day("contact_day", "联系日期"),
        _text("contact_number", "联系编号"),
    ),
    "piece",
)
EXCLUSIONS = Sheet(
    "exclusions",
    "不寄",
    (
        _CAMPAIGN,
        REPRESENTATIVE,
        _code("reason", "原因", Exclusion, EXCLUSION_WORDS, EXCLUSION_CELLS, key=True),
        _NOTE,
    ),
    "campaign",
)
KEPT_APART = Sheet(
    "kept_apart",
    "非同一人",
    (REPRESENTATIVE, reference("other", "另一人", key=True), _day("kept_on", "确认日期", key=True)),
    "representative",
)
DISCLOSURES = Sheet(
    "disclosures",
    "提供记录",
    (
        _text("number", "编号"),
        _day("given_on", "日期", key=True),
        Column("what", "内容", _given_code, _given_cell, holds=Holds.CODE, key=True, width=14),
        _text("form", "格式", key=True),
        _text("recipient", "接收方", width=24),
        _long("purpose", "用途"),
        _text("scope", "范围", width=24),
        _number("people", "人数"),
        yes_or_no_column(Column("everybody", "全部人员")),
        _long("fields", "字段"),
    ),
    "number",
)
DISCLOSURE_PEOPLE = Sheet(
    "disclosure_people", "提供记录人员", (_text("number", "提供编号", key=True), REPRESENTATIVE), "number"
)
LONG_TEXTS = Sheet(
    "long_texts",
    "长文本",
    (_text("number", "编号", key=True), _number("place", "序号", key=True), _long("text", "文本", 60)),
    "number",
)

LETTER_SHEETS = (
    *(SENDERS, CAMPAIGNS, CAMPAIGN_TEXTS, CAMPAIGN_CHOICES, PIECES, PIECE_MEMBERS, EXCLUSIONS),
    *(KEPT_APART, DISCLOSURES, DISCLOSURE_PEOPLE),
)
