"""Changes to saved segments, each a named deed."""

from dataclasses import replace

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.segments.fields import NAME
from liaison.segments.language import parse_query, show_query
from liaison.segments.models import Segment
from liaison.segments.terms import AnyOf, Key, Term
from liaison.store.store import about, deed
from liaison.text.words import N_, _


@deed(N_("save a segment"))
def save_segment(session: Session, name: str, query: str, *, overwrite: bool = False) -> int:
    """Keep a query under a name; with ``overwrite``, in place of the one that has the name. Return the id.

    Raises:
        InvalidInputError: when the name or the query is empty or wrong.
        ConflictError: when the name is taken, saying by which query.
    """
    title: str = NAME.read(name)
    about(session, title)
    parsed = parse_query(query)
    if not parsed.terms:
        sentence = _("Say who is meant; “{query}” means everybody.")
        raise InvalidInputError(sentence.format(query=show_query(parse_query("status:active"))), field="query")
    held = session.exec(select(Segment).where(col(Segment.name) == title)).first()
    if held is not None and not overwrite:
        sentence = _("The segment “{name}” exists already: {query}")
        raise ConflictError(sentence.format(name=title, query=show_query(parse_query(held.query))), field="name")
    row = held or Segment(name=title)
    row.query = show_query(parsed, "en")
    session.add(row)
    session.flush()
    return row.key


@deed(N_("delete a segment"))
def delete_segment(session: Session, segment_id: int) -> None:
    """Forget a saved segment; its people stay as they are.

    Raises:
        NotFoundError: when there is none.
    """
    row = session.get(Segment, segment_id)
    if row is None:
        raise NotFoundError(_("There is no segment with the number {id}.").format(id=segment_id))
    about(session, row.name)
    session.delete(row)
    session.flush()


def reword_segments(session: Session, key: Key, old: str, new: str) -> int:
    """Write another word for one that the office has changed, within a deed; return how many segments had it."""
    changed = 0
    for row in session.exec(select(Segment)):
        parsed = parse_query(row.query)
        terms = tuple(_reworded(term, key, old, new) for term in parsed.terms)
        if terms != parsed.terms:
            row.query = show_query(replace(parsed, terms=terms), "en")
            changed += 1
    session.flush()
    return changed


def _reworded(term: Term, key: Key, old: str, new: str) -> Term:
    if not isinstance(term, AnyOf) or term.key is not key:
        return term
    values = (new if value == old else value for value in term.values)
    return replace(term, values=tuple(dict.fromkeys(values)))
