"""A handover plan as lines of a table, and the handover sheet of one person."""

from textual.content import Content

from liaison.pairing.handover import HandoverSheet
from liaison.text.display import printable
from liaison.text.words import _, listed, p_
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row
from liaison.visits.fields import (
    CONTACT_KIND_WORDS,
    CONTACT_STATE_WORDS,
    FOLLOW_UP_KIND_WORDS,
    FOLLOW_UP_STATE_WORDS,
    ContactState,
)
from liaison.visits.queries import FollowUpRow, VisitRow

COLUMNS = (
    Column("person", lambda: _("Representative"), fraction=2, min_width=12),
    Column("taker", lambda: _("Taken over by"), fraction=2, min_width=12),
    Column("load", lambda: _("Load"), width=8),
    Column("since", lambda: _("Paired since"), width=12, priority=3),
    Column("last", lambda: _("Last contact"), width=12, priority=2),
    Column("open", lambda: p_("suggestions and requests", "Open"), width=4, align="right", priority=2),
)


def sheet_row(sheet: HandoverSheet, taker: str, load: str, *, stays: bool) -> Row:
    """One person of the plan; one who ``stays`` is not handed over."""
    last = next((visit.happened_on.isoformat() for visit in sheet.contacts if visit.state is ContactState.DONE), "–")
    to, style = (f"→ {taker}", None) if taker else ("! " + _("nobody yet"), "warning")
    if stays:
        to, style = "- " + _("stays"), "muted"
    cells = (
        sheet.pairing.representative.name,
        to,
        load,
        sheet.pairing.started_on.isoformat(),
        last,
        str(len(sheet.follow_ups) or ""),
    )
    return Row(sheet.pairing.id, cells, (None, style))


def sheet_words(sheet: HandoverSheet) -> Content:
    """What the next cadre needs to know of one person."""
    pairing = sheet.pairing
    since = _("paired since {day}").format(day=pairing.started_on)
    parts: list[str | tuple[str, str]] = [(printable(pairing.representative.name), "bold"), f"  {since}\n"]
    parts += [(_("Last contacts"), "underline"), "\n"]
    parts += [_visit_line(visit) + "\n" for visit in sheet.contacts] or [_("none so far") + "\n"]
    parts += [(_("Open suggestions and requests"), "underline"), "\n"]
    parts += [_follow_up_line(row) + "\n" for row in sheet.follow_ups] or [_("none open") + "\n"]
    return Content.assemble(*parts)


def _visit_line(visit: VisitRow) -> str:
    kind, state = _(CONTACT_KIND_WORDS[visit.kind]), _(CONTACT_STATE_WORDS[visit.state])
    cadres = listed(cadre.name for cadre in visit.cadres)
    parts = (visit.happened_on.isoformat(), kind, state, cadres, visit.place, visit.summary)
    return printable(" · ".join(part.replace("\n", " ") for part in parts if part))


def _follow_up_line(row: FollowUpRow) -> str:
    words = (row.received_on.isoformat(), _(FOLLOW_UP_KIND_WORDS[row.kind]), _(FOLLOW_UP_STATE_WORDS[row.state]))
    return printable(" · ".join((*words, row.text.replace("\n", " "))))
