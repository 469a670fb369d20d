"""Which follow-ups the ledger lists, in words and as the store is asked, and how that is chosen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from textual.app import App

from liaison.text.fields import one_line
from liaison.text.words import N_, _
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, TextPromptScreen
from liaison.tui.screens.narrowing import Narrowed, choose_days, choose_person, choose_word
from liaison.visits.fields import (
    FOLLOW_UP_KIND_WORDS,
    FOLLOW_UP_STATE_WORDS,
    OUTCOME_WORDS,
    FollowUpKind,
    FollowUpState,
    Outcome,
)
from liaison.visits.follow_up_queries import FollowUpFilter


class Part(StrEnum):
    """A part of the ledger that is no single state."""

    OPEN = "open"
    OVERDUE = "overdue"
    REMIND = "remind"
    ALL = "all"


_PART_WORDS = {
    Part.OPEN: N_("open ones"),
    Part.OVERDUE: N_("overdue ones"),
    Part.REMIND: N_("those to be reminded of"),
    Part.ALL: N_("all, closed ones too"),
}


@dataclass(frozen=True)
class LedgerFilter(Narrowed):
    """What the ledger is narrowed to: by itself, what is open."""

    part: Part | FollowUpState = Part.OPEN
    kind: FollowUpKind | None = None
    outcome: Outcome | None = None
    in_charge: str = ""

    def question(self) -> FollowUpFilter:
        """The filter as the store is asked."""
        return FollowUpFilter(
            state=self.part if isinstance(self.part, FollowUpState) else None,
            kind=self.kind,
            outcome=self.outcome,
            open_only=self.part is Part.OPEN,
            overdue=self.part is Part.OVERDUE,
            to_remind=self.part is Part.REMIND,
            in_charge=self.in_charge,
            cadre_id=self.cadre.id if self.cadre else None,
            representative_id=self.person.id if self.person else None,
            since=self.since,
            until=self.until,
        )

    def parts(self) -> list[str]:
        """Each part of the filter in words, which states first."""
        found = [
            part_words(self.part),
            _(FOLLOW_UP_KIND_WORDS[self.kind]) if self.kind else "",
            _(OUTCOME_WORDS[self.outcome]) if self.outcome else "",
            self.in_charge,
            _("cadre {name}").format(name=self.cadre.name) if self.cadre else "",
            self.person.name if self.person else "",
            self.span(),
        ]
        return [part for part in found if part]


def part_words(part: Part | FollowUpState) -> str:
    """Which states, in words."""
    return _(FOLLOW_UP_STATE_WORDS[part] if isinstance(part, FollowUpState) else _PART_WORDS[part])


async def choose_filter(app: App[Any], desk: Desk, held: LedgerFilter) -> LedgerFilter | None:
    """Ask what to narrow the ledger by and to what; None when nothing was chosen."""
    by = await app.push_screen_wait(ChoiceScreen(_("Show only…"), _offers(held)))
    ways: dict[str | None, Callable[[], Awaitable[LedgerFilter | None]]] = {
        "part": lambda: _choose_part(app, held),
        "kind": lambda: choose_word(app, held, "kind", _("Suggestion or request"), _words(FOLLOW_UP_KIND_WORDS)),
        "outcome": lambda: choose_word(app, held, "outcome", _("Outcome"), _words(OUTCOME_WORDS)),
        "in_charge": lambda: _choose_unit(app, held),
        "cadre": lambda: choose_person(app, held, "cadre", _("Cadre in charge"), desk),
        "person": lambda: choose_person(app, held, "person", _("Representative"), desk),
        "days": lambda: choose_days(app, desk, held),
    }
    if by == "none":
        return LedgerFilter(part=Part.ALL)
    return await ways[by]() if by in ways else None


def _offers(held: LedgerFilter) -> list[tuple[str, str]]:
    words = [
        ("part", _("State"), part_words(held.part)),
        ("kind", _("Suggestion or request"), _(FOLLOW_UP_KIND_WORDS[held.kind]) if held.kind else ""),
        ("outcome", _("Outcome"), _(OUTCOME_WORDS[held.outcome]) if held.outcome else ""),
        ("in_charge", _("In charge"), held.in_charge),
        ("cadre", _("Cadre in charge"), held.cadre.name if held.cadre else ""),
        ("person", _("Representative"), held.person.name if held.person else ""),
        ("days", _("Received"), held.span()),
    ]
    offered = [(key, f"{label}: {value}" if value else label) for key, label, value in words]
    return [*offered, ("none", _("Show all, closed ones too"))]


async def _choose_part(app: App[Any], held: LedgerFilter) -> LedgerFilter | None:
    parts: list[Part | FollowUpState] = [Part.OPEN, Part.OVERDUE, Part.REMIND, *FollowUpState, Part.ALL]
    chosen = await app.push_screen_wait(ChoiceScreen(_("State"), [(part, part_words(part)) for part in parts]))
    return None if chosen is None else replace(held, part=chosen)


async def _choose_unit(app: App[Any], held: LedgerFilter) -> LedgerFilter | None:
    hint = _("A part of the unit's name; empty: any. Enter: accept, Esc: back")
    prompt = TextPromptScreen(_("In charge"), held.in_charge, parse=one_line(80), hint=hint)
    typed = await app.push_screen_wait(prompt)
    return None if typed is None else replace(held, in_charge=typed)


def _words(words: Any) -> list[tuple[Any, str]]:
    return [(member, _(word)) for member, word in words.items()]
