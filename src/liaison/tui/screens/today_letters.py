"""The list of letters in the Today room: festivals to come with their days, and letters that came back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from liaison.calendar.festivals import FESTIVAL_WORDS
from liaison.letters.fields import CAMPAIGN_STAGE_WORDS, CampaignStage
from liaison.letters.queries import PieceRow
from liaison.letters.rules import names_line
from liaison.letters.waiting import FestivalAhead, festivals_ahead, returned_waiting
from liaison.text.dates import show_day, show_day_long
from liaison.text.words import _, n_
from liaison.tui.screens.today_sections import Section, Whom
from liaison.tui.sources import ReadSource
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row, RowSource

_COLUMNS = (
    Column("what", lambda: _("Matter"), fraction=2, min_width=16),
    Column("day", lambda: _("Date"), width=10, priority=3),
    Column("print", lambda: _("Print by"), width=12, priority=4),
    Column("post", lambda: _("Post by"), width=12, priority=2),
    Column("state", lambda: _("State"), fraction=3, min_width=18),
)
_SHOWN = 8
_SOON = 14


class LettersSection(Section):
    """Festivals with letters, the next first, then returned letters whose address is not mended yet."""

    COLUMNS = _COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Letters")

    def nothing(self) -> str:
        """Nothing is near."""
        return _("No festival with letters is near, and no letter came back.")

    def source(self, today: date) -> RowSource:
        """Both kinds in one list."""
        return ReadSource(
            self.desk.store, lambda session: _waiting(session, today), self._kept(_key, lambda each: _row(each, today))
        )

    def about(self, found: Any) -> str:
        """The days of a festival and who is too late; where a letter came back from."""
        return _about_festival(found, self.desk.today()) if isinstance(found, FestivalAhead) else _about_letter(found)

    async def whom(self, keys: Sequence[int]) -> Whom:
        """The people of returned letters."""
        found = [self._found[key] for key in keys if key in self._found]
        people = dict.fromkeys(each for piece in found if isinstance(piece, PieceRow) for each in piece.people)
        return Whom(tuple(people))

    def campaign(self, key: int) -> int | None:
        """The campaign of a festival's row, if there is one."""
        found = self._found.get(key)
        return found.row.campaigns[0].id if isinstance(found, FestivalAhead) and found.row.campaigns else None


def _waiting(session: Session, today: date) -> list[FestivalAhead | PieceRow]:
    return [*festivals_ahead(session, today), *returned_waiting(session)]


def _key(found: FestivalAhead | PieceRow) -> int:
    # Festivals have no number of their own; pieces have positive ones.
    return -found.row.day.toordinal() if isinstance(found, FestivalAhead) else found.id


def _row(found: FestivalAhead | PieceRow, today: date) -> Row:
    if isinstance(found, FestivalAhead):
        return _festival_row(found, today)
    names = names_line([person.name for person in found.people], 2)
    day = show_day(found.returned_on) if found.returned_on else ""
    cells = (_("Returned: {names}").format(names=names), day, "", "", "! " + _("address to be mended"))
    return Row(found.id, cells, (None, None, None, None, "warning"))


def _festival_row(found: FestivalAhead, today: date) -> Row:
    row = found.row
    about = "~ " if row.provisional else ""
    late = len(found.too_late)
    state = _state(found)
    if late:
        state += _(", ") + n_("{count} too late", "{count} too late", late).format(count=late)
    pressing = not row.posted and (row.print_by - today).days <= _SOON
    cells = (
        _(FESTIVAL_WORDS[row.festival]),
        show_day(row.day),
        "" if row.posted else about + show_day(row.print_by),
        "" if row.posted else about + show_day(row.post_by),
        state,
    )
    style = "warning" if pressing else None
    return Row(_key(found), cells, (None, None, style, style, "error" if late else style))


def _state(found: FestivalAhead) -> str:
    if not found.row.campaigns:
        return _("no campaign yet")
    if found.row.posted:
        return _("posted")
    stages = [stage for stage in CampaignStage if stage in found.stages.values()]
    return _(CAMPAIGN_STAGE_WORDS[stages[0]])


def _about_festival(found: FestivalAhead, today: date) -> str:
    row = found.row
    sentence = _("{festival}: {day}, {lunar}, in {left}.")
    left = n_("{count} day", "{count} days", row.days_left).format(count=row.days_left)
    words = _(FESTIVAL_WORDS[row.festival])
    parts = [sentence.format(festival=words, day=show_day_long(row.day), lunar=row.lunar_words, left=left)]
    if not row.posted:
        days = _("List by {freeze}, print by {print}, post from {first} (farthest zone) to {last} (nearest).")
        parts.append(
            days.format(freeze=row.freeze_by, print=row.print_by, first=row.post_by, last=row.last_post_by)
            if row.post_by >= today
            else _("For the farthest zone the day to post was {first}; for the nearest it is {last}.").format(
                first=row.post_by, last=row.last_post_by
            )
        )
    if found.too_late:
        names = names_line([person.name for person in found.too_late], _SHOWN)
        parts.append(_("Too late for: {names}.").format(names=names))
    if not row.campaigns:
        parts.append(_("Enter begins in Letters."))
    return " ".join(parts)


def _about_letter(found: PieceRow) -> str:
    sentence = _("The letter {code} of “{campaign}” to {names} in {place} came back. Enter: the card, to mend it.")
    names = names_line([person.name for person in found.people], 2)
    return sentence.format(code=found.code, campaign=found.campaign.name, names=names, place=found.place or "–")
