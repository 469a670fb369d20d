"""``liaison letters post``, ``returned``, ``acknowledged``: what becomes of letters once they are printed."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.letter_people import Campaign
from liaison.cli.options import DAY, Form, PageForm
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command, read_day
from liaison.errors import ExitCode, InvalidInputError, LiaisonError
from liaison.text.words import N_, _, listed, n_

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from liaison.letters.posting import Posted
    from liaison.letters.returns import Returned
    from liaison.store.store import Store

Codes = Annotated[
    list[str],
    typer.Argument(metavar=N_("CODE…"), help=N_("The codes on the envelopes; “-” reads them from stdin, one a line.")),
]
OneCode = Annotated[str, typer.Argument(metavar=N_("CODE"), help=N_("The code on the envelope."))]
On = Annotated[str, typer.Option("--on", metavar=DAY, help=N_("On which day; today without it."))]
Note = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("A note to keep with the letter."))]
_STATES = "drafted|printed|posted|delivered|returned|acknowledged"
_ZONES = "county|province|mainland|hk_mo_tw|asia|world"
_CHANNELS = "post|by_hand|message"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_command(
        app,
        "pieces",
        pieces,
        words=N_("List the letters of a frozen campaign with their codes and how far they have come."),
        example="liaison letters pieces 春节 --state returned",
    )
    add_command(
        app,
        "post",
        post,
        words=N_(
            "Note that letters went out: all, those of a zone or a channel, or single ones; records the contacts."
        ),
        example="liaison letters post 春节 --zone world --on 昨天",
    )
    add_command(
        app,
        "delivered",
        delivered,
        words=N_("Note that letters have reached their people."),
        example="liaison letters delivered 22223Y",
    )
    _register_returns(app)


def _register_returns(app: typer.Typer) -> None:
    """Add what comes back, and what is taken out."""
    add_command(
        app,
        "returned",
        returned,
        words=N_("Note by their codes that letters came back: marks the addresses, opens a task for the cadre."),
        example="liaison letters returned 22223Y 22224W --note 查无此人",
    )
    add_command(
        app,
        "readdress",
        readdress,
        words=N_("Send a letter that came back once more, to another address of its people."),
        example="liaison letters readdress 22223Y 17",
    )
    add_command(
        app,
        "acknowledged",
        acknowledged,
        words=N_("Note that letters were answered or thanked for."),
        example="liaison letters acknowledged 22223Y --note 来电致谢",
    )
    add_command(
        app,
        "take-out",
        take_out,
        words=N_("Take a letter that has not gone out out of a frozen campaign."),
        example="liaison letters take-out 22223Y --note 来电婉谢",
    )


def pieces(
    context: typer.Context,
    campaign: Campaign,
    state: Annotated[str | None, typer.Option(metavar=_STATES, help=N_("Only in this state."))] = None,
    zone: Annotated[str | None, typer.Option(metavar=_ZONES, help=N_("Only letters to this zone."))] = None,
    text: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("Only those with this in a name, place or code."))
    ] = "",
    form: Form = Format.TABLE,
) -> None:
    """Print the letters of a campaign."""
    from liaison.letters.fields import PIECE_STATE_WORDS, ZONE_WORDS, PieceState, Zone
    from liaison.letters.queries import PieceFilter, find_campaign, piece_rows
    from liaison.text.fields import choice

    with office_of(context).store() as store:
        wanted = PieceFilter(
            campaign_id=store.read(find_campaign, campaign),
            state=choice(PieceState, PIECE_STATE_WORDS)(state) if state else None,
            zone=choice(Zone, ZONE_WORDS)(zone) if zone else None,
            text=text,
        )
        rows = store.read(piece_rows, wanted)
    columns = {"position": "#", "code": _("Code"), "people": _("Representative"), "place": _("Place")}
    columns |= {"zone": _("Zone"), "channel": _("How"), "cadre": _("Cadre"), "state": _("State"), "day": _("Since")}
    emit([{**record(row), "day": row.day} for row in rows], columns | {"note": _("Note")}, form, _words())


def post(
    context: typer.Context,
    campaign: Campaign,
    zone: Annotated[str | None, typer.Option(metavar=_ZONES, help=N_("Only letters to this zone."))] = None,
    channel: Annotated[
        str, typer.Option(metavar=_CHANNELS, help=N_("Those that go out this way."), show_default=True)
    ] = "post",
    codes: Annotated[
        list[str] | None,
        typer.Option("--code", metavar=N_("CODE"), help=N_("Only the letter with this code, however it goes out.")),
    ] = None,
    on: On = "",
    form: PageForm = Page.TEXT,
) -> None:
    """Note that letters went out."""
    from liaison.letters.fields import LETTER_CHANNEL_WORDS, ZONE_WORDS, LetterChannel, Zone
    from liaison.letters.posting import post as send
    from liaison.letters.queries import find_campaign
    from liaison.text.fields import choice

    office = office_of(context)
    today = office.day()
    if codes and zone:
        raise InvalidInputError(_("Give --code or --zone, not both."), field="zone")
    values: dict[str, Any] = {
        "channel": choice(LetterChannel, LETTER_CHANNEL_WORDS)(channel),
        "zone": choice(Zone, ZONE_WORDS)(zone) if zone else None,
    }
    with office.store() as store:
        campaign_id = store.read(find_campaign, campaign)
        if codes:
            values["piece_ids"] = [store.read(_piece_id, code) for code in codes]
        done = store.write(send, campaign_id, on=_day(on, today), today=today, **values)
    if form is Page.JSON:
        emit_json({"id": campaign_id, **record(done)})
        return
    _say_posted(done)


def delivered(context: typer.Context, codes: Codes, on: On = "") -> None:
    """Note that letters arrived."""
    from liaison.letters.posting import mark_delivered

    today = office_of(context).day()

    def note(store: "Store", code: str) -> dict[str, Any]:
        piece = store.read(_piece_id, code)
        store.write(mark_delivered, [piece], on=_day(on, today), today=today)
        return {"code": code, "piece_id": piece}

    _each(context, codes, note, lambda _done: _("Noted: it has arrived."), Page.TEXT)


def returned(context: typer.Context, codes: Codes, on: On = "", note: Note = "", form: PageForm = Page.TEXT) -> None:
    """Note that letters came back."""
    from liaison.letters.returns import take_back

    today = office_of(context).day()

    def take(store: "Store", code: str) -> dict[str, Any]:
        return {"returned": store.write(take_back, code, on=_day(on, today), today=today, note=note)}

    _each(context, codes, take, lambda done: _returned_lines(done["returned"]), form)


def readdress(
    context: typer.Context,
    code: OneCode,
    address: Annotated[
        int, typer.Argument(metavar=N_("ADDRESS"), help=N_("The number of the address, as “returned” offers it."))
    ],
) -> None:
    """Send a returned letter to another address."""
    from liaison.letters.returns import readdress as send_again

    office = office_of(context)
    with office.store() as store:
        store.write(send_again, store.read(_piece_id, code), address, today=office.day())
    say(_("The letter is to be printed and posted once more, to the other address."))


def acknowledged(
    context: typer.Context,
    codes: Codes,
    campaign: Annotated[
        str | None,
        typer.Option("--campaign", metavar=N_("CAMPAIGN"), help=N_("Then people are named instead of codes.")),
    ] = None,
    on: On = "",
    note: Note = "",
    form: PageForm = Page.TEXT,
) -> None:
    """Note that letters were answered."""
    from liaison.letters.posting import acknowledge

    today = office_of(context).day()

    def take(store: "Store", code: str) -> dict[str, Any]:
        piece = store.read(_piece_id, code) if campaign is None else store.read(_piece_of, campaign, code)
        store.write(acknowledge, [piece], on=_day(on, today), today=today, note=note)
        return {"code": code, "piece_id": piece}

    _each(context, codes, take, lambda _done: _("Noted: it was acknowledged."), form)


def take_out(context: typer.Context, code: OneCode, note: Note = "") -> None:
    """Take a letter out of a frozen campaign."""
    from liaison.letters.fields import Exclusion
    from liaison.letters.freezing import take_out as leave_out

    with office_of(context).store() as store:
        store.write(leave_out, store.read(_piece_id, code), Exclusion.LEFT_OUT, note)
    say(_("The letter was taken out; “liaison undo” brings it back."))


def _each(
    context: typer.Context,
    codes: Iterable[str],
    deal: "Callable[[Store, str], dict[str, Any]]",
    words: Callable[[dict[str, Any]], str],
    form: Page,
) -> None:
    """Deal with one code after another; one that is refused is said so, and the others are dealt with all the same.

    Raises:
        LiaisonError: what was refused, where there was only one code.
    """
    given = [line.strip() for code in codes for line in (sys.stdin if code == "-" else [code]) if line.strip()]
    if not given:
        raise InvalidInputError(_("Type or scan the code that stands on the envelope."), field="code")
    found, refused = [], 0
    with office_of(context).store() as store:
        for code in given:
            try:
                done = deal(store, code)
            except LiaisonError as error:
                if len(given) == 1:
                    raise
                say(_("{code}: {sentence}").format(code=code, sentence=error.sentence))
                refused += 1
                continue
            found.append(done)
            if form is Page.TEXT:
                tell(f"{code}  {words(done)}")
    if form is Page.JSON:
        emit_json([record(done["returned"]) if "returned" in done else done for done in found])
    if refused:
        counted = n_("{count} of {total} was refused.", "{count} of {total} were refused.", refused)
        say(counted.format(count=refused, total=len(given)))
        raise typer.Exit(ExitCode.FINDINGS)


def _piece_id(session: "Session", code: str) -> int:
    from liaison.letters.queries import piece_by_code

    return piece_by_code(session, code).id


def _piece_of(session: "Session", campaign: str, who: str) -> int:
    """The letter of a campaign that somebody got."""
    from liaison.letters.queries import find_campaign, letters_of
    from liaison.people.lookup import find_representative

    campaign_id, person = find_campaign(session, campaign), find_representative(session, who)
    found = [row.id for row in letters_of(session, person) if row.campaign.id == campaign_id]
    if not found:
        raise InvalidInputError(_("{name} gets no letter of this campaign.").format(name=who))
    return found[0]


def _day(typed: str, today: "date") -> "date":
    return read_day(typed, today) if typed.strip() else today


def _say_posted(done: "Posted") -> None:
    letters = n_("{count} letter went out", "{count} letters went out", done.pieces).format(count=done.pieces)
    contacts = n_("{count} contact was recorded", "{count} contacts were recorded", done.contacts)
    say(_("{letters}; {contacts}.").format(letters=letters, contacts=contacts.format(count=done.contacts)))
    if done.held_back:
        names = listed(person.name for person in done.held_back)
        say(_("Not to be contacted any more; take their letters out of the pile: {names}").format(names=names))


def _returned_lines(done: "Returned") -> str:
    names = listed(person.name for person in done.people)
    given = _("{names} ({campaign}, {place}): came back; task {number} for {cadre}.")
    open_to_all = _("{names} ({campaign}, {place}): came back; task {number}, for which nobody answers yet.")
    said = (open_to_all if done.cadre is None else given).format(
        names=names,
        campaign=done.campaign.name,
        place=done.place or "–",
        number=done.follow_up_id,
        cadre="" if done.cadre is None else done.cadre.name,
    )
    offers = [
        _("  another address: {number} {lines}").format(number=offer.address_id, lines=" ".join(offer.lines))
        for offer in done.offers
    ]
    return "\n".join([said, *offers])


def _words() -> dict[str, Callable[[Any], str]]:
    from liaison.letters.fields import LETTER_CHANNEL_WORDS, PIECE_STATE_WORDS, ZONE_WORDS
    from liaison.text.fields import code_word

    words: dict[str, Mapping[Any, str]] = {
        "state": PIECE_STATE_WORDS,
        "zone": ZONE_WORDS,
        "channel": LETTER_CHANNEL_WORDS,
    }
    return {"position": str, **{name: code_word(known) for name, known in words.items()}}
