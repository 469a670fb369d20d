"""Changes to senders and to campaigns in preparation, each a named deed."""

import base64
from collections.abc import Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from liaison.calendar.festivals import Festival
from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.letters.closings import allowed_closings
from liaison.letters.fields import Choice, Closing, LetterChannel, LetterKind
from liaison.letters.members import names_of
from liaison.letters.models import (
    Campaign,
    CampaignChoice,
    CampaignExclusion,
    CampaignText,
    Piece,
    PieceMember,
    Sender,
)
from liaison.letters.rules import arrival_day, check_closing, check_dates, default_name, names_line
from liaison.people.fields import Language
from liaison.people.service import get_representative
from liaison.segments.language import show_query
from liaison.segments.queries import read_segment
from liaison.store.store import about, deed
from liaison.text.words import N_, _

_LARGEST_PICTURE = 1_000_000
_STAYS_OPEN = frozenset({"name", "dated_on"})


class Keep(Enum):
    """Says of a value that it stays as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP


def sender_signature(path: Path) -> str:
    """The picture of a signature as it is kept: a data URI of an SVG or PNG file; empty text means none.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it is no such picture, or larger than a megabyte.
    """
    kinds = {".svg": "image/svg+xml", ".png": "image/png"}
    kind = kinds.get(path.suffix.lower())
    if not path.is_file():
        raise NotFoundError(_("{path}: there is no such file.").format(path=path), field="signature")
    content = path.read_bytes()
    looks_right = content.startswith(b"\x89PNG") if kind == "image/png" else b"<svg" in content
    if kind is None or not looks_right:
        raise InvalidInputError(
            _("{path}: a signature is a picture as SVG or PNG.").format(path=path), field="signature"
        )
    if len(content) > _LARGEST_PICTURE:
        raise InvalidInputError(
            _("{path}: the picture is larger than a megabyte.").format(path=path), field="signature"
        )
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


@deed(N_("add a sender"))
def add_sender(session: Session, /, **values: Any) -> int:
    """Add somebody in whose name letters go out, with the values of the sender fields; return the id.

    Raises:
        InvalidInputError: for a missing name.
        ConflictError: when the name is taken.
    """
    about(session, values.get("name", ""))
    _check_sender(session, values.get("name", ""), None)
    sender = Sender(**values)
    session.add(sender)
    session.flush()
    return sender.key


@deed(N_("edit a sender"))
def edit_sender(session: Session, /, sender_id: int, **values: Any) -> None:
    """Change the named values of a sender; campaigns whose list is frozen keep the sender of that day.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_sender`.
    """
    sender = get_sender(session, sender_id)
    about(session, sender.name)
    _check_sender(session, values.get("name", sender.name), sender_id)
    _assign(sender, values)
    session.flush()


@deed(N_("delete a sender"))
def delete_sender(session: Session, sender_id: int) -> None:
    """Delete a sender in whose name no campaign stands.

    Raises:
        NotFoundError: when there is none.
        ConflictError: when a campaign has this sender, naming it.
    """
    sender = get_sender(session, sender_id)
    about(session, sender.name)
    campaign = session.exec(select(Campaign).where(col(Campaign.sender_id) == sender_id)).first()
    if campaign is not None:
        sentence = _("“{campaign}” is written in the name of {sender}: give it another sender first.")
        raise ConflictError(sentence.format(campaign=campaign.name, sender=sender.name))
    session.delete(sender)
    session.flush()


@deed(N_("begin a campaign"))
def new_campaign(
    session: Session,
    *,
    today: date,
    year: int | None = None,
    festival: Festival | None = None,
    kind: LetterKind = LetterKind.HOME_LETTER,
    name: str = "",
    arrive_by: date | None = None,
    dated_on: date | None = None,
    segment: str = "",
    channel: LetterChannel = LetterChannel.POST,
    closing: Closing | None = None,
    sender_id: int | None = None,
) -> int:
    """Begin a round of letters; return its id.

    ``segment`` is a query or the name of a saved segment. Without a name it is named for year, festival and kind;
    without a year the next such festival is meant; without ``arrive_by`` letters arrive by the festival; without a
    closing it gets the most fitting one; without a sender the only one there is.

    Raises:
        InvalidInputError: for a segment that is empty or wrong, a closing that does not fit the festival, or no
            festival and no day to arrive by.
        ConflictError: when the name is taken.
        NotFoundError: when there is no such sender.
    """
    arrive_by, year = arrival_day(festival, year, arrive_by, today)
    title = name.strip() or _free_name(session, default_name(kind, festival, year))
    about(session, title)
    _check_name(session, title, None)
    closing = closing or allowed_closings(festival)[0]
    check_closing(closing, festival)
    check_dates(arrive_by, dated_on)
    campaign = Campaign(
        name=title,
        kind=kind,
        festival=festival,
        year=year,
        arrive_by=arrive_by,
        dated_on=dated_on,
        segment=_segment(session, segment),
        channel=channel,
        closing=closing,
        sender_id=_only_sender(session) if sender_id is None else get_sender(session, sender_id).key,
    )
    session.add(campaign)
    session.flush()
    return campaign.key


@deed(N_("edit a campaign"))
def edit_campaign(session: Session, /, campaign_id: int, **values: Any) -> None:
    """Change the named values of a campaign; when the list is frozen, no more than its name and the day under it.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `new_campaign`; also when the list is frozen.
    """
    campaign = get_campaign(session, campaign_id)
    about(session, campaign.name)
    changed = {name for name, value in values.items() if getattr(campaign, name) != value and name != "segment"}
    if "segment" in values:
        values["segment"] = _segment(session, values["segment"])
        changed |= {"segment"} if values["segment"] != campaign.segment else set()
    if changed - _STAYS_OPEN:
        require_open(campaign)
    whole = {**campaign.model_dump(), **values}
    _check_name(session, whole["name"].strip(), campaign_id)
    whole["arrive_by"], whole["year"] = _moved(campaign, values, whole)
    if whole["closing"] is None or ("festival" in changed and "closing" not in changed):
        fitting = allowed_closings(whole["festival"])
        whole["closing"] = campaign.closing if campaign.closing in fitting else fitting[0]
    check_closing(whole["closing"], whole["festival"])
    check_dates(whole["arrive_by"], whole["dated_on"])
    if whole["sender_id"] is not None:
        get_sender(session, whole["sender_id"])
    whole["name"] = whole["name"].strip()
    _assign(campaign, {name: value for name, value in whole.items() if name != "id"})
    session.flush()


@deed(N_("delete a campaign"))
def delete_campaign(session: Session, campaign_id: int) -> None:
    """Delete a campaign of which nothing has gone out.

    Raises:
        NotFoundError: when there is none.
        ConflictError: when letters of it have gone out.
    """
    campaign = get_campaign(session, campaign_id)
    about(session, campaign.name)
    gone = session.exec(
        select(Piece).where(col(Piece.campaign_id) == campaign_id, col(Piece.posted_on).is_not(None))
    ).first()
    if gone is not None:
        sentence = _("Letters of “{campaign}” went out on {day}: it stays, so that they are not forgotten.")
        raise ConflictError(sentence.format(campaign=campaign.name, day=gone.posted_on))
    drop_list(session, campaign_id)
    for model in (CampaignText, CampaignChoice):
        for row in session.exec(select(model).where(col(model.campaign_id) == campaign_id)):
            session.delete(row)
    session.flush()
    session.delete(campaign)
    session.flush()


@deed(N_("write the text of a campaign"))
def set_text(
    session: Session, campaign_id: int, language: Language, *, heading: str = "", body: str = "", signature: str = ""
) -> None:
    """Set what a campaign says in one language; where all is empty, it says nothing in it.

    Raises:
        NotFoundError: when there is no such campaign.
        ConflictError: when the list is frozen.
    """
    campaign = get_campaign(session, campaign_id)
    about(session, campaign.name)
    require_open(campaign)
    same = (col(CampaignText.campaign_id) == campaign_id, col(CampaignText.language) == language)
    text = session.exec(select(CampaignText).where(*same)).first()
    if not (heading or body or signature):
        if text is not None:
            session.delete(text)
    elif text is None:
        session.add(
            CampaignText(campaign_id=campaign_id, language=language, heading=heading, body=body, signature=signature)
        )
    else:
        _assign(text, {"heading": heading, "body": body, "signature": signature})
    session.flush()


@deed(N_("choose recipients"))
def choose(
    session: Session,
    campaign_id: int,
    representative_ids: Sequence[int],
    *,
    choice: Choice | Keep | None = KEEP,
    channel: LetterChannel | Keep | None = KEEP,
    note: str | Keep = KEEP,
) -> int:
    """Include or leave out people by hand, or say how their letters go out; return how many people that were.

    None takes a choice or a channel back; what is not given stays. Wishes outweigh an inclusion: see `recipients`.

    Raises:
        NotFoundError: when there is no such campaign or person.
        ConflictError: when the list is frozen.
    """
    campaign = get_campaign(session, campaign_id)
    require_open(campaign)
    people = list(dict.fromkeys(representative_ids))
    names = names_of(session, people)
    if unknown := [person for person in people if person not in names]:
        get_representative(session, unknown[0])
    about(session, f"{campaign.name} · {names_line([names[person] for person in people], 3)}")
    held = {
        row.representative_id: row
        for row in session.exec(select(CampaignChoice).where(col(CampaignChoice.campaign_id) == campaign_id))
    }
    wanted = {"choice": choice, "channel": channel, "note": note}
    for person in people:
        row = held.get(person)
        if row is None:
            row = CampaignChoice(campaign_id=campaign_id, representative_id=person)
            session.add(row)
        _assign(row, {name: value for name, value in wanted.items() if value is not KEEP})
        if row.choice is None and row.channel is None and not row.note:
            _forget(session, row)
    session.flush()
    return len(people)


def get_campaign(session: Session, campaign_id: int) -> Campaign:
    """The row of a campaign, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFoundError(_("There is no campaign with the number {id}.").format(id=campaign_id), field="campaign")
    return campaign


def get_sender(session: Session, sender_id: int) -> Sender:
    """The row of a sender, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    sender = session.get(Sender, sender_id)
    if sender is None:
        raise NotFoundError(_("There is no sender with the number {id}.").format(id=sender_id), field="sender")
    return sender


def require_open(campaign: Campaign) -> None:
    """The list of a campaign is not frozen.

    Raises:
        ConflictError: when it is, naming the day.
    """
    if campaign.frozen_on is not None:
        sentence = _("The list of “{campaign}” is frozen since {day}. Unfreeze it to change it.")
        raise ConflictError(sentence.format(campaign=campaign.name, day=campaign.frozen_on))


def drop_list(session: Session, campaign_id: int) -> None:
    """Take away the pieces of a campaign and who was left out, within a deed."""
    for model in (PieceMember, CampaignExclusion):
        for row in session.exec(select(model).where(col(model.campaign_id) == campaign_id)):
            session.delete(row)
    session.flush()
    for piece in session.exec(select(Piece).where(col(Piece.campaign_id) == campaign_id)):
        session.delete(piece)
    session.flush()


def _moved(campaign: Campaign, values: dict[str, Any], whole: dict[str, Any]) -> tuple[date, int]:
    """The day to arrive by and the year; they follow a change of the festival or its year unless they are given."""
    elsewhere = (whole["festival"], whole["year"]) != (campaign.festival, campaign.year)
    given = whole["arrive_by"] if values.get("arrive_by") not in (None, campaign.arrive_by) or not elsewhere else None
    asked_again = "arrive_by" in values and values["arrive_by"] is None
    return arrival_day(whole["festival"], whole["year"], None if asked_again else given, None)


def _segment(session: Session, typed: str) -> str:
    if not typed.strip():
        sentence = _("Say who is meant: a query such as {example}, or the name of a saved segment.")
        raise InvalidInputError(sentence.format(example="界别:乡贤"), field="segment")
    try:
        return show_query(read_segment(session, typed), "en")
    except InvalidInputError as error:
        raise InvalidInputError(error.sentence, field="segment") from error


def _only_sender(session: Session) -> int | None:
    senders = session.exec(select(Sender.id).limit(2)).all()
    return senders[0] if len(senders) == 1 else None


def _check_sender(session: Session, name: str, own_id: int | None) -> None:
    if not name.strip():
        raise InvalidInputError(_("A sender needs a name."), field="name")
    same = select(Sender).where(col(Sender.name) == name, col(Sender.id) != (own_id or 0))
    if session.exec(same).first() is not None:
        raise ConflictError(_("There is a sender named {name} already.").format(name=name), field="name")


def _check_name(session: Session, name: str, own_id: int | None) -> None:
    if not name:
        raise InvalidInputError(_("A campaign needs a name."), field="name")
    same = select(Campaign).where(col(Campaign.name) == name, col(Campaign.id) != (own_id or 0))
    if session.exec(same).first() is not None:
        raise ConflictError(_("There is a campaign named “{name}” already.").format(name=name), field="name")


def _free_name(session: Session, name: str) -> str:
    """The name, with a number behind it where others have it already."""
    taken = set(session.exec(select(Campaign.name).where(col(Campaign.name).startswith(name, autoescape=True))))
    numbers = range(2, len(taken) + 3)
    return next(each for each in (name, *(f"{name} {number}" for number in numbers)) if each not in taken)


def _assign(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _forget(session: Session, row: CampaignChoice) -> None:
    if row.id is None:
        session.expunge(row)
    else:
        session.delete(row)
