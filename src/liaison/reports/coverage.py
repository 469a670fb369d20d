"""The coverage report: of the people paired, how many were contacted as their rules want; in all, by time, by cadre.

Cadres stand in the office's order of names. There is no rank, no score and no colour by person.
"""

from collections import defaultdict
from datetime import date

from sqlmodel import Session

from liaison.people.models import Cadre
from liaison.people.queries import cadre_rows
from liaison.reports.contacts import in_name_order
from liaison.reports.document import Chart, Column, Figure, RecordKind, Records, Report, Row, Section, Table, Unit
from liaison.reports.spans import Span, day_words, parts
from liaison.reports.tally import KEYS, Held, Judged, figures_of, judged, labels_of_figures, pairings_of, tally
from liaison.stewardship.disclosures import Given
from liaison.text.words import _

_SHARES = (1 + KEYS.index("coverage"), 1 + KEYS.index("completion"))


def coverage_report(session: Session, span: Span, today: date) -> Report:
    """Coverage and completion over a span."""
    held = pairings_of(session, span)
    found = judged(held, span)
    whole = tally(found)
    figures = figures_of("all", whole)
    no_rule = Records(RecordKind.PAIRING, whole.no_rule)
    return Report(
        given=Given.COVERAGE,
        title=_("Coverage and completion"),
        span=span.words(),
        made_on=today,
        sections=(
            Section(
                _("In all"),
                figures=(
                    *figures,
                    Figure("all.no_rule", _("Without a rule"), Unit.PAIRINGS, len(no_rule.ids), no_rule),
                ),
            ),
            _by_time(held, span),
            _by_cadre(session, found, figures),
        ),
        definitions=coverage_definitions(span),
        people=tuple(sorted({one.person_id for one in held})),
    )


def coverage_definitions(span: Span) -> tuple[str, ...]:
    """What the figures mean, as it is printed on the page."""
    return (
        _(
            "Coverage = distinct active paired persons with at least one counting contact ÷ active paired persons. Who"
            " is paired and active is told for {day}, and whoever is only paused is among them; a contact counts as the"
            " rule of the pairing says."
        ).format(day=day_words(span.until)),
        _(
            "Completion = Σ min(done, required) ÷ Σ required, where required = N × the obliged periods that end in the"
            " span; calendar clauses only."
        ),
        _(
            "A period on whose last day contact is paused, or the person is not to be contacted, obliges nobody. Past"
            " days are answered with today's rules."
        ),
        _(
            "Rolling clauses have no periods and are not part of completion: their pairings are shown as on time or"
            " late on {day}, those that are paused in neither."
        ).format(day=day_words(span.until)),
        _(
            "Overdue and never contacted are told for {day}. Somebody paired with two cadres is counted with each, and"
            " once in all. Cadres stand in the order of their names; this is no ranking."
        ).format(day=day_words(span.until)),
    )


def _columns(first: str) -> tuple[Column, ...]:
    labels = labels_of_figures()
    return (Column(first, 2), *(Column(labels[name], 1, number=True) for name in KEYS))


def _by_time(held: list[Held], span: Span) -> Section:
    rows = tuple(Row((name, *figures_of(f"time.{name}", tally(judged(held, part))))) for name, part in parts(span))
    return Section(
        _("By time"),
        remark=_(
            "Each line is the same reckoning for its own days; overdue and never contacted are told for its last."
        ),
        table=Table(_columns(_("Time")), rows),
        chart=Chart(_("Coverage and completion by time"), _SHARES, stacked=False),
    )


def _by_cadre(session: Session, found: list[Judged], total: tuple[Figure, ...]) -> Section:
    of_cadre: dict[int, list[Judged]] = defaultdict(list)
    for one in found:
        of_cadre[one.cadre_id].append(one)
    names = {row.id: row.name for row in cadre_rows(session)}
    rows = tuple(
        Row((names[cadre], *figures_of(f"cadre.{cadre}", tally(of_cadre[cadre]))))
        for cadre in in_name_order(session, of_cadre, Cadre)
    )
    return Section(_("By cadre"), table=Table(_columns(_("Cadre")), rows, Row((_("In all"), *total))))
