"""What a `SegmentEditor` asks of the store."""

from datetime import date

from sqlmodel import Session

from liaison.people.queries import count_people
from liaison.segments.completion import unfound
from liaison.segments.language import parse_query, show_query
from liaison.segments.queries import read_segment, segment_choices, segment_count, segment_rows
from liaison.tui.desk import Desk
from liaison.tui.forms.segment_editor import SegmentAnswer, SegmentEditor, SegmentOffers


def segment_editor(desk: Desk, text: str = "", *, empty_is_all: bool = False) -> SegmentEditor:
    """An editor of a query over the representatives of the desk's office.

    An empty query means all who can be contacted; with ``empty_is_all`` the deceased and archived too.
    """

    def judge(typed: str) -> SegmentAnswer:
        if empty_is_all and not typed.strip():
            return SegmentAnswer(desk.store.read(count_people)[1])
        return desk.store.read(judge_segment, typed, desk.today())

    return SegmentEditor(lambda: desk.store.read(segment_offers), judge, text)


def segment_offers(session: Session) -> SegmentOffers:
    """What a query can name, and the saved segments by name."""
    saved = tuple((row.name, show_query(parse_query(row.query))) for row in segment_rows(session))
    return SegmentOffers(segment_choices(session), saved)


def judge_segment(session: Session, typed: str, today: date) -> SegmentAnswer:
    """How many people a query, or the saved segment of that name, means today; words that nobody has are remarked on.

    Raises:
        InvalidInputError: when it is neither.
    """
    query = read_segment(session, typed)
    return SegmentAnswer(segment_count(session, query, today), tuple(unfound(query, segment_choices(session))))
