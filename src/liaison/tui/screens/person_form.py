"""The form of a representative, on a screen of its own: what is used most stands first.

``person_id = await app.push_screen_wait(PersonForm(desk))`` in a worker adds somebody, ``PersonForm(desk, person_id)``
changes one; None when the user left without saving. The form itself tells the user what was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from liaison.pairing.rulebook import rule_views
from liaison.people.fields import ADDRESS_FIELDS, REPRESENTATIVE_FIELDS, Language
from liaison.people.queries import RepresentativeCard, representative_card
from liaison.people.service import add_representative, edit_representative
from liaison.store.settings import SECTORS, TIERS, read_setting
from liaison.text.fields import Field, one_line
from liaison.text.words import N_, _
from liaison.tui.desk import Desk
from liaison.tui.forms.editors import ChoiceEditor, Editor
from liaison.tui.screens.record_form import Heading, RecordForm, typed_values
from liaison.tui.screens.rule_field import RULE, rule_editor

HOUSEHOLD = Field(
    "household",
    "同户",
    lambda: _("Household"),
    one_line(80),
    hint=lambda: _("A label that people of one household share: they get one letter."),
)
_GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("", ("name", "honorific", "sector", "tier", "unit", "post", "phone", "town", "village")),
    (N_("Address"), ("country", "region", "city", "district", "lines", "postcode", "household")),
    (N_("Notes"), ("remarks",)),
    (N_("Name and letters"), ("reading", "salutation", "language", "recipient", "season_from", "season_until")),
)
_ELSEWHERE = {"status", "status_since"}
"""A status has deeds of its own, since a wish not to be contacted also takes back what is planned."""


@dataclass(frozen=True)
class _Lists:
    sectors: Sequence[str]
    tiers: Sequence[str]
    rules: Sequence[tuple[int, str]]


class PersonForm(RecordForm):
    """Adds a representative, or changes one."""

    def __init__(self, desk: Desk, representative_id: int | None = None) -> None:
        super().__init__(desk)
        self._person_id = representative_id
        self._card: RepresentativeCard | None = None
        self._lists = _Lists((), (), ())

    def title_words(self) -> str:
        """The title."""
        return _("Edit {name}").format(name=self._card.name) if self._card else _("Add a representative")

    async def prepare(self) -> None:
        """Read the office's lists, and the person who is changed."""
        self._lists = await self.desk.ask(_lists)
        if self._person_id is not None:
            self._card = await self.desk.ask(representative_card, self._person_id)

    def fields(self) -> list[Field | Heading]:
        """Every field of a person and of the first address, in groups."""
        declared = {field.name: field for field in (*REPRESENTATIVE_FIELDS, *ADDRESS_FIELDS, HOUSEHOLD, RULE)}
        grouped: list[Field | Heading] = []
        for heading, names in _GROUPS:
            grouped += [Heading(_(heading))] if heading else []
            grouped += [declared.pop(name) for name in names]
        rest = [field for name, field in declared.items() if name not in _ELSEWHERE]
        return [*grouped, Heading(_("More")), *rest]

    def editors(self) -> dict[str, Editor]:
        """The office's lists as choices, and the names with their pinyin beside them."""
        values = self._card.values if self._card else {}
        yes = [("yes", _("yes"))]
        return {
            **self.name_editors(),
            "sector": _choice(self._lists.sectors, values.get("sector", "")),
            "tier": _choice(self._lists.tiers, values.get("tier", "")),
            "rule_id": rule_editor(self._lists.rules),
            "birth_lunar": ChoiceEditor(yes),
            "birth_leap": ChoiceEditor(yes),
        }

    def first_values(self) -> dict[str, str]:
        """What stands in the fields at first."""
        if self._card is None:
            return {"language": Language.ZH_HANS.value}
        typed = typed_values(REPRESENTATIVE_FIELDS, self._card.values)
        typed |= {name: "yes" if self._card.values[name] else "" for name in ("birth_lunar", "birth_leap")}
        typed |= {"household": self._card.household, "rule_id": RULE.show(self._card.rule_id)}
        return typed | typed_values(ADDRESS_FIELDS, self._first_address())

    async def save(self, values: dict[str, Any]) -> int:
        """Add or change the person as one deed."""
        address = {field.name: values.pop(field.name) for field in ADDRESS_FIELDS}
        household = values.pop("household")
        if self._card is None:
            return await self.desk.do(add_representative, address=address, household=household, **values)
        held = {**self._card.values, "rule_id": self._card.rule_id}
        # Only what was changed here, so that what somebody else changed meanwhile stays.
        changed = {name: value for name, value in values.items() if value != held[name]}
        first = self._first_address()
        moved = {name: value for name, value in address.items() if value != first.get(name, _EMPTY[name])}
        await self.desk.do(
            edit_representative,
            self._card.id,
            address=(address if not first else moved) if moved else None,
            household=household if household != self._card.household else None,
            **changed,
        )
        return self._card.id

    def said(self, values: Mapping[str, Any]) -> str:
        """What was done."""
        sentence = _("{name} is saved.") if self._card else _("{name} is added.")
        return sentence.format(name=values["name"])

    def _first_address(self) -> dict[str, Any]:
        return self._card.addresses[0] if self._card and self._card.addresses else {}


_EMPTY = {field.name: field.parse("") for field in ADDRESS_FIELDS}


def _choice(offered: Sequence[str], held: str) -> ChoiceEditor:
    words = list(offered) if held in {"", *offered} else [*offered, held]
    return ChoiceEditor([(word, word) for word in words])


def _lists(session: Session) -> _Lists:
    rules = tuple((view.id, view.name) for view in rule_views(session))
    return _Lists(read_setting(session, SECTORS), read_setting(session, TIERS), rules)
