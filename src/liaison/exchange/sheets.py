"""The office workbook, declared once: its sheets, the columns of each, and how a cell is read and written.

The sheets and headers, and the words for codes that export writes, are always Chinese; words in cells are read in
both languages.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from liaison.exchange.codes import (
    CHANNEL_CELLS,
    CONSENT_CELLS,
    FOLLOW_UP_CELLS,
    PAUSE_CELLS,
    PERSON_CELLS,
    STEP_CELLS,
    VISIT_CELLS,
)
from liaison.pairing.fields import (
    COUNTED_BY_CELLS,
    PAIRING_FIELDS,
    counted_by_cell,
    frequency_cell,
    kinds_cell,
    parse_counted_by,
    parse_frequency,
    parse_kinds,
)
from liaison.pairing.scope import parse_scope, scope_cell
from liaison.people.fields import (
    ADDRESS_FIELDS,
    CADRE_FIELDS,
    CHANNEL_WORDS,
    CONSENT_WORDS,
    PAUSE_FIELDS,
    REPRESENTATIVE_FIELDS,
    Channel,
    Consent,
    show_yes_or_no,
    yes_or_no,
)
from liaison.segments.fields import QUERY_LIMIT, SEGMENT_FIELDS
from liaison.segments.language import parse_query, show_query
from liaison.text.countries import country_name
from liaison.text.fields import Field, choice, day, many_lines, one_line
from liaison.visits.fields import (
    FOLLOW_UP_FIELDS,
    FOLLOW_UP_STEP_FIELDS,
    TRIP_FIELDS,
    VISIT_FIELDS,
)

EXAMPLE = "示例"
"""What marks the example row of an empty workbook, which is never taken in."""
ADDRESS = "address."
"""What the names of the columns of a person's first address begin with."""
NO_CLAUSES = "无"
"""The frequency of a rule that demands nothing."""
TO_MEND = "需更正"
"""The column of a rejects workbook that says what to mend; it is not read again."""
_REFERENCES_LIMIT = 1_000_000
_YES, _NO = "是", "否"


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    CODE = "code"
    REFERENCE = "reference"


def plain_text(value: Any) -> str:
    """A value as it stands; nothing for None."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """One column: ``name`` is the field it belongs to, ``header`` what stands above it.

    A ``key`` column must be there, and filled in each row. ``offered`` are words to choose from.
    """

    name: str
    header: str
    parse: Callable[[str], Any] = field(default_factory=one_line)
    show: Callable[[Any], str] = plain_text
    holds: Holds = Holds.TEXT
    key: bool = False
    offered: Callable[[], Iterable[str]] | None = None
    width: int = 12


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of the workbook; ``code`` names it in JSON.

    In the example row of an empty workbook the cell of ``marked`` begins with `EXAMPLE`.
    """

    code: str
    name: str
    columns: tuple[Column, ...] = field(repr=False)
    marked: str

    def column(self, name: str) -> Column:
        """The column of a field.

        Raises:
            KeyError: when the sheet has none.
        """
        return self._by_name[name]

    @property
    def _by_name(self) -> Mapping[str, Column]:
        return _by_names(self)


@cache
def _by_names(sheet: Sheet) -> Mapping[str, Column]:
    return {column.name: column for column in sheet.columns}


_WIDTHS = {
    "number": 8,
    "unit": 26,
    "lines": 36,
    "summary": 50,
    "text": 44,
    "answer": 44,
    "note": 36,
    "remarks": 22,
    "email": 22,
    "phone": 18,
}


def coded(column: Column, cells: Mapping[Any, str]) -> Column:
    """The column showing codes by their words in the workbook, and understanding these before all others."""
    codes = {cell: code for code, cell in cells.items()}

    def parse(typed: str) -> Any:
        found = codes.get(typed.strip())
        return column.parse(typed) if found is None else found

    return replace(
        column,
        parse=parse,
        show=lambda value: "" if value is None else cells[value],
        holds=Holds.CODE,
        offered=cells.values,
    )


def _of(declared: Field, cells: Mapping[str, Mapping[Any, str]], keys: Iterable[str]) -> Column:
    column = Column(
        declared.name,
        declared.header,
        declared.parse,
        declared.show,
        key=declared.name in keys,
        width=_WIDTHS.get(declared.name, 12),
    )
    if declared.is_day:
        return replace(column, holds=Holds.DAY)
    if declared.name in cells:
        return coded(column, cells[declared.name])
    if declared.show is show_yes_or_no:
        return yes_or_no_column(column)
    if declared.name == "country":
        return replace(column, show=lambda code: "" if code is None else country_name(code, "zh"), holds=Holds.CODE)
    return column


def yes_or_no_column(column: Column) -> Column:
    """The column holding a yes or a no."""
    return replace(
        column,
        parse=yes_or_no,
        show=lambda value: _YES if value else "",
        holds=Holds.CODE,
        offered=lambda: [_YES, _NO],
    )


def _columns(
    declared: Iterable[Field], keys: Iterable[str] = (), cells: Mapping[str, Mapping[Any, str]] = MappingProxyType({})
) -> tuple[Column, ...]:
    return tuple(_of(each, cells, tuple(keys)) for each in declared)


def reference(name: str, header: str, *, key: bool = False, width: int = 14) -> Column:
    """A column that names records of another sheet."""
    return Column(name, header, many_lines(_REFERENCES_LIMIT), holds=Holds.REFERENCE, key=key, width=width)


def _ordered(columns: Iterable[Column], headers: str) -> tuple[Column, ...]:
    """The columns in the order of ``headers``; those not named there come after."""
    order = headers.split()
    return tuple(sorted(columns, key=lambda c: order.index(c.header) if c.header in order else len(order)))


def _show_frequency(value: Any) -> str:
    return NO_CLAUSES if value == NO_CLAUSES else frequency_cell(value)


def _parse_frequency(typed: str) -> Any:
    return NO_CLAUSES if typed.strip() == NO_CLAUSES else parse_frequency(typed)


def _parse_segment(typed: str) -> str:
    """A query as it is stored: in English, whatever language it is typed in."""
    return show_query(parse_query(one_line(QUERY_LIMIT)(typed)), "en")


_RULE = reference("rule", "联系制度", width=18)
_FOR_HOUSEHOLD = yes_or_no_column(Column("for_household", "同户地址"))
_ADDRESS_COLUMNS = (*_columns(ADDRESS_FIELDS), _FOR_HOUSEHOLD)
REPRESENTATIVE = reference("representative", "联系对象", key=True)
CADRE = reference("cadre", "干部")

CADRES = Sheet("cadres", "干部", _columns(CADRE_FIELDS, ["name"]), "number")
PEOPLE = Sheet(
    "representatives",
    "联系对象",
    _ordered(
        (
            *_columns(REPRESENTATIVE_FIELDS, ["name"], PERSON_CELLS),
            *(replace(column, name=ADDRESS + column.name) for column in _ADDRESS_COLUMNS),
            Column("household", "同户", one_line(80)),
            _RULE,
        ),
        "编号 姓名 称谓 界别 层级 镇 村 单位 职务 手机 邮箱 微信 语言 国家 省 市 区县 地址 邮编 同户 状态 备注",
    ),
    "number",
)
PAIRINGS = Sheet(
    "pairings",
    "结对",
    _ordered(
        (replace(CADRE, key=True), REPRESENTATIVE, *_columns(PAIRING_FIELDS, ["started_on"]), _RULE),
        "干部 联系对象 开始日期 结束日期 计算起日 联系制度",
    ),
    "cadre",
)
RULES = Sheet(
    "rules",
    "联系制度",
    (
        Column("name", "名称", one_line(80), key=True, width=18),
        Column("scope", "适用", lambda typed: parse_scope(one_line(60)(typed)), lambda scope: scope_cell(*scope)),
        Column("frequency", "频率", _parse_frequency, _show_frequency, key=True, width=16),
        Column("kinds", "方式", parse_kinds, kinds_cell, width=24),
        Column("by", "由谁", parse_counted_by, counted_by_cell, Holds.CODE, offered=COUNTED_BY_CELLS.values),
    ),
    "name",
)
VISITS = Sheet(
    "contacts",
    "联系记录",
    _ordered(
        (
            *_columns(VISIT_FIELDS, ["happened_on", "kind"], VISIT_CELLS),
            reference("cadres", "干部", width=18),
            replace(REPRESENTATIVE, name="representatives", width=24),
            reference("trip", "出访", width=18),
            Column("number", "编号", one_line(40), width=8),
        ),
        "日期 方式 状态 干部 联系对象 地点 内容",
    ),
    "representatives",
)
TRIPS = Sheet("trips", "出访", (*_columns(TRIP_FIELDS, ["name"]), reference("cadres", "干部", width=24)), "name")
PAUSES = Sheet(
    "pauses",
    "暂停",
    (
        REPRESENTATIVE,
        CADRE,
        *_columns(PAUSE_FIELDS, ["from_on"], PAUSE_CELLS),
        Column("started_on", "结对开始日期", day, plain_text, holds=Holds.DAY),
    ),
    "representative",
)
FOLLOW_UPS = Sheet(
    "follow_ups",
    "意见建议",
    _ordered(
        (
            REPRESENTATIVE,
            Column("contact_day", "联系日期", day, plain_text, holds=Holds.DAY),
            Column("contact_number", "联系编号", one_line(40), width=8),
            *_columns(FOLLOW_UP_FIELDS, ["kind", "text", "received_on"], FOLLOW_UP_CELLS),
            reference("cadre", "承办干部"),
            Column("number", "编号", one_line(40), width=8),
        ),
        "联系对象 联系日期 类别 内容 承办 收到日期 期限 状态 结果",
    ),
    "representative",
)
FOLLOW_UP_STEPS = Sheet(
    "follow_up_steps",
    "办理过程",
    (
        Column("number", "意见编号", one_line(40), key=True, width=8),
        *_columns(FOLLOW_UP_STEP_FIELDS, ["happened_on", "action", "state"], STEP_CELLS),
    ),
    "number",
)
ADDRESSES = Sheet("addresses", "地址", (REPRESENTATIVE, *_ADDRESS_COLUMNS), "representative")
CONSENTS = Sheet(
    "consents",
    "渠道意愿",
    (
        REPRESENTATIVE,
        coded(Column("channel", "渠道", choice(Channel, CHANNEL_WORDS), key=True), CHANNEL_CELLS),
        coded(Column("consent", "意愿", choice(Consent, CONSENT_WORDS), key=True), CONSENT_CELLS),
        Column("since", "起日", day, plain_text, holds=Holds.DAY),
        Column("source", "来源", width=24),
    ),
    "representative",
)
HOUSEHOLDS = Sheet(
    "households",
    "同户",
    (Column("label", "同户", one_line(80), key=True), Column("greeting", "信函称呼", width=24)),
    "label",
)
SEGMENTS = Sheet(
    "segments",
    "名单",
    tuple(
        replace(column, key=True, parse=_parse_segment if column.name == "query" else column.parse, width=36)
        for column in _columns(SEGMENT_FIELDS)
    ),
    "name",
)
SETTINGS = Sheet(
    "settings",
    "设置",
    (Column("name", "名称", one_line(60), key=True, width=18), Column("value", "值", key=True, width=18)),
    "name",
)
