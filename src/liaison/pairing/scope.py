"""For whom a contact rule holds."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.errors import InvalidInputError
from liaison.text.words import N_, _


class ScopeKind(StrEnum):
    """The reach of a rule; a ``named`` rule holds only for the people and pairings that name it."""

    DEFAULT = "default"
    SECTOR = "sector"
    TIER = "tier"
    NAMED = "named"


SCOPE_WORDS: Mapping[ScopeKind, str] = {
    ScopeKind.DEFAULT: N_("everybody without another rule"),
    ScopeKind.SECTOR: N_("a sector"),
    ScopeKind.TIER: N_("a tier"),
    ScopeKind.NAMED: N_("where it is named"),
}

SCOPE_CELLS: Mapping[ScopeKind, str] = {
    ScopeKind.DEFAULT: "默认",
    ScopeKind.SECTOR: "界别",
    ScopeKind.TIER: "层级",
    ScopeKind.NAMED: "",
}


def scope_cell(scope: ScopeKind, value: str) -> str:
    """For whom a rule holds, as it is typed and as the office workbook says it: 默认, 界别:乡贤, or nothing."""
    return f"{SCOPE_CELLS[scope]}:{value}" if value else SCOPE_CELLS[scope]


def parse_scope(typed: str) -> tuple[ScopeKind, str]:
    """For whom a rule holds, from 默认, 界别:乡贤, 层级:重点, or default, sector:…, tier:…; nothing means where named.

    Raises:
        InvalidInputError: for anything else.
    """
    head, mark, value = typed.strip().replace("：", ":").partition(":")
    word, value = head.strip().casefold(), value.strip()
    for scope in ScopeKind:
        if word in {scope.value, SCOPE_CELLS[scope]}:
            if bool(value) == (scope in {ScopeKind.SECTOR, ScopeKind.TIER}) and bool(value) == bool(mark):
                return scope, value
            break
    sentence = _("“{value}” does not say for whom a rule holds; write 默认, 界别:乡贤, 层级:重点, or nothing.")
    raise InvalidInputError(sentence.format(value=typed), field="scope")
