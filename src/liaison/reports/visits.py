"""The visit summary: who contacted whom, how often and how, what came up, and what is still open."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from liaison.reports.contacts import cadres_of_visits, contact_figures, participations, people_by_id
from liaison.reports.document import (
    Cell,
    Chart,
    Column,
    Figure,
    RecordKind,
    Records,
    Report,
    Row,
    Section,
    Table,
    Unit,
    counted,
    unit_word,
)
from liaison.reports.fields import BY_WORDS, By
from liaison.reports.follow_ups import Raised, raised_figure, raised_table, raised_until
from liaison.reports.records import record_columns, record_lines
from liaison.reports.spans import Span, day_words
from liaison.reports.visit_groups import GROUPERS, HEADERS, NO_CADRE, Facts, Group, open_of
from liaison.stewardship.disclosures import Given
from liaison.store.tables import Named
from liaison.text.words import _, n_
from liaison.visits.fields import CONTACT_KIND_WORDS, ContactKind, FollowUpKind

_MOST_BARS = 60
"""A chart of more lines than these shows nothing."""
MOST_LISTED = 300
"""How many contacts stand in the list of the report; the workbook has all of them behind its figures."""


def visits_report(session: Session, span: Span, by: By, today: date) -> Report:
    """The visit summary of a span."""
    taken = participations(session, span)
    raised = raised_until(session, span.until)
    facts = Facts(
        span,
        taken,
        cadres_of_visits(session, span),
        people_by_id(session, [*(p.person_id for p in taken), *(one.person_id for one in raised)]),
        [one for one in raised if one.is_open],
    )
    came_up = [one for one in raised if one.received_on >= span.since]
    return Report(
        given=Given.VISITS,
        title=_("Visit summary"),
        span=span.words(),
        made_on=today,
        sections=(
            _in_all(facts, came_up),
            _by_kind(facts),
            *((_groups(session, facts, By.MONTH),) if by is not By.MONTH else ()),
            _groups(session, facts, by),
            Section(_("What came up"), table=raised_table(came_up)),
            Section(_("Still open"), remark=_open_remark(today), table=raised_table(facts.open_now)),
            _list(session, facts),
        ),
        definitions=_definitions(),
        people=tuple(sorted({p.person_id for p in taken} | {one.person_id for one in (*came_up, *facts.open_now)})),
    )


def _definitions() -> tuple[str, ...]:
    return (
        _("Only contacts that are done are counted; planned, cancelled and missed ones are not."),
        _(
            "Times count contacts, person-times every representative in each of them, people each representative once."
            " A contact with several cadres or people stands in each of their lines, so lines do not add up."
        ),
    )


def _open_remark(today: date) -> str:
    return _("Received up to the last day of the span and neither closed nor sent back by {day}.").format(
        day=day_words(today)
    )


def _in_all(facts: Facts, came_up: Sequence[Raised]) -> Section:
    visits = {p.visit_id for p in facts.taken}
    cadres = sorted({cadre for visit in visits for cadre in facts.cadres.get(visit, ())})
    return Section(
        _("In all"),
        figures=(
            *(
                _named(figure.key, figure.unit, figure.records)
                for figure in contact_figures("all", _("Contacts"), facts.taken)
            ),
            counted("all.cadres", _("Cadres who took part"), Unit.PEOPLE, RecordKind.CADRE, cadres),
            *(
                raised_figure(f"came_up.{kind.value}", label, kind, came_up)
                for kind, label in (
                    (FollowUpKind.SUGGESTION, _("Suggestions that came up")),
                    (FollowUpKind.REQUEST, _("Requests that came up")),
                )
            ),
            *(
                raised_figure(f"open.{kind.value}", label, kind, facts.open_now)
                for kind, label in (
                    (FollowUpKind.SUGGESTION, _("Suggestions still open")),
                    (FollowUpKind.REQUEST, _("Requests still open")),
                )
            ),
        ),
    )


def _named(key: str, unit: Unit, records: Records) -> Figure:
    labels = {
        Unit.CONTACTS: _("Contacts"),
        Unit.PERSON_TIMES: _("Person-times"),
        Unit.PEOPLE: _("Representatives contacted"),
    }
    return Figure(key, labels[unit], unit, len(records.ids), records)


def _by_kind(facts: Facts) -> Section:
    rows = tuple(
        Row((_(CONTACT_KIND_WORDS[kind]), *contact_figures(f"kind.{kind.value}", "", of_kind)))
        for kind in ContactKind
        if (of_kind := [p for p in facts.taken if p.kind is kind])
    )
    total = Row((_("In all"), *contact_figures("kind.all", "", facts.taken)))
    units = (Unit.CONTACTS, Unit.PERSON_TIMES, Unit.PEOPLE)
    columns = (Column(_("How"), 2), *(Column(unit_word(unit), 1, number=True) for unit in units))
    return Section(_("How"), table=Table(columns, rows, total), chart=Chart(_("Person-times by kind"), (2,)))


def _groups(session: Session, facts: Facts, by: By) -> Section:
    columns = (
        Column(HEADERS[by](), 1.8),
        *(Column(unit_word(unit), 1.1, number=True) for unit in (Unit.CONTACTS, Unit.PERSON_TIMES, Unit.PEOPLE)),
        *(Column(_(CONTACT_KIND_WORDS[kind]), 0.9, number=True) for kind in ContactKind),
        Column(_("Last contact"), 1.8),
        Column(_("Open suggestions"), 1.2, number=True),
        Column(_("Open requests"), 1.2, number=True),
    )
    groups = GROUPERS[by](session, facts)
    total = _row(Group(f"{by.value}.all", _("In all"), facts.taken), facts.open_now)
    rows = tuple(_row(group, open_of(facts, group)) for group in groups)
    # What no cadre is named for, as letters to everybody, would make all other bars small.
    charted = len(rows) - (bool(groups) and groups[-1].key == NO_CADRE)
    kinds = tuple(range(4, 4 + len(ContactKind)))
    chart = Chart(_("Contacts by kind"), kinds, lines=charted) if len(rows) <= _MOST_BARS else None
    return Section(_(BY_WORDS[by]), table=Table(columns, rows, total), chart=chart)


def _row(group: Group, open_now: Sequence[Raised]) -> Row:
    label = group.words
    kinds = (
        counted(
            f"{group.key}.{kind.value}",
            label,
            Unit.CONTACTS,
            RecordKind.VISIT,
            (p.visit_id for p in group.taken if p.kind is kind),
        )
        for kind in ContactKind
    )
    last = max((p.day for p in group.taken), default=None)
    still = (
        raised_figure(f"{group.key}.open.{kind.value}", label, kind, open_now)
        for kind in (FollowUpKind.SUGGESTION, FollowUpKind.REQUEST)
    )
    cells: tuple[Cell, ...] = (label, *contact_figures(group.key, label, group.taken), *kinds, last, *still)
    return Row(cells, (Named(group.person_id, label),) if group.person_id is not None else ())


def _list(session: Session, facts: Facts) -> Section:
    ids = tuple(dict.fromkeys(p.visit_id for p in facts.taken))
    shown = Records(RecordKind.VISIT, ids[-MOST_LISTED:])
    rows = tuple(Row(line.cells, line.people) for line in record_lines(session, shown))
    left_out = len(ids) - len(rows)
    remark = n_(
        "{count} earlier contact is not listed here; the workbook has it.",
        "{count} earlier contacts are not listed here; the workbook has them.",
        left_out,
    )
    return Section(
        _("Contact records"),
        remark=remark.format(count=left_out) if left_out else "",
        table=Table(record_columns(shown), rows),
    )
