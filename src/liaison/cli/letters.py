"""``liaison letters``: begin, write and freeze campaigns; its neighbours choose, print, post and name senders."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli import letter_people, letter_post, letter_prints, letter_senders
from liaison.cli.context import Office, office_of
from liaison.cli.letter_people import Campaign, counted, others
from liaison.cli.options import Form, PageForm, read_fields, with_field_options
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError, NotFoundError
from liaison.text.words import N_, _, listed, n_

if TYPE_CHECKING:
    from liaison.letters.planning import ZoneRow
    from liaison.letters.problems import Problems
    from liaison.letters.queries import CampaignRow

SenderName = Annotated[
    str | None, typer.Option("--sender", metavar=N_("SENDER"), help=N_("In whose name, by the name of the sender."))
]
LanguageCode = Annotated[
    str, typer.Argument(metavar="zh-Hans|zh-Hant|en", help=N_("The language of the text."), show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    words = N_(
        "Letters to the people of a segment: begin a campaign, write its texts, freeze the list, print, post, and note"
        " what comes back."
    )
    letters = group(name="letters", help=words, epilog="liaison letters new --festival spring --segment 界别:乡贤")
    _register_reads(letters)
    _register_changes(letters)
    letter_people.register(letters)
    letter_prints.register(letters)
    letter_post.register(letters)
    letter_senders.register(letters)
    app.add_typer(letters)


def _register_reads(letters: typer.Typer) -> None:
    add_command(
        letters,
        "list",
        list_campaigns,
        words=N_("List the campaigns, the latest first, with what became of their letters."),
        example="liaison letters list --format json",
    )
    add_command(
        letters,
        "show",
        show,
        words=N_("Show a campaign: its counts, its days by zone, and what stands against freezing its list."),
        example="liaison letters show 2027年春节家书",
    )
    add_command(
        letters,
        "schedule",
        schedule,
        words=N_("By when the letters of a campaign have to be listed, printed and posted, by zone."),
        example="liaison letters schedule 春节",
    )


def _register_changes(letters: typer.Typer) -> None:
    from liaison.letters.fields import CAMPAIGN_FIELDS, LETTER_TEXT_FIELDS

    add_command(
        letters,
        "new",
        with_field_options(new, CAMPAIGN_FIELDS),
        words=N_("Begin a campaign."),
        example="liaison letters new --festival spring --year 2027 --segment 界别:乡贤",
    )
    add_command(
        letters,
        "set",
        with_field_options(edit, CAMPAIGN_FIELDS),
        words=N_("Change what a campaign is, while its list is open."),
        example="liaison letters set 春节 --closing season --sender 县乡贤联谊会",
    )
    add_command(
        letters,
        "text",
        with_field_options(text, LETTER_TEXT_FIELDS),
        words=N_("Show the text of a campaign in a language, or write it; fields in braces are filled in for each."),
        example="liaison letters text 春节 zh-Hans --file letter.txt --signature 临溪县乡贤联谊会",
    )
    _register_list(letters)


def _register_list(letters: typer.Typer) -> None:
    """Add what is done with the list."""
    add_command(
        letters,
        "freeze",
        freeze,
        words=N_("Freeze the list: who gets which letter where stays as it is today."),
        example="liaison letters freeze 春节",
    )
    add_command(
        letters,
        "unfreeze",
        unfreeze,
        words=N_("Open a list again, while nothing of it is printed."),
        example="liaison letters unfreeze 春节",
    )
    add_command(
        letters,
        "delete",
        delete,
        words=N_("Delete a campaign of which nothing has gone out."),
        example="liaison letters delete 春节",
    )


def list_campaigns(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the campaigns."""
    from liaison.letters.queries import campaign_rows

    office = office_of(context)
    with office.store() as store:
        rows = store.read(campaign_rows, office.day())
    counts = {"pieces": _("Letters"), "riders": _("Together"), "excluded": _("Left out")}
    counts |= {"posted": _("Posted"), "returned": _("Returned"), "acknowledged": _("Acknowledged")}
    columns = {"id": "#", "name": _("Campaign"), "arrive_by": _("To arrive by"), "stage": _("Stage"), **counts}
    emit([record(row) for row in rows], columns, form, {"stage": _stage_word, "id": str})


def show(context: typer.Context, campaign: Campaign, form: PageForm = Page.TEXT) -> None:
    """Print one campaign."""
    from liaison.letters.queries import find_campaign
    from liaison.letters.whole import whole_campaign

    office = office_of(context)
    with office.store() as store:
        whole = store.read(whole_campaign, store.read(find_campaign, campaign), office.day())
    row, zones, texts, found = whole.row, whole.zones, whole.texts, whole.problems
    if form is Page.JSON:
        more = {"zones": [record(zone) for zone in zones], "texts": [record(each) for each in texts]}
        emit_json({**record(row), **more, "problems": record(found) if found is not None else None})
        return
    tell(f"{row.name} (#{row.id})")
    for label, said in _said(row, [each.language.value for each in texts]).items():
        if said:
            tell(f"  {label}: {said}")
    for zone in zones:
        tell(f"  {_zone_line(zone)}")
    _warn(found)


def schedule(context: typer.Context, campaign: Campaign, form: Form = Format.TABLE) -> None:
    """Print the days of a campaign by zone."""
    from liaison.letters.fields import ZONE_WORDS
    from liaison.letters.planning import campaign_schedule
    from liaison.letters.queries import find_campaign
    from liaison.text.fields import code_word

    office = office_of(context)
    with office.store() as store:
        rows = store.read(campaign_schedule, store.read(find_campaign, campaign), office.day())
    days = {"freeze_by": _("List settled by"), "print_by": _("Print by"), "post_by": _("Post by")}
    counts = {"pieces": _("Letters"), "posted": _("Posted"), "too_late": _("Too late")}
    emit([record(row) for row in rows], {"zone": _("Zone"), **days, **counts}, form, {"zone": code_word(ZONE_WORDS)})
    if any(row.provisional for row in rows):
        say(_("Provisional: the working days of that time are not announced yet."))


def new(context: typer.Context, typed: dict[str, str], sender: SenderName = None, form: PageForm = Page.TEXT) -> None:
    """Begin a campaign."""
    from liaison.letters.fields import CAMPAIGN_FIELDS
    from liaison.letters.service import new_campaign

    office = office_of(context)
    today = office.day()
    if not typed.get("segment", "").strip():
        raise InvalidInputError(_("Say who is meant: --segment with a query or a saved segment."), field="segment")
    values = {name: value for name, value in read_fields(CAMPAIGN_FIELDS, typed, today).items() if value is not None}
    with office.store() as store:
        if sender is not None:
            values["sender_id"] = store.read(letter_senders.sender_named, sender).id
        made = store.write(new_campaign, today=today, **values)
    _report(office, made, form)


def edit(
    context: typer.Context,
    campaign: Campaign,
    typed: dict[str, str],
    sender: SenderName = None,
    form: PageForm = Page.TEXT,
) -> None:
    """Change a campaign."""
    from liaison.letters.fields import CAMPAIGN_FIELDS
    from liaison.letters.queries import find_campaign
    from liaison.letters.service import edit_campaign

    office = office_of(context)
    values: dict[str, Any] = read_fields(CAMPAIGN_FIELDS, typed, office.day())
    with office.store() as store:
        campaign_id = store.read(find_campaign, campaign)
        if sender is not None:
            values["sender_id"] = store.read(letter_senders.sender_named, sender).id if sender.strip() else None
        store.write(edit_campaign, campaign_id, **values)
    _report(office, campaign_id, form)


def text(
    context: typer.Context,
    campaign: Campaign,
    language: LanguageCode,
    typed: dict[str, str],
    file: Annotated[
        str | None, typer.Option(metavar=N_("FILE"), help=N_("The text from a file in UTF-8; “-” reads it from stdin."))
    ] = None,
    form: PageForm = Page.TEXT,
) -> None:
    """Show or write the text of one language."""
    from liaison.letters.fields import LETTER_TEXT_FIELDS
    from liaison.letters.problems import problems
    from liaison.letters.queries import find_campaign, text_rows
    from liaison.letters.service import set_text
    from liaison.people.fields import LANGUAGE_WORDS, Language
    from liaison.text.fields import choice

    office = office_of(context)
    spoken = choice(Language, LANGUAGE_WORDS)(language)
    given = dict(typed) if file is None else {**typed, "body": _read_text(file)}
    values = read_fields(LETTER_TEXT_FIELDS, given, office.day())
    with office.store() as store:
        campaign_id = store.read(find_campaign, campaign)
        held = next((row for row in store.read(text_rows, campaign_id) if row.language is spoken), None)
        if values:
            before = {} if held is None else {name: getattr(held, name) for name in ("heading", "body", "signature")}
            store.write(set_text, campaign_id, spoken, **{**before, **values})
            _warn(store.read(problems, campaign_id, office.day()))
            return
    if held is None:
        sentence = _("“{campaign}” has no text in {language} yet.")
        raise NotFoundError(sentence.format(campaign=campaign, language=_(LANGUAGE_WORDS[spoken])))
    if form is Page.JSON:
        emit_json(record(held))
    else:
        tell("\n".join(part for part in (held.heading, held.body, held.signature) if part))


def freeze(
    context: typer.Context,
    campaign: Campaign,
    go_on: Annotated[
        bool, typer.Option("--go-on", help=N_("Also where fields are empty for some, or words may not fit."))
    ] = False,
    form: PageForm = Page.TEXT,
) -> None:
    """Freeze the list of a campaign."""
    from liaison.letters.freezing import freeze as freeze_list
    from liaison.letters.problems import problems
    from liaison.letters.queries import find_campaign

    office = office_of(context)
    with office.store() as store:
        campaign_id = store.read(find_campaign, campaign)
        try:
            frozen = store.write(freeze_list, campaign_id, today=office.day(), go_on=go_on)
        except InvalidInputError:
            if not store.read(problems, campaign_id, office.day()).blocking:
                say(_("To freeze it all the same, give --go-on."))
            raise
    if form is Page.JSON:
        emit_json({"id": campaign_id, **record(frozen)})
        return
    letters = n_("The list is frozen: {count} letter", "The list is frozen: {count} letters", frozen.pieces)
    rest = others(frozen.riders, frozen.excluded)
    say(_("{letters}; {rest}").format(letters=letters.format(count=frozen.pieces), rest=rest))


def unfreeze(context: typer.Context, campaign: Campaign) -> None:
    """Open a list again."""
    from liaison.letters.freezing import unfreeze as open_list
    from liaison.letters.queries import find_campaign

    with office_of(context).store() as store:
        store.write(open_list, store.read(find_campaign, campaign))
    say(_("The list is open again."))


def delete(context: typer.Context, campaign: Campaign) -> None:
    """Delete a campaign."""
    from liaison.letters.queries import find_campaign
    from liaison.letters.service import delete_campaign

    with office_of(context).store() as store:
        store.write(delete_campaign, store.read(find_campaign, campaign))
    say(_("The campaign was deleted; “liaison undo” brings it back."))


def _report(office: Office, campaign_id: int, form: Page) -> None:
    from liaison.letters.whole import whole_campaign

    with office.store() as store:
        whole = store.read(whole_campaign, campaign_id, office.day())
    row = whole.row
    if form is Page.JSON:
        emit_json(record(row))
        return
    tell(f"{row.name} (#{row.id})")
    tell(f"  {counted(row.pieces, row.riders, row.by_reason)}")
    _warn(whole.problems)


def _said(row: "CampaignRow", languages: list[str]) -> dict[str, str]:
    from liaison.letters.fields import CAMPAIGN_FIELDS

    shown = {field.label(): field.show(getattr(row, field.name)) for field in CAMPAIGN_FIELDS if field.name != "name"}
    sender = row.sender.name if row.sender is not None else ""
    shown |= {_("Sender"): sender, _("Texts"): listed(languages), _("Stage"): _stage_word(row.stage)}
    return shown | {_("Recipients"): counted(row.pieces, row.riders, row.by_reason)}


def _zone_line(zone: "ZoneRow") -> str:
    from liaison.letters.fields import ZONE_WORDS

    late = _("too late now") if zone.late else ""
    day = _("post by {day}").format(day=zone.post_by)
    count = n_("{count} letter", "{count} letters", zone.pieces).format(count=zone.pieces)
    return "  ".join(part for part in (_(ZONE_WORDS[zone.zone]), day, count, late) if part)


def _warn(found: "Problems | None") -> None:
    for problem in (*found.blocking, *found.to_confirm) if found is not None else ():
        say(problem.sentence)


def _stage_word(stage: Any) -> str:
    from liaison.letters.fields import CAMPAIGN_STAGE_WORDS

    return _(CAMPAIGN_STAGE_WORDS[stage])


def _read_text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotFoundError(_("{path} cannot be read: {detail}").format(path=file, detail=error)) from error
    except UnicodeDecodeError as error:
        sentence = _("{path} is not a text in UTF-8. Save it as UTF-8 and try again.")
        raise InvalidInputError(sentence.format(path=file), field="file") from error
