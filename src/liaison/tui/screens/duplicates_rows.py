"""The two records of a pair side by side, line by line: what differs, and whose value wins."""

from collections.abc import Iterator, Mapping

from liaison.stewardship.merge_plan import FieldChoice, MergePlan
from liaison.stewardship.merge_rules import Side
from liaison.text.words import _
from liaison.tui.widgets.rows import Row

DIFFERS = "≠"
ALIKE = "="
WINS = "● "
LOSES = "○ "


def plan_rows(plan: MergePlan, won: Mapping[str, Side]) -> list[Row]:
    """The lines: the fields that one of both has, those that differ first, then how much is tied to either record.

    The key of a field's row is its place in the plan; other rows have negative keys.
    """
    told = [(place, field) for place, field in enumerate(plan.fields) if field.stays or field.goes]
    ordered = sorted(told, key=lambda item: (not item[1].differs, item[0]))
    return [*(_field_row(place, field, won[field.name]) for place, field in ordered), *_counted(plan)]


def _field_row(place: int, field: FieldChoice, side: Side) -> Row:
    if not field.differs:
        return Row(place, (ALIKE, field.label, f"  {field.stays}", f"  {field.goes}"), ("muted",) * 4)
    ours, theirs = side is not Side.GOES, side is not Side.STAYS
    cells = (DIFFERS, field.label, _sign(field.stays, wins=ours), _sign(field.goes, wins=theirs))
    return Row(place, cells, ("warning", None, _look(wins=ours), _look(wins=theirs)))


def _sign(value: str, *, wins: bool) -> str:
    return (WINS if wins else LOSES) + (value or _("(nothing)"))


def _look(*, wins: bool) -> str:
    return "strong" if wins else "muted"


def _counted(plan: MergePlan) -> Iterator[Row]:
    for place, (word, (ours, theirs)) in enumerate(plan.counts.items(), start=1):
        yield Row(-place, ("", _(word), f"  {ours}", f"  {theirs}"), ("muted",) * 4)
