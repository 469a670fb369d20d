"""``liaison pair suggest``: pairings proposed for those who have none, to accept in whole or part."""

from typing import TYPE_CHECKING, Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY, Form
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from liaison.pairing.suggestions import Suggestion


def register(pairs: typer.Typer) -> None:
    """Add the command to the group of pairings."""
    add_command(
        pairs,
        "suggest",
        suggest,
        words=N_("Suggest a cadre for everybody without one, by load and home town only; --apply accepts."),
        example="liaison pair suggest --limit 20 --only 1,3,4 --apply",
    )


def suggest(
    context: typer.Context,
    limit: Annotated[int | None, typer.Option(min=1, help=N_("For so many people, the longest uncontacted."))] = None,
    capacity: Annotated[int | None, typer.Option(min=1, help=N_("No cadre answers for more people than this."))] = None,
    only: Annotated[
        str | None, typer.Option(metavar="N,N…", help=N_("With --apply: only these lines of the plan."))
    ] = None,
    start: Annotated[str, typer.Option("--from", metavar=DAY, help=N_("The first day; today without it."))] = "",
    apply: Annotated[bool, typer.Option("--apply", help=N_("Pair them as suggested."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Print suggested pairings, or accept them."""
    from liaison.pairing.service import add_pairings
    from liaison.pairing.suggest import AFFINITY_WORDS, Affinity
    from liaison.pairing.suggestions import suggestions

    office = office_of(context)
    today = office.day()
    day = read_day(start, today) if start else today
    with office.store() as store:
        plan = store.read(suggestions, day, limit=limit, capacity=capacity)
        chosen = _chosen(plan, only)
        if apply and chosen:
            pairs = [(row.cadre.id, row.representative.id) for _number, row in chosen]
            store.write(add_pairings, pairs, day)
    rows = [{"line": number, **record(row)} for number, row in chosen]
    emit(rows, _columns(), form, {"affinity": lambda code: _(AFFINITY_WORDS[Affinity(code)])})
    if apply:
        say(n_("{count} person was paired.", "{count} people were paired.", len(chosen)).format(count=len(chosen)))
    elif plan:
        say(_("Nothing was changed. Repeat the command with --apply to pair them so, --only for some lines."))


def _chosen(plan: "list[Suggestion]", only: str | None) -> "list[tuple[int, Suggestion]]":
    lines = list(enumerate(plan, 1))
    if only is None:
        return lines
    asked = [part.strip() for part in only.replace("，", ",").replace("、", ",").split(",") if part.strip()]
    for part in asked:
        if not part.isdecimal() or not 1 <= int(part) <= len(plan):
            sentence = _("--only: the plan has the lines 1 to {count}, but no “{value}”.")
            raise InvalidInputError(sentence.format(count=len(plan), value=part), field="only")
    wanted = {int(part) for part in asked}
    return [(number, row) for number, row in lines if number in wanted]


def _columns() -> dict[str, str]:
    return {
        "line": _("Line"),
        "representative": _("Representative"),
        "town": _("Home town"),
        "cadre": _("Cadre"),
        "affinity": _("Why"),
        "load_before": _("People now"),
        "load_after": _("People then"),
    }
