"""The office's lists of sectors and tiers: a word is changed or removed with an eye on who has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from liaison.errors import ConflictError, NotFoundError
from liaison.pairing.models import ContactRuleRow
from liaison.pairing.scope import ScopeKind
from liaison.people.models import Representative
from liaison.segments.service import reword_segments
from liaison.segments.terms import Key
from liaison.store.settings import SECTORS, TIERS, change_setting, read_setting
from liaison.store.store import about, deed
from liaison.text.words import N_, _, n_

_SCOPES: Mapping[str, ScopeKind] = {SECTORS: ScopeKind.SECTOR, TIERS: ScopeKind.TIER}
_COLUMNS: Mapping[str, str] = {SECTORS: "sector", TIERS: "tier"}


@dataclass(frozen=True)
class ListWord:
    """A word of a list with the number of people who have it; ``listed`` is False for one only people have."""

    word: str
    people: int
    listed: bool


def list_words(session: Session, name: str) -> list[ListWord]:
    """The words of ``SECTORS`` or ``TIERS`` in the office's order, then those that only people have."""
    column = col(getattr(Representative, _COLUMNS[name]))
    query = sql_select(column, func.count(col(Representative.id))).where(column != "").group_by(column)
    people: dict[str, int] = {row[0]: row[1] for row in session.execute(query)}
    listed: list[str] = read_setting(session, name)
    others = sorted(set(people) - set(listed))
    return [ListWord(word, people.get(word, 0), listed=word in listed) for word in [*listed, *others]]


@deed(N_("change a word of a list"))
def rename_word(session: Session, name: str, old: str, new: str) -> int:
    """Write another word in a list; people, the rule and the segments that have the old one get the new one.

    Returns how many people that were.

    Raises:
        NotFoundError: when the list has no such word.
        InvalidInputError: when the new word is empty or stands in the list already.
    """
    about(session, f"{old} → {new}")
    _require_listed(session, name, old)
    change_setting(session, name, [new if word == old else word for word in read_setting(session, name)])
    column = _COLUMNS[name]
    people = session.exec(select(Representative).where(col(getattr(Representative, column)) == old)).all()
    for person in people:
        setattr(person, column, new)
    for rule in _rules(session, name, old):
        rule.scope_value = new
    reword_segments(session, Key(column), old, new)
    session.flush()
    return len(people)


@deed(N_("remove a word from a list"))
def remove_word(session: Session, name: str, word: str) -> None:
    """Take a word that nobody has out of a list.

    Raises:
        NotFoundError: when the list has no such word.
        ConflictError: when people have it or a contact rule holds for it.
    """
    about(session, word)
    _require_listed(session, name, word)
    column = col(getattr(Representative, _COLUMNS[name]))
    people = session.scalar(sql_select(func.count(col(Representative.id))).where(column == word)) or 0
    if people:
        sentence = n_(
            "{count} person has “{word}”: give this person another first.",
            "{count} people have “{word}”: give them another first.",
            people,
        )
        raise ConflictError(sentence.format(count=people, word=word))
    rules = _rules(session, name, word)
    if rules:
        sentence = _("The contact rule “{rule}” holds for “{word}”: change the rule first.")
        raise ConflictError(sentence.format(rule=rules[0].name, word=word))
    change_setting(session, name, [held for held in read_setting(session, name) if held != word])


def _require_listed(session: Session, name: str, word: str) -> None:
    if word not in read_setting(session, name):
        raise NotFoundError(_("“{word}” does not stand in the list.").format(word=word))


def _rules(session: Session, name: str, word: str) -> list[ContactRuleRow]:
    same = (col(ContactRuleRow.scope) == _SCOPES[name], col(ContactRuleRow.scope_value) == word)
    return list(session.exec(select(ContactRuleRow).where(*same)))
