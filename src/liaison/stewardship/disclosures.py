"""What was given out of the store: every file with people's data in it, with its fields, to whom and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, col

from liaison.people.fields import ADDRESS_FIELDS, REPRESENTATIVE_FIELDS
from liaison.people.models import Representative
from liaison.stewardship.models import Disclosure, DisclosurePerson
from liaison.store.changes import bulk_insert, next_id
from liaison.store.models import ChangeRow, Deed
from liaison.store.store import about, deed
from liaison.store.tables import Named
from liaison.store.undo import GIVE_OUT
from liaison.text.fields import clean
from liaison.text.words import N_, _
from liaison.visits.fields import FOLLOW_UP_FIELDS, VISIT_FIELDS

ALL_FIELDS = "*"
"""The one field of what holds all of them."""


class Given(StrEnum):
    """What a file that goes out is."""

    OFFICE = "office"
    SHEET = "sheet"
    PEOPLE = "people"
    CARDS = "cards"
    CALENDAR = "calendar"
    VISITS = "visits"
    COVERAGE = "coverage"
    REVIEW = "review"
    BEFORE_CALL = "before_call"
    LETTERS = "letters"
    MAILING_LIST = "mailing_list"


GIVEN_WORDS: Mapping[Given, str] = {
    Given.OFFICE: N_("the whole office"),
    Given.SHEET: N_("one sheet of the office workbook"),
    Given.PEOPLE: N_("list of people"),
    Given.CARDS: N_("address cards"),
    Given.CALENDAR: N_("calendar"),
    Given.VISITS: N_("visit summary"),
    Given.COVERAGE: N_("coverage report"),
    Given.REVIEW: N_("year review"),
    Given.BEFORE_CALL: N_("sheet for before a call"),
    Given.LETTERS: N_("letters"),
    Given.MAILING_LIST: N_("mailing list"),
}


@dataclass(frozen=True)
class Handout:
    """What is going to be given out.

    ``form`` is the kind of file, such as ``xlsx``; ``people`` are the ids of the representatives in it, None for all
    of them; ``fields`` are names of declared fields, or `ALL_FIELDS`; ``scope`` says in words what was chosen, such as
    a segment, a span of days or a campaign. Without a ``recipient`` it is for the office's own use.
    """

    what: Given
    form: str
    given_on: date
    people: Iterable[int] | None = None
    fields: Sequence[str] = (ALL_FIELDS,)
    scope: str = ""
    recipient: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class DisclosureRow:
    """One disclosure; ``who`` gave it out, as far as the history of this store knows."""

    id: int
    given_on: date
    what: str
    form: str
    scope: str
    fields: tuple[str, ...]
    people: int
    everybody: bool
    recipient: str
    purpose: str
    who: str


@dataclass(frozen=True)
class DisclosureFilter:
    """Which disclosures a list is about; both days count. ``recipient`` is part of a name."""

    representative_id: int | None = None
    since: date | None = None
    until: date | None = None
    recipient: str = ""


@deed(GIVE_OUT)
def record_disclosure(session: Session, handout: Handout) -> int:
    """Note what is given out, and return the number of the disclosure.

    Undoing without a number passes over it: what is out does not come back.
    """
    recipient = " ".join(clean(handout.recipient).split())
    about(session, f"{given_word(handout.what)} → {recipient}" if recipient else given_word(handout.what))
    everybody = handout.people is None
    people = [] if handout.people is None else sorted(set(handout.people))
    row = Disclosure(
        given_on=handout.given_on,
        what=handout.what,
        form=handout.form,
        scope=" ".join(clean(handout.scope).split()),
        fields="\n".join(dict.fromkeys(handout.fields)),
        people=_everybody(session) if everybody else len(people),
        everybody=everybody,
        recipient=recipient,
        purpose=clean(handout.purpose),
    )
    session.add(row)
    session.flush()
    if people:
        first = next_id(session, DisclosurePerson)
        bulk_insert(
            session,
            DisclosurePerson,
            [
                {"id": first + place, "disclosure_id": row.key, "representative_id": person}
                for place, person in enumerate(people)
            ],
        )
    return row.key


def disclosure_rows(
    session: Session, wanted: DisclosureFilter | None = None, limit: int | None = None
) -> list[DisclosureRow]:
    """The disclosures, the latest first; those of one person name the person, or held everybody of that time."""
    wanted = wanted or DisclosureFilter()
    query = (
        select(Disclosure, col(Deed.who))
        .outerjoin(ChangeRow, _made("disclosure", col(Disclosure.id)))
        .outerjoin(Deed, and_(col(Deed.id) == col(ChangeRow.deed_id), col(Deed.name) == GIVE_OUT))
        .order_by(col(Disclosure.given_on).desc(), col(Disclosure.id).desc())
        .limit(limit)
    )
    if wanted.since is not None:
        query = query.where(col(Disclosure.given_on) >= wanted.since)
    if wanted.until is not None:
        query = query.where(col(Disclosure.given_on) <= wanted.until)
    if wanted.recipient:
        query = query.where(col(Disclosure.recipient).contains(wanted.recipient, autoescape=True))
    if wanted.representative_id is not None:
        query = query.where(_held(session, wanted.representative_id))
    return [_row(row, who) for row, who in session.execute(query)]


def disclosure_people(session: Session, disclosure_id: int) -> list[Named]:
    """The people whom a disclosure names; none for one that held everybody."""
    query = (
        select(col(Representative.id), col(Representative.name))
        .join(DisclosurePerson, col(DisclosurePerson.representative_id) == col(Representative.id))
        .where(col(DisclosurePerson.disclosure_id) == disclosure_id)
        .order_by(col(Representative.sort_pinyin), col(Representative.id))
    )
    return [Named(row_id or 0, name) for row_id, name in session.execute(query)]


def given_word(what: str) -> str:
    """What was given out, in words; a code of another program stays as it is."""
    return _(GIVEN_WORDS[Given(what)]) if what in set(Given) else what


def recipient_word(recipient: str) -> str:
    """To whom, in words: without a name it was for the office itself."""
    return recipient or _("own use")


def fields_words(fields: Iterable[str]) -> list[str]:
    """The names of the fields that went out, as forms show them."""
    labels = {each.name: each.label for each in (*FOLLOW_UP_FIELDS, *VISIT_FIELDS, *ADDRESS_FIELDS)}
    labels |= {each.name: each.label for each in REPRESENTATIVE_FIELDS}
    labels |= {
        "household": lambda: _("Household"),
        "for_household": lambda: _("Address of the household"),
        "rule": lambda: _("Contact rule"),
    }
    words = (_("all fields") if name == ALL_FIELDS else labels[name]() if name in labels else name for name in fields)
    return list(dict.fromkeys(words))  # what was said of a contact and of a follow-up has one name


def disclosure_line(row: DisclosureRow) -> str:
    """A disclosure in one line: what went out, to whom, why."""
    parts = [given_word(row.what), f"→ {recipient_word(row.recipient)}", row.purpose, row.scope]
    return " · ".join(part.replace("\n", " ") for part in parts if part)


def _row(row: Disclosure, who: str | None) -> DisclosureRow:
    fields = tuple(row.fields.split("\n")) if row.fields else ()
    return DisclosureRow(
        row.key,
        row.given_on,
        row.what,
        row.form,
        row.scope,
        fields,
        row.people,
        row.everybody,
        row.recipient,
        row.purpose,
        who or "",
    )


def _everybody(session: Session) -> int:
    return session.scalar(select(func.count(col(Representative.id)))) or 0


def _made(table: str, row_id: Any) -> ColumnElement[bool]:
    """The change in which a row of a table came to be."""
    return and_(col(ChangeRow.table_name) == table, col(ChangeRow.row_id) == row_id, col(ChangeRow.before).is_(None))


def _held(session: Session, person: int) -> ColumnElement[bool]:
    """Whether a disclosure held a person: by name, or as one of everybody who was in the store by then."""
    named = select(col(DisclosurePerson.disclosure_id)).where(col(DisclosurePerson.representative_id) == person)
    came = session.scalar(_first_deed("representative", person)) or 0
    later = (
        select(col(ChangeRow.row_id))
        .where(col(ChangeRow.table_name) == "disclosure", col(ChangeRow.before).is_(None))
        .where(col(ChangeRow.deed_id) >= came)
    )
    return or_(col(Disclosure.id).in_(named), and_(col(Disclosure.everybody).is_(True), col(Disclosure.id).in_(later)))


def _first_deed(table: str, row_id: int) -> Select[int]:
    made = (col(ChangeRow.table_name) == table, col(ChangeRow.row_id) == row_id, col(ChangeRow.before).is_(None))
    return select(func.min(col(ChangeRow.deed_id))).where(*made)
