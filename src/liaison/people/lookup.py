"""Who is meant: one person by ``#id``, number, name, name with unit, or pinyin and initials that only one has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.people.models import Cadre, NamedPerson, Representative
from liaison.people.search import find_cadres, find_representatives
from liaison.text.folding import fold, narrow
from liaison.text.names import name_keys, normalize_name
from liaison.text.words import _, listed

NEAR = 5
"""How many people are named when it is not clear who is meant."""

_ALIKE = 60
_LONGEST = 300
_ID = re.compile(r"#(\d{1,18})")
_WITH_UNIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<unit>.+)[)）]")


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant."""

    id: int
    name: str
    number: str | None
    unit: str

    def shown(self) -> str:
        """The person so that nobody else can be meant: 张伟（县委统战部；编号 R012；#7）."""
        number = _("no. {number}").format(number=self.number) if self.number else ""
        return f"{self.name}（{'；'.join(part for part in (self.unit, number, f'#{self.id}') if part)}）"


def find_cadre(session: Session, who: str) -> int:
    """The id of the cadre who is meant.

    Raises:
        NotFoundError: when nobody is, naming those whose names are like it.
        ConflictError: when it can be several, naming each.
    """
    return _find(session, Cadre, who)


def find_representative(session: Session, who: str) -> int:
    """The id of the representative who is meant.

    Raises:
        NotFoundError, ConflictError: as in `find_cadre`.
    """
    return _find(session, Representative, who)


def find_representatives_named(session: Session, people: Sequence[str]) -> list[int]:
    """The ids of the representatives who are meant, each once, in the order given.

    Raises:
        NotFoundError, ConflictError: as in `find_cadre`.
    """
    return list(dict.fromkeys(find_representative(session, who) for who in people))


def find_cadres_named(session: Session, people: Sequence[str]) -> list[int]:
    """The ids of the cadres who are meant, each once, in the order given.

    Raises:
        NotFoundError, ConflictError: as in `find_cadre`.
    """
    return list(dict.fromkeys(find_cadre(session, who) for who in people))


def _find(session: Session, model: type[NamedPerson], who: str) -> int:
    asked = who.strip()
    if not asked or len(asked) > _LONGEST:
        raise InvalidInputError(_("Say who is meant: a name, a number or #id."), field="who")
    for condition in _meanings(model, asked):
        found = _candidates(session, model, condition)
        if len(found) == 1:
            return found[0].id
        if found:
            sentence = _("“{who}” can be several people: {people}. Say which, as name（unit）, number or #id.")
            raise ConflictError(sentence.format(who=who, people=_listed(found)), field="who")
    sentence = _("There is no cadre “{who}”.") if model is Cadre else _("There is no representative “{who}”.")
    near = _near(session, model, asked)
    if near:
        sentence += _(" Did you mean {names}?")
    raise NotFoundError(sentence.format(who=who, names=_listed(near)), field="who")


def _meanings(model: type[NamedPerson], asked: str) -> list[ColumnElement[bool]]:
    """What the words can mean, the surest first: the first that fits anybody is taken."""
    if found := _ID.fullmatch(narrow(asked)):
        return [col(model.id) == int(found[1])]
    meanings = [col(model.number) == asked, col(model.name) == normalize_name(asked)]
    if found := _WITH_UNIT.fullmatch(asked):
        unit = col(model.unit) == found["unit"].strip()
        meanings.append((col(model.name) == normalize_name(found["name"])) & unit)
    letters = fold(asked).replace(" ", "")
    if letters.isascii() and letters.isalnum():
        meanings.append(or_(_has_word(model.pinyin, letters), _has_word(model.initials, letters)))
    return meanings


def _has_word(column: str, word: str) -> ColumnElement[bool]:
    # A column of readings: qinxiaoming tanxiaoming.
    return (" " + col(column) + " ").like(f"% {word} %")


def _candidates(session: Session, model: type[NamedPerson], condition: ColumnElement[bool]) -> list[Candidate]:
    query = (
        select(col(model.id), col(model.name), col(model.number), col(model.unit))
        .where(condition)
        .order_by(col(model.sort_pinyin), col(model.id))
    )
    return [Candidate(row[0] or 0, row[1], row[2], row[3]) for row in session.execute(query)]


def _near(session: Session, model: type[NamedPerson], asked: str) -> list[Candidate]:
    """Those who are found by the words, sound alike, or are written nearly so."""
    ids = find_cadres(session, asked, NEAR) if model is Cadre else find_representatives(session, asked, NEAR)
    if not ids:
        ids = _alike(session, model, normalize_name(asked))
    found = {one.id: one for one in _candidates(session, model, col(model.id).in_(ids))}
    return [found[row_id] for row_id in ids if row_id in found]


def _alike(session: Session, model: type[NamedPerson], name: str) -> list[int]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a name was not found

    sounds = [_has_word(model.pinyin, reading) for reading in name_keys(name).pinyin.split()]
    same = session.scalars(select(col(model.id)).where(or_(*sounds)).limit(NEAR)) if sounds else ()
    ids = [row_id for row_id in same if row_id]
    if ids:
        return ids
    names = {row_id: other for row_id, other in session.execute(select(col(model.id), col(model.name))) if row_id}
    written = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=NEAR)
    return [row_id for _name, _score, row_id in written]


def _listed(people: Sequence[Candidate]) -> str:
    return listed((person.shown() for person in people), NEAR)
