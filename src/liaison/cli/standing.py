"""``liaison people status|no-contact|pause|resume``: where a person stands with the office."""

from typing import Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY, Who, read_fields
from liaison.cli.output import say
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, n_

Until = Annotated[str | None, typer.Option(metavar=DAY, help=N_("The last day; without it, until contact is resumed."))]
Reason = Annotated[
    str, typer.Option(metavar="asked_for_quiet|not_convenient|other", help=N_("Why, from a fixed list."))
]


def register(people: typer.Typer) -> None:
    """Add the commands to the group of representatives."""
    add_command(
        people,
        "status",
        status,
        words=N_("Set a status: active again, archived or deceased."),
        example="liaison people status 覃淼 archived --since 2026-11-01",
    )
    add_command(
        people,
        "no-contact",
        no_contact,
        words=N_("Note that somebody asks not to be contacted, at all or by one channel."),
        example="liaison people no-contact 覃淼 --since 2026-11-01",
    )
    add_command(
        people,
        "pause",
        pause_person,
        words=N_("Leave somebody in peace for a time; afterwards there are two weeks to get in touch."),
        example="liaison people pause 覃淼 --until 2026-12-31 --reason asked_for_quiet",
    )
    add_command(
        people,
        "resume",
        resume_person,
        words=N_("End the pauses of somebody, those of single pairings too."),
        example="liaison people resume 覃淼",
    )


def status(
    context: typer.Context,
    who: Who,
    new: Annotated[str, typer.Argument(metavar=N_("STATUS"), help=N_("active, archived or deceased."))],
    since: Annotated[str | None, typer.Option(metavar=DAY, help=N_("Since when; today without it."))] = None,
) -> None:
    """Set the status of a representative."""
    from liaison.people.fields import STATUS, PersonStatus
    from liaison.people.lookup import find_representative
    from liaison.stewardship.status import change_status

    office = office_of(context)
    asked = STATUS.read(new)
    if asked is PersonStatus.NO_CONTACT:
        raise InvalidInputError(_("For this there is a command of its own: liaison people no-contact."), field="status")
    day = read_day(since, office.day()) if since else office.day()
    with office.store() as store:
        who_is_meant = store.read(find_representative, who)
        store.write(change_status, who_is_meant, asked, since=day, today=office.day())
    say(_("Saved."))


def no_contact(
    context: typer.Context,
    who: Who,
    since: Annotated[str | None, typer.Option(metavar=DAY, help=N_("Since when; today without it."))] = None,
    channel: Annotated[
        str | None, typer.Option(metavar="post|phone|message|email", help=N_("Only by this channel."))
    ] = None,
) -> None:
    """Note a wish not to be contacted."""
    from liaison.people.fields import CHANNEL_WORDS, Channel
    from liaison.people.lookup import find_representative
    from liaison.stewardship.no_contact import set_no_contact
    from liaison.text.fields import choice

    office = office_of(context)
    today = office.day()
    day = read_day(since, today) if since else today
    by = choice(Channel, CHANNEL_WORDS)(channel) if channel else None
    with office.store() as store:
        row_id = store.read(find_representative, who)
        count = store.write(set_no_contact, row_id, since=day, today=today, channel=by)
    sentence = n_(
        "Noted. {count} planned contact was cancelled.", "Noted. {count} planned contacts were cancelled.", count
    )
    say(sentence.format(count=count))


def pause_person(
    context: typer.Context,
    who: Who,
    start: Annotated[str, typer.Option("--from", metavar=DAY, help=N_("The first day; today without it."))] = "",
    until: Until = None,
    reason: Reason = "other",
) -> None:
    """Pause contact with a representative."""
    from liaison.pairing.service import pause
    from liaison.people.fields import PAUSE_FIELDS
    from liaison.people.lookup import find_representative

    office = office_of(context)
    today = office.day()
    typed = {"from_on": start or today.isoformat(), "until": until or "", "reason": reason}
    with office.store() as store:
        row_id = store.read(find_representative, who)
        store.write(pause, representative_id=row_id, today=today, **read_fields(PAUSE_FIELDS, typed, today))
    say(_("Saved."))


def resume_person(
    context: typer.Context,
    who: Who,
    on: Annotated[str | None, typer.Option(metavar=DAY, help=N_("From which day on; today without it."))] = None,
) -> None:
    """End the pauses of a representative."""
    from liaison.pairing.service import resume
    from liaison.people.lookup import find_representative

    office = office_of(context)
    today = office.day()
    day = read_day(on, today) if on else today
    with office.store() as store:
        count = store.write(resume, store.read(find_representative, who), on=day, today=today)
    sentence = n_("{count} pause ends on the day before {day}.", "{count} pauses end on the day before {day}.", count)
    say(sentence.format(count=count, day=day))
