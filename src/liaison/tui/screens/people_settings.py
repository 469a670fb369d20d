"""What can be set for several representatives at once: sector, tier, contact rule."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session
from textual.app import App

from liaison.pairing.rulebook import rule_views
from liaison.store.settings import SECTORS, TIERS, read_setting
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen


@dataclass(frozen=True)
class Wanted:
    """The values to set, and how they are said."""

    values: dict[str, Any]
    said: str


async def ask_what_to_set(app: App[Any], desk: Desk, count: int) -> Wanted | None:
    """Ask what to set for ``count`` people, in a worker; None when the user left."""
    offered = await desk.ask(_offered)
    title = n_("Set for {count} person", "Set for {count} people", count).format(count=count)
    kinds = [(kind, words) for kind, (words, _values) in offered.items()]
    kind = await app.push_screen_wait(ChoiceScreen(title, kinds))
    if kind is None:
        return None
    words, values = offered[kind]
    return await app.push_screen_wait(ChoiceScreen(words, [(value, value_words) for value, value_words in values]))


def _offered(session: Session) -> dict[str, tuple[str, list[tuple[Wanted, str]]]]:
    rules: list[tuple[int | None, str]] = [(view.id, view.name) for view in rule_views(session)]
    rules.append((None, _("as sector and tier say")))
    return {
        "sector": (_("Sector"), _values("sector", _("sector {name}"), _named(read_setting(session, SECTORS)))),
        "tier": (_("Tier"), _values("tier", _("tier {name}"), _named(read_setting(session, TIERS)))),
        "rule_id": (_("Contact rule"), _values("rule_id", _("contact rule {name}"), rules)),
    }


def _named(words: list[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _values(column: str, sentence: str, offered: list[Any]) -> list[tuple[Wanted, str]]:
    return [(Wanted({column: value}, sentence.format(name=name)), name) for value, name in offered]
