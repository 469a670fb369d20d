"""Understanding the headers of a roster: which field a column holds, or why it is not read.

Headers are judged, never what people's cells say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from liaison.exchange.sheets import CADRES, TO_MEND, Sheet
from liaison.exchange.tables.aliases import (
    BIRTHDAY,
    COMBINED,
    HOMETOWN,
    LUNAR_BIRTHDAY,
    OF_ANYBODY,
    OFFERED,
    PLACE,
    SERIAL,
    UNIT_POST,
    WHOLE_ADDRESS,
    aliases_of,
    is_not_held,
    is_of_others,
)
from liaison.text.folding import narrow
from liaison.text.scripts import simplified_by_phrase

SURE = 80
"""From this likeness on (of 100), a header is taken for a usual one."""
WORTH_ASKING = 60
"""From this likeness on, what it could be is offered."""
_SHORTEST_LIKE = 4
_REMARKS = "备注"
_EXACT_ONLY = frozenset({"sector", SERIAL, "status", "rule"})
_SPACES = re.compile(r"[\s_\-·.．*※★☆:：]+")
_JOINERS = re.compile(r"[、/&+,，;；\\|]|以及|及其|及|和|与|暨|或|\band\b")
_IN_BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_LAST_NUMBER = re.compile(r"(?<=\D)(?:\d{1,2}|[①②③④⑤]|[一二三])$")
_BIRTH_PARTS: Mapping[str, str | None] = {"月": "birth_month", "日": "birth_day", "月份": "birth_month", "年": None}
_RANKS = frozenset({"职称", "职级", "级别", "专业技术职称", "技术职称", "职衔"})
"""What counts for a post where it stands beside the unit."""
_TOGETHER: Mapping[frozenset[str], str] = {
    frozenset({"unit", "post"}): UNIT_POST,
    frozenset({"phone", "wechat"}): "phone",
    frozenset({"name", "honorific"}): "name",
    frozenset({"town", "village"}): HOMETOWN,
    frozenset({HOMETOWN, "town"}): HOMETOWN,
    frozenset({HOMETOWN, "town", "village"}): HOMETOWN,
    frozenset({WHOLE_ADDRESS, "address.postcode"}): WHOLE_ADDRESS,
    frozenset({PLACE, "address.country"}): PLACE,
    frozenset({PLACE, "address.city"}): PLACE,
    frozenset({"address.country", "address.city"}): PLACE,
    frozenset({"address.region", "address.city"}): PLACE,
    frozenset({"address.region", "address.city", "address.district"}): PLACE,
}
"""What a column holds whose header names several fields."""
_OF_THE_PERSON = re.compile("^(?:联系|结对|挂联|包联|联谊)?(?:对象|人士)(?=.)")
_IN_TWO_LANGUAGES = re.compile(r"(\S*[\u3400-\u9fff]\S*)\s+[A-Za-z][A-Za-z .'/&-]*")
_ABOUT = re.compile("(?:基本|相关)?(?:情况|信息|资料)$")
_LUNAR = re.compile("农历|阴历|lunar", re.IGNORECASE)
_PARTS_OF_HOME = frozenset(
    {"省", "省份", "市", "县", "区", "县区", "区县", "县市", "市县", "镇", "乡", "乡镇", "镇街", "街道", "村"}
)


class Fate(StrEnum):
    """What becomes of a column."""

    READ = "read"
    NOT_HELD = "not_held"
    OTHERS = "others"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    TWICE = "twice"


@dataclass(frozen=True)
class Judged:
    """A header and what becomes of its column.

    ``target`` is the field that it holds, or would hold if it is what it looks like; ``likeness`` is below 100 where it
    was taken for the usual header ``like``.
    """

    header: str
    fate: Fate
    target: str | None = None
    likeness: int = 100
    like: str = ""

    @property
    def known(self) -> bool:
        """Whether the header is one that rosters have, read or not."""
        return self.fate in {Fate.READ, Fate.NOT_HELD}


def plain(header: str) -> str:
    """A header as aliases are written: simplified, lower case, without spaces, hyphens and marks."""
    text = _SPACES.sub("", narrow(header)).casefold()
    return simplified_by_phrase(text)


def targets_of(sheet: Sheet) -> frozenset[str]:
    """Everything that a column of a roster can be read as."""
    names = {column.name for column in sheet.columns}
    return frozenset(names) | (OF_ANYBODY if sheet is CADRES else COMBINED)


@lru_cache(maxsize=4096)
def judge(header: str, sheet: Sheet, group: str = "") -> Judged:
    """What a column holds by its header; ``group`` is the header above that it shares with its neighbours."""
    shown = f"{group}/{header}" if group and header else header or group
    if not plain(shown) or header == TO_MEND:
        return Judged(shown, Fate.UNKNOWN)
    if _forbidden(header) or (group and is_not_held(simplified_by_phrase(group))):
        return Judged(shown, Fate.NOT_HELD)
    exact = _exact(header, cadres=sheet is CADRES)
    others = (header if exact is None else "", group)
    if any(text and is_of_others(simplified_by_phrase(text), cadres=sheet is CADRES) for text in others):
        return Judged(shown, Fate.OTHERS)
    return _known(header, group, shown, sheet, exact) or _guess(shown, header or group, sheet)


def _known(header: str, group: str, shown: str, sheet: Sheet, exact: str | None) -> Judged | None:
    """What a column holds whose headers are usual ones; None for any other."""
    if group and (special := _in_group(header, group, sheet)) is not None:
        return Judged(shown, special.fate, special.target)
    if not group and exact is None and "/" in header:  # as a workbook of rejects writes headers over several rows
        above, _stroke, below = header.rpartition("/")
        parted = judge(below, sheet, above)
        if parted.fate is not Fate.UNKNOWN:
            return parted
    for text in [header, group + header, _ABOUT.sub("", group) + header] if group and header else [shown]:
        found = _exact(text, cadres=sheet is CADRES)
        if found is not None:
            return _read(shown, found, sheet)
    return None


def names_city(header: str) -> bool:
    """Whether a header of where people live asks for the city alone, beside another that asks for the country."""
    asked = plain(header)
    return asked.endswith(("城市", "city")) and "国" not in asked and "country" not in asked


def _forbidden(header: str) -> bool:
    """Whether a header names what is not held; a name stays a name whatever its brackets promise."""
    whole = simplified_by_phrase(header)
    outside = _IN_BRACKETS.sub("", narrow(whole))
    return is_not_held(outside) or (is_not_held(whole) and plain(outside) not in {"姓名", "name"})


def _read(shown: str, found: str, sheet: Sheet, likeness: int = 100, like: str = "") -> Judged:
    if not found or found not in targets_of(sheet):
        return Judged(shown, Fate.UNKNOWN)
    if found == BIRTHDAY and _LUNAR.search(shown):
        found = LUNAR_BIRTHDAY
    return Judged(shown, Fate.READ, found, likeness, like)


def _in_group(header: str, group: str, sheet: Sheet) -> Judged | None:
    """Parts of a birthday or a home town under a common header."""
    above, part = _exact(group, cadres=sheet is CADRES), plain(header)
    if above in {BIRTHDAY, LUNAR_BIRTHDAY} and part in _BIRTH_PARTS:
        target = _BIRTH_PARTS[part]
        return Judged(header, Fate.READ if target else Fate.UNKNOWN, target)
    if above == HOMETOWN and part in _PARTS_OF_HOME:
        return Judged(header, Fate.READ, HOMETOWN)
    return None


def _exact(header: str, *, cadres: bool) -> str | None:
    """The field of a usual header, empty for a usual one of no field; None for one that is not usual."""
    known = _aliases(cadres)
    outside = _IN_BRACKETS.sub("", narrow(header))
    for text in (header, outside, "/".join(_IN_BRACKETS.findall(narrow(header)))):
        for written in (
            plain(text),
            _LAST_NUMBER.sub("", plain(text)),
            plain(_JOINERS.sub("", narrow(text).casefold())),
        ):
            if written and written in known:
                return known[written] or ""
            whose = "" if cadres else _OF_THE_PERSON.sub("", written)
            if whose and known.get(whose):
                return known[whose]
    if match := _IN_TWO_LANGUAGES.fullmatch(outside.strip()):
        return _exact(match[1], cadres=cadres)
    return _together(outside, known)


def _together(header: str, known: Mapping[str, str | None]) -> str | None:
    """The field of a header that names several (单位及职称); None where they do not go together."""
    parts = [plain(part) for part in _JOINERS.split(header.casefold()) if plain(part)]
    fields = {"post" if part in _RANKS else known.get(part) for part in parts}
    if len(parts) < 2 or None in fields:
        return None
    named = frozenset(field for field in fields if field is not None)
    return next(iter(named)) if len(named) == 1 else _TOGETHER.get(named)


def _guess(shown: str, header: str, sheet: Sheet) -> Judged:
    """What a header is most like."""
    text = plain(_JOINERS.sub("", _IN_BRACKETS.sub("", narrow(header)).casefold()))
    if (offered := OFFERED.get(text)) in targets_of(sheet):
        return Judged(shown, Fate.UNSURE, offered, WORTH_ASKING, _REMARKS)
    known = _aliases(sheet is CADRES)
    found = process.extract(text, list(known), scorer=fuzz.ratio, limit=6, score_cutoff=WORTH_ASKING, processor=None)
    ranked = [(alias, round(score)) for alias, score, _place in found]
    if not ranked:
        return Judged(shown, Fate.UNKNOWN)
    alias, score = ranked[0]
    target = known[alias]
    if target is None or target not in targets_of(sheet) or target in _EXACT_ONLY:
        return Judged(shown, Fate.UNKNOWN)
    rivals = {known[other] for other, likeness in ranked if likeness >= score - 3}
    # What a header is about stands at its end: 代表人士类别 is no 代表人士.
    elsewhere = any(
        not other.isascii() and text.endswith(other) and of not in {target, None} for other, of in known.items()
    )
    sure = score >= SURE and len(text) >= _SHORTEST_LIKE and rivals <= {target} and not elsewhere
    return Judged(shown, Fate.READ if sure else Fate.UNSURE, target, score, alias)


@cache
def _aliases(cadres: bool) -> Mapping[str, str | None]:
    return aliases_of(cadres=cadres)
