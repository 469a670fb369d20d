"""The lines of the plan of an import: what is rejected, what is probably somebody, what changes, what is new."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from liaison.exchange.planned import Choice, Plan, Planned, Verdict
from liaison.text.words import N_, _, p_
from liaison.tui.widgets.rows import Row

MOST = 5000
"""So many lines of one kind are listed; the counts tell of all."""


class Kind(StrEnum):
    """What a line tells of."""

    REJECTED = "rejected"
    ALIKE = "alike"
    CHANGED = "changed"
    NEW = "new"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.REJECTED: N_("rejected"),
    Kind.ALIKE: N_("probably the same"),
    Kind.CHANGED: N_("changed"),
    Kind.NEW: N_("new"),
}
CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.LATER: N_("decide later"),
    Choice.SAME: N_("is that person"),
    Choice.APART: N_("somebody else for good"),
}
Line = tuple[Kind, Planned, Row]
_Tells = Callable[[Planned], Iterator[tuple[str, ...]]]


def lines(plan: Plan, shown: Kind | None) -> list[Line]:
    """The lines of one kind, or of all, the most urgent first; each with the row that it is about."""
    found: list[Line] = []
    for kind in Kind:
        if shown in {None, kind}:
            found.extend(_of_kind(plan, kind, len(found)))
    return found


def _of_kind(plan: Plan, kind: Kind, first: int) -> Iterator[Line]:
    count = 0
    for planned in _rows(plan, kind):
        for cells in _TELLS[kind](planned):
            if count == MOST:
                return
            head = (_(KIND_WORDS[kind]), planned.row.where, str(planned.row.number))
            style = {Kind.REJECTED: "error", Kind.ALIKE: "warning"}.get(kind)
            yield kind, planned, Row(first + count, (*head, *cells), (style,))
            count += 1


def _rows(plan: Plan, kind: Kind) -> Iterator[Planned]:
    for rows in plan.rows.values():
        for planned in rows:
            if (
                (kind is Kind.REJECTED and planned.rejected)
                or (kind is Kind.ALIKE and planned.alike is not None and not planned.rejected)
                or (kind is Kind.CHANGED and planned.changes and not planned.rejected)
                or (kind is Kind.NEW and planned.verdict is Verdict.NEW and planned.alike is None)
            ):
                yield planned


def _tell_rejected(planned: Planned) -> Iterator[tuple[str, ...]]:
    yield from ((mend.header, mend.value, mend.sentence) for mend in planned.mends)


def _tell_alike(planned: Planned) -> Iterator[tuple[str, ...]]:
    alike = planned.alike
    if alike is not None:
        who = f"{alike.name}（{alike.unit}）" if alike.unit else alike.name
        told = _("{choice}: {who}, likeness {score}: {why}")
        told = told.format(choice=_(CHOICE_WORDS[planned.choice]), who=who, score=alike.score, why=alike.why)
        yield _("Name"), _who(planned), told


def _tell_changed(planned: Planned) -> Iterator[tuple[str, ...]]:
    for change in planned.changes:
        told = p_("an old value and a new one", "“{old}” → “{new}”").format(old=change.old, new=change.new)
        yield change.header, _who(planned), told


def _tell_new(planned: Planned) -> Iterator[tuple[str, ...]]:
    values = planned.row.values
    told = (str(values.get(name) or "") for name in ("unit", "post", "phone", "town"))
    yield "", _who(planned), " ".join(filter(None, told))


def _who(planned: Planned) -> str:
    """Whom a row is about: its name, or what stands in its first cells."""
    values = planned.row.values
    name = values.get("name") or values.get("representative") or values.get("representatives")
    return str(name) if name else " ".join(str(value) for value in list(values.values())[:2])


_TELLS: Mapping[Kind, _Tells] = {
    Kind.REJECTED: _tell_rejected,
    Kind.ALIKE: _tell_alike,
    Kind.CHANGED: _tell_changed,
    Kind.NEW: _tell_new,
}
