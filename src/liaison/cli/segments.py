"""``liaison segments``: representatives chosen by a short query, which can be saved under a name."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.options import Form, PageForm
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import Command, add_command, group
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.people.queries import RepresentativeRow
    from liaison.segments.queries import SegmentRow
    from liaison.segments.terms import Query

SEGMENT_HELP = N_("A saved segment by its name, or a query: sector:乡贤 country:CA,SG -tier:一般")

SegmentName = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The name of the segment."))]
QueryWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("QUERY"),
        help=N_("Terms that must all hold: see “liaison segments terms”. Quote those with < or >."),
    ),
]
SegmentWords = Annotated[list[str] | None, typer.Argument(metavar=N_("SEGMENT"), help=SEGMENT_HELP)]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    segments = group(
        name="segments",
        help=N_("Segments, representatives chosen by a query: list, show, save, delete, count, people, terms."),
        epilog="liaison segments people sector:乡贤 -country:CN has:address",
    )
    add_command(segments, "list", list_segments, words=N_("List the saved segments."), example="liaison segments list")
    add_command(
        segments,
        "show",
        show,
        words=N_("Show a saved segment, its query in both languages, and how many belong to it."),
        example="liaison segments show 海外乡贤",
    )
    add_command(
        segments,
        "delete",
        delete,
        words=N_("Forget a saved segment; its people stay as they are."),
        example="liaison segments delete 海外乡贤",
    )
    _register_queries(segments)
    add_command(
        segments,
        "terms",
        terms,
        words=N_("What a query can be made of, in both languages."),
        example="liaison segments terms",
    )
    app.add_typer(segments)


def _register_queries(segments: typer.Typer) -> None:
    """Add the commands that take a query."""
    _add_with_query(
        segments,
        "save",
        save,
        words=N_("Save a query under a name."),
        example="liaison segments save 海外乡贤 sector:乡贤 -country:CN has:address",
    )
    _add_with_query(
        segments,
        "count",
        count,
        words=N_("How many representatives belong to a segment."),
        example="liaison segments count sector:乡贤 country:CA,SG -tier:一般",
    )
    _add_with_query(
        segments,
        "people",
        people,
        words=N_("List the representatives who belong to a segment."),
        example='liaison segments people 海外乡贤 --format csv; liaison segments people "contacted>90d cadre:单小明"',
    )


def list_segments(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the saved segments."""
    from liaison.segments.fields import SEGMENT_FIELDS

    office = office_of(context)
    with office.store() as store:
        rows = store.read(_listed, office.day())
    columns = {field.name: field.label() for field in SEGMENT_FIELDS} | {"count": _("People")}
    emit(rows, columns, form, {"query": _in_my_language, "count": str})


def show(context: typer.Context, name: SegmentName, form: PageForm = Page.TEXT) -> None:
    """Print one saved segment."""
    from liaison.segments.language import parse_query, show_query
    from liaison.segments.queries import find_segment, segment_count

    office = office_of(context)
    with office.store() as store:
        row = store.read(find_segment, name)
        query = parse_query(row.query)
        number = store.read(segment_count, query, office.day())
        _say_unfound(store.read(_unfound, query))
    if form is Page.JSON:
        emit_json(record(row) | {"count": number})
        return
    tell(row.name)
    for language in ("zh", "en"):
        tell(f"  {show_query(query, language)}")
    tell(f"  {_('People')}: {number}")


def save(
    context: typer.Context,
    name: SegmentName,
    query: QueryWords = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=N_("Also where the name is taken."))] = False,
) -> None:
    """Save a query."""
    from liaison.segments.language import parse_query, show_query
    from liaison.segments.queries import segment_count
    from liaison.segments.service import save_segment

    office = office_of(context)
    parsed = parse_query(_joined(query))
    with office.store() as store:
        store.write(save_segment, name, _joined(query), overwrite=overwrite)
        number = store.read(segment_count, parsed, office.day())
        _say_unfound(store.read(_unfound, parsed))
    sentence = _("The segment “{name}” was saved: {query} (people today: {count})")
    say(sentence.format(name=name.strip(), query=show_query(parsed), count=number))


def delete(context: typer.Context, name: SegmentName) -> None:
    """Forget a saved segment."""
    from liaison.segments.queries import find_segment
    from liaison.segments.service import delete_segment

    with office_of(context).store() as store:
        row = store.read(find_segment, name)
        store.write(delete_segment, row.id)
    say(_("The segment “{name}” was deleted; “liaison undo” brings it back.").format(name=row.name))


def count(context: typer.Context, segment: SegmentWords = None, form: PageForm = Page.TEXT) -> None:
    """Print how many belong to a segment."""
    from liaison.segments.language import show_query
    from liaison.segments.queries import segment_count

    office = office_of(context)
    with office.store() as store:
        query = store.read(_query, _joined(segment))
        number = store.read(segment_count, query, office.day())
        _say_unfound(store.read(_unfound, query))
    if form is Page.JSON:
        emit_json({"query": show_query(query, "en"), "count": number})
    else:
        tell(str(number))


def people(context: typer.Context, segment: SegmentWords = None, form: Form = Format.TABLE) -> None:
    """Print the representatives of a segment."""
    from liaison.cli.people import emit_people

    rows = _members(office_of(context), _joined(segment))
    emit_people(rows, form)


def terms(form: Form = Format.TABLE) -> None:
    """Print what a query can be made of."""
    from liaison.segments.fields import KEY_NAMES, KEY_WORDS

    rows = [{"term": names[0], "chinese": names[1], "meaning": _(KEY_WORDS[key])} for key, names in KEY_NAMES.items()]
    emit(rows, {"term": _("Term"), "chinese": _("In Chinese"), "meaning": _("What it asks about")}, form)
    say(_("sector:乡贤,侨界 is any of both; -tier:一般 or !tier:一般 the contrary; all terms must hold."))
    say(_("written<2026-01-01: the last letter went before that day; contacted>90d: the last contact is older."))
    say(_("Those never contacted are in contacted:never only; -contacted<90d is everybody not contacted in 90 days."))
    say(_("“paired” and “unpaired” stand alone; any other word is looked for in names."))


def ids_in_segment(session: "Session", segment: str, today: date) -> list[int]:
    """The ids of those who belong to a saved segment, or to a query; a word of it that nobody has is remarked upon.

    Raises:
        InvalidInputError: when it is neither.
    """
    from liaison.segments.queries import segment_ids

    query = _query(session, segment)
    _say_unfound(_unfound(session, query))
    return segment_ids(session, query, today)


def _members(office: Office, segment: str) -> "list[RepresentativeRow]":
    from liaison.people.queries import representative_rows

    with office.store() as store:
        return store.read(representative_rows, store.read(ids_in_segment, segment, office.day()))


def _listed(session: "Session", today: date) -> list[dict[str, Any]]:
    from liaison.segments.language import parse_query
    from liaison.segments.queries import segment_count, segment_rows

    def line(row: "SegmentRow") -> dict[str, Any]:
        return record(row) | {"count": segment_count(session, parse_query(row.query), today)}

    return [line(row) for row in segment_rows(session)]


def _query(session: "Session", segment: str) -> "Query":
    from liaison.segments.queries import read_segment

    return read_segment(session, segment)


def _unfound(session: "Session", query: "Query") -> list[str]:
    from liaison.segments.completion import unfound
    from liaison.segments.queries import segment_choices

    return unfound(query, segment_choices(session))


def _say_unfound(sentences: list[str]) -> None:
    for sentence in sentences:
        say(sentence)


def _in_my_language(stored: str) -> str:
    from liaison.segments.language import parse_query, show_query

    return show_query(parse_query(stored))


def _joined(words: list[str] | None) -> str:
    return " ".join(words or [])


def _add_with_query(app: typer.Typer, name: str, command: Any, *, words: str, example: str) -> None:
    """Add a command that takes a query; a term with a leading “-” is not taken for an option."""
    takes_terms = {"ignore_unknown_options": True}
    app.command(name, cls=Command, help=words, epilog=example, context_settings=takes_terms)(command)
