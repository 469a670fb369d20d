"""``liaison letters recipients`` and its like: who gets a letter, what it will say, what is decided by hand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, PageForm, Who
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, listed, n_

if TYPE_CHECKING:
    from liaison.letters.fields import Exclusion
    from liaison.letters.pieces import PrintJob

Campaign = Annotated[
    str, typer.Argument(metavar=N_("CAMPAIGN"), help=N_("The campaign: its name, a part of it, or '#id'."))
]
People = Annotated[
    list[str],
    typer.Argument(metavar=N_("WHO…"), help=N_("Who: names, name（unit）, numbers, pinyin or '#id'.")),
]
Note = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Why, for those who look at it later."))]
_OUTCOMES = "piece|rider|excluded"
_CHANNELS = "post|by_hand|message"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_command(
        app,
        "recipients",
        recipients,
        words=N_("List everybody of the segment: who gets a letter, who shares one, who is left out and why."),
        example="liaison letters recipients 春节 --outcome excluded",
    )
    add_command(
        app,
        "preview",
        preview,
        words=N_("Show the letter and the envelope of one recipient, before or after freezing."),
        example="liaison letters preview 春节 覃淼 --picture letter.png",
    )
    _register_choices(app)


def _register_choices(app: typer.Typer) -> None:
    """Add what is decided by hand."""
    add_command(
        app,
        "include",
        include,
        words=N_("Include people by hand, though too late, though an address came back, though not of the segment."),
        example="liaison letters include 春节 覃淼 --note 已电话确认地址",
    )
    add_command(
        app,
        "leave-out",
        leave_out,
        words=N_("Leave people out by hand."),
        example="liaison letters leave-out 春节 覃淼 --note 节前已登门",
    )
    add_command(
        app,
        "as-usual",
        as_usual,
        words=N_("Take back what was decided by hand for people."),
        example="liaison letters as-usual 春节 覃淼",
    )
    add_command(
        app,
        "channel",
        channel,
        words=N_("Send somebody's letter by post, have it handed over by the cadre, or send it as a message."),
        example="liaison letters channel 春节 by_hand 覃淼",
    )


def recipients(
    context: typer.Context,
    campaign: Campaign,
    outcome: Annotated[str | None, typer.Option(metavar=_OUTCOMES, help=N_("Only with this outcome."))] = None,
    reason: Annotated[str | None, typer.Option(metavar=N_("REASON"), help=N_("Only left out for this reason."))] = None,
    zone: Annotated[str | None, typer.Option(metavar=N_("ZONE"), help=N_("Only letters to this zone."))] = None,
    form: Form = Format.TABLE,
) -> None:
    """Print everybody of a campaign."""
    from liaison.letters.fields import EXCLUSION_WORDS, ZONE_WORDS, Exclusion, Zone
    from liaison.letters.planning import recipients as everybody
    from liaison.letters.queries import find_campaign
    from liaison.letters.recipients import Outcome
    from liaison.text.fields import choice

    office = office_of(context)
    wanted: dict[str, Any] = {
        "outcome": choice(Outcome, _outcome_words())(outcome) if outcome else None,
        "reason": choice(Exclusion, EXCLUSION_WORDS)(reason) if reason else None,
        "zone": choice(Zone, ZONE_WORDS)(zone) if zone else None,
    }
    with office.store() as store:
        found = store.read(everybody, store.read(find_campaign, campaign), office.day())
    held = {name: value for name, value in wanted.items() if value is not None}
    rows = [record(row) for row in found.rows if all(getattr(row, name) is value for name, value in held.items())]
    emit(rows, _columns(), form, _words())
    if form is Format.TABLE:
        say(counted(found.pieces, found.riders, found.by_reason))


def preview(
    context: typer.Context,
    campaign: Campaign,
    who: Who,
    picture: Annotated[
        Path | None, typer.Option(metavar=N_("FILE"), help=N_("Write the page as a picture (.png) instead."))
    ] = None,
    form: PageForm = Page.TEXT,
) -> None:
    """Print one letter as it would be."""
    from liaison.letters.job import preview_job
    from liaison.letters.queries import find_campaign
    from liaison.people.lookup import find_representative

    office = office_of(context)
    with office.store() as store:
        person = store.read(find_representative, who)
        job = store.read(preview_job, store.read(find_campaign, campaign), person, office.day())
    if picture is not None:
        _write_pictures(job, picture)
    elif form is Page.JSON:
        (piece,) = job.pieces
        emit_json({**record(piece), "text": record(job.texts[piece.language]) if piece.language in job.texts else None})
    else:
        tell("\n".join(letter_lines(job)))


def include(context: typer.Context, campaign: Campaign, people: People, note: Note = "") -> None:
    """Include people by hand."""
    from liaison.letters.fields import Choice

    _choose(context, campaign, people, choice=Choice.INCLUDE, note=note)


def leave_out(context: typer.Context, campaign: Campaign, people: People, note: Note = "") -> None:
    """Leave people out by hand."""
    from liaison.letters.fields import Choice

    _choose(context, campaign, people, choice=Choice.LEAVE_OUT, note=note)


def as_usual(context: typer.Context, campaign: Campaign, people: People) -> None:
    """Take back what was decided by hand."""
    _choose(context, campaign, people, choice=None, channel=None, note="")


def channel(
    context: typer.Context,
    campaign: Campaign,
    way: Annotated[str, typer.Argument(metavar=_CHANNELS, help=N_("How the letter goes out."))],
    people: People,
) -> None:
    """Choose how somebody's letter goes out."""
    from liaison.letters.fields import LETTER_CHANNEL_WORDS, LetterChannel
    from liaison.text.fields import choice

    _choose(context, campaign, people, channel=choice(LetterChannel, LETTER_CHANNEL_WORDS)(way))


def letter_lines(job: "PrintJob") -> list[str]:
    """A letter as lines of text: its envelope, then the page."""
    from liaison.letters.pieces import LetterText
    from liaison.people.fields import Language

    (piece,) = job.pieces
    text = job.texts.get(piece.language, LetterText(piece.language))
    indent = "" if piece.language is Language.EN else "　　"
    envelope = list(piece.address_lines or piece.addressee)
    code = f"{_('Code')}: {piece.code}" if piece.code else ""
    head = [*envelope, *([f"{_('Postcode')}: {piece.postcode}"] if piece.postcode else []), code]
    body = [f"{indent}{line}" for line in piece.body.splitlines() if line.strip()]
    page = [text.heading, piece.salutation, *body, *text.closing, *text.signature, text.date_line]
    return [*(line for line in head if line), "-" * 40, *(line for line in page if line)]


def _choose(context: typer.Context, campaign: str, people: list[str], **values: Any) -> None:
    from liaison.letters.queries import find_campaign
    from liaison.letters.service import choose
    from liaison.people.lookup import find_representative

    with office_of(context).store() as store:
        campaign_id = store.read(find_campaign, campaign)
        ids = [store.read(find_representative, who) for who in people]
        store.write(choose, campaign_id, ids, **values)
    say(n_("Decided for {count} person.", "Decided for {count} people.", len(ids)).format(count=len(ids)))


def _write_pictures(job: "PrintJob", target: Path) -> None:
    """The pages as pictures, numbered from the second on; each whole or not at all."""
    from liaison.printing.files import whole_file
    from liaison.printing.jobs import letter_preview

    if target.suffix.lower() != ".png":
        raise InvalidInputError(_("{path}: a picture ends in .png.").format(path=target), field="picture")
    for number, page in enumerate(letter_preview(job), 1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        with whole_file(path) as partial:
            partial.write_bytes(page)
        say(_("Written: {path}").format(path=path))


def _columns() -> dict[str, str]:
    said = {"person": _("Representative"), "outcome": _("Outcome"), "reason": _("Reason"), "channel": _("How")}
    said |= {"place": _("Place"), "zone": _("Zone"), "post_by": _("Post by"), "together": _("Together with")}
    return said | {"cadre": _("Cadre"), "code": _("Code"), "state": _("State"), "note": _("Note")}


def _words() -> dict[str, Callable[[Any], str]]:
    from liaison.letters.fields import EXCLUSION_WORDS, LETTER_CHANNEL_WORDS, PIECE_STATE_WORDS, ZONE_WORDS
    from liaison.text.fields import code_word

    return {
        "outcome": code_word(_outcome_words()),
        "reason": code_word(EXCLUSION_WORDS),
        "channel": code_word(LETTER_CHANNEL_WORDS),
        "zone": code_word(ZONE_WORDS),
        "state": code_word(PIECE_STATE_WORDS),
    }


def _outcome_words() -> dict[Any, str]:
    from liaison.letters.recipients import Outcome

    return {
        Outcome.PIECE: N_("gets a letter"),
        Outcome.RIDER: N_("shares a letter"),
        Outcome.EXCLUDED: N_("left out"),
    }


def counted(pieces: int, riders: int, by_reason: "Mapping[Exclusion, int]") -> str:
    """Who gets what, in numbers: letters, people who share one, people left out by reason."""
    from liaison.letters.fields import EXCLUSION_WORDS

    reasons = listed(f"{_(EXCLUSION_WORDS[reason])} {count}" for reason, count in by_reason.items())
    letters = n_("{count} letter", "{count} letters", pieces).format(count=pieces)
    said = _("{letters}; {rest}").format(letters=letters, rest=others(riders, sum(by_reason.values())))
    return f"{said} ({reasons})" if reasons else said


def others(riders: int, excluded: int) -> str:
    """How many people have no letter of their own: those who share one, those left out."""
    sharing = n_("{count} shares a letter", "{count} share a letter", riders).format(count=riders)
    return _("{riders}, {excluded} left out").format(riders=sharing, excluded=excluded)
