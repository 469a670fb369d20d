"""For whom a contact rule holds."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.text.words import N_


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
