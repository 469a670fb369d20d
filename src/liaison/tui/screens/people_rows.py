"""People as lines of a table: representatives with the cadres who answer for them, and cadres with their load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from liaison.pairing.queries import cadres_of, load_of_cadres, unpaired_ids
from liaison.people.fields import PERSON_STATUS_WORDS, PersonStatus
from liaison.people.queries import (
    CadreRow,
    PeopleFilter,
    RepresentativeRow,
    cadre_rows,
    representative_ids,
    representative_rows,
)
from liaison.people.search import find_representatives
from liaison.segments.queries import segment_ids
from liaison.segments.terms import Query
from liaison.store.store import Store
from liaison.store.tables import Named
from liaison.text.countries import HOME, country_word
from liaison.text.dates import show_day
from liaison.text.words import _, listed
from liaison.tui.sources import IdSource
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row

PEOPLE_COLUMNS = (
    Column("name", lambda: _("Name"), fraction=3, min_width=10),
    Column("sector", lambda: _("Sector"), width=12, priority=2),
    Column("tier", lambda: _("Tier"), width=6, priority=4),
    Column("unit", lambda: _("Unit"), fraction=3, min_width=12, priority=3),
    Column("phone", lambda: _("Phone"), fraction=1, min_width=15, priority=3),
    Column("hometown", lambda: _("Home town"), fraction=2, min_width=10, priority=5),
    Column("place", lambda: _("City"), fraction=2, min_width=10, priority=6),
    Column("cadres", lambda: _("Cadre"), fraction=1, min_width=8, priority=7),
    Column("status", lambda: _("Status"), fraction=1, min_width=12),
)
CADRE_COLUMNS = (
    Column("name", lambda: _("Name"), fraction=2, min_width=10),
    Column("unit", lambda: _("Unit"), fraction=3, min_width=12),
    Column("post", lambda: _("Post"), fraction=2, min_width=8, priority=3),
    Column("phone", lambda: _("Phone"), width=16, priority=2),
    Column("load", lambda: _("Answers for"), width=11, align="right"),
    Column("left", lambda: _("Left on"), width=10, priority=4),
)
_SIGNS: Mapping[PersonStatus, tuple[str, str | None]] = {
    PersonStatus.NO_CONTACT: ("x ", "error"),
    PersonStatus.DECEASED: ("+ ", "muted"),
    PersonStatus.ARCHIVED: ("- ", "muted"),
}


@dataclass(frozen=True)
class PeopleQuestion:
    """Which representatives the list shows; ``unpaired`` keeps those for whom no cadre answers on ``day``.

    With a ``segment`` only its people; they may be archived where the segment says so.
    """

    wanted: PeopleFilter
    day: date
    unpaired: bool = False
    segment: Query | None = None


def people_source(store: Store, question: PeopleQuestion) -> IdSource[tuple[RepresentativeRow, Sequence[Named]]]:
    """The representatives that answer the question, in the office's order of names."""
    return IdSource(
        store,
        lambda session: people_ids(session, question),
        lambda session, ids: _with_cadres(session, ids, question.day),
        lambda pair: person_row(*pair),
    )


def cadres_source(store: Store, text: str, day: date) -> IdSource[tuple[CadreRow, int]]:
    """The cadres that match, those who left included, each with the number of people they answer for."""
    return IdSource(
        store,
        lambda session: [row.id for row in cadre_rows(session, text=text)],
        lambda session, ids: _with_load(session, ids, day),
        lambda pair: cadre_row(*pair),
    )


def people_ids(session: Session, question: PeopleQuestion) -> list[int]:
    """The ids of the representatives that answer the question."""
    ids = _in_segment(session, question) if question.segment else representative_ids(session, question.wanted)
    if not question.unpaired:
        return ids
    alone = unpaired_ids(session, question.day)
    return [row_id for row_id in ids if row_id in alone]


def _in_segment(session: Session, question: PeopleQuestion) -> list[int]:
    wanted = question.wanted
    ids = segment_ids(session, question.segment or Query(), question.day)
    if wanted.text.strip():
        members = set(ids)
        ids = [row_id for row_id in find_representatives(session, wanted.text, limit=None) if row_id in members]
    if replace(wanted, text="") == PeopleFilter():
        return ids
    fitting = set(representative_ids(session, replace(wanted, text="")))
    return [row_id for row_id in ids if row_id in fitting]


def person_row(row: RepresentativeRow, cadres: Sequence[Named]) -> Row:
    """One representative; whoever is not simply active has a sign beside the word."""
    sign, style = _SIGNS.get(row.status, ("", None))
    abroad = country_word(row.country) if row.country not in {"", HOME} else ""
    cells = (
        row.name,
        row.sector,
        row.tier,
        row.unit or row.post,
        row.phone,
        " ".join(part for part in (row.town, row.village) if part),
        " ".join(part for part in (abroad, row.city) if part),
        listed(cadre.name for cadre in cadres),
        sign + _(PERSON_STATUS_WORDS[row.status]) if sign else "",
    )
    return Row(row.id, cells, (*(None,) * (len(cells) - 1), style))


def cadre_row(row: CadreRow, load: int) -> Row:
    """One cadre."""
    left = show_day(row.left_on) if row.left_on else ""
    return Row(row.id, (row.name, row.unit, row.post, row.phone, str(load) if load else "–", left))


def _with_cadres(session: Session, ids: Sequence[int], day: date) -> list[tuple[RepresentativeRow, Sequence[Named]]]:
    cadres = cadres_of(session, ids, day)
    return [(row, cadres.get(row.id, ())) for row in representative_rows(session, ids)]


def _with_load(session: Session, ids: Sequence[int], day: date) -> list[tuple[CadreRow, int]]:
    loads = load_of_cadres(session, day)
    wanted = set(ids)
    return [(row, loads.get(row.id, 0)) for row in cadre_rows(session) if row.id in wanted]
