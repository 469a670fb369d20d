"""Finding people as somebody types: by characters, pinyin, initials, number, phone, home town or unit.

Each representative has one line of folded text; its trigrams stand in a full-text index, which narrows the search to
candidates that are then checked against the text itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, column, insert, select, table
from sqlmodel import Session, col

from liaison.people.models import Cadre, Representative
from liaison.store.behind import send_statement
from liaison.store.bulk import BATCH, Writer
from liaison.store.changes import Change
from liaison.store.tables import table_of
from liaison.text.folding import fold
from liaison.text.phones import phone_digits
from liaison.text.remembered import Remembered
from liaison.text.trigrams import END, all_of, cover, ended, narrows

INDEX = "representative_search"
PIECES = f"{INDEX}_pieces"
"""The pieces that stand in the index, in their order."""
CANDIDATES = 2000
"""How many matches are told apart by likeness; a query that finds more is too short for that."""

_TABLE = table_of(Representative)
_OWN = ("number", "name", "pinyin", "initials")  # the last two come folded
_OF_MANY = ("town", "village", "unit", "post")
_CHUNK = 500
_WORDS = 100
"""More words than any line has: somebody has pasted a text."""
_COMMON = 5000
"""So many pieces begin with a word that it is found sooner without the index."""
_AHEAD = "liaison_indexed"
_INDEXED = ("rowid", "line")
_LAST = "\U0010ffff"
"""Behind every character."""


def index_ahead(session: Session, first: int, last: int) -> None:
    """Index the people from one id to another, who were just added in bulk, while the deed that adds them goes on.

    Their ``search_text`` is what it will be in the end.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        lines = select(_TABLE.c.id, _TABLE.c.search_text + END).where(_TABLE.c.id.between(first, last))
        send_statement(connection, insert(table(INDEX, *map(column, _INDEXED))).from_select(_INDEXED, lines))
        session.info.setdefault(_AHEAD, set()).update(range(first, last + 1))


def settle_search(session: Session, changes: Sequence[Change]) -> None:
    """Bring the search index up to date with what a deed changed."""
    ours = [change for change in changes if change.table == _TABLE.name]
    ahead = session.info.get(_AHEAD, ())
    new = [c for c in ours if c.before is None and c.after is not None and c.row_id not in ahead]
    gone = [change for change in ours if change.after is None and change.before]
    touched = sorted(change.row_id for change in ours if change.before is not None)
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    _tell_index(connection, [(change.row_id, search_line(change.before or {})) for change in gone], forget=True)
    for start in range(0, len(touched), _CHUNK):
        _reindex(connection, touched[start : start + _CHUNK])
    if new:
        lines = [(change.row_id, search_line(change.after or {})) for change in new]
        _write_lines(connection, lines)
        _tell_index(connection, lines)


def find_representatives(session: Session, typed: str, limit: int | None = 200) -> list[int]:
    """The ids of the people that match, best first: name or reading that begins so, then by name.

    Every word typed must stand in the person's line of text. Without a ``limit`` nobody who matches is left out; where
    they are too many to be told apart by likeness, all stand in the order of names.
    """
    words = list(dict.fromkeys(fold(typed).split()))
    if not words or len(words) > _WORDS:
        return []
    most = -1 if limit is None else CANDIDATES
    connection, values = session.connection(), _search_values(words)
    checks = [*_narrowing(connection, words, values), *(f"instr(search_text, :word{i}) > 0" for i in range(len(words)))]
    sql = f"SELECT id, name, pinyin, initials, sort_pinyin FROM representative WHERE {' AND '.join(checks)} LIMIT :most"  # noqa: S608 - placeholders only
    rows = connection.exec_driver_sql(sql, values | {"most": most}).all()
    if len(rows) > CANDIDATES:
        ranked: list[tuple[Any, ...]] = [(sort_key, row_id) for row_id, _name, _pinyin, _initials, sort_key in rows]
    else:
        ranked = [
            (*_rank(pinyin, initials, name, words[0]), sort_key, row_id)
            for row_id, name, pinyin, initials, sort_key in rows
        ]
    return [row[-1] for row in sorted(ranked)[:limit]]


def find_cadres(session: Session, typed: str, limit: int = 200) -> list[int]:
    """The ids of the cadres that match, in the same way; an office has so few that they are all looked at."""
    words = fold(typed).split()
    cadres = session.execute(
        select(
            col(Cadre.id),
            col(Cadre.name),
            col(Cadre.pinyin),
            col(Cadre.initials),
            col(Cadre.number),
            col(Cadre.unit),
            col(Cadre.phone),
            col(Cadre.sort_pinyin),
        )
    ).all()
    found = []
    for cadre in cadres:
        line = fold(" ".join(filter(None, (*cadre[1:6], phone_digits(cadre.phone)))))
        if words and all(word in line for word in words):
            found.append((*_rank(cadre.pinyin, cadre.initials, cadre.name, words[0]), cadre.sort_pinyin, cadre.id))
    return [row[-1] for row in sorted(found)[:limit]]


_FOLDED = Remembered(fold)  # units and places stand in many records


def search_line(row: Mapping[str, Any]) -> str:
    """The folded text by which a representative is found, of the columns of their record."""
    said = row.get
    parts = [fold(said("number") or ""), fold(said("name", "")), said("pinyin", ""), said("initials", "")]
    parts += [_FOLDED[each] for each in map(said, _OF_MANY) if each]
    if phone := said("phone"):
        parts.append(phone_digits(phone))
    return " ".join(filter(None, parts))


def stale_search_lines(session: Session) -> list[str]:
    """The names of the people whose line of text is not what their record says."""
    columns = [_TABLE.c[name] for name in ("search_text", "phone", *_OWN, *_OF_MANY)]
    rows = session.connection().execute(select(*columns)).mappings()
    return [row["name"] for row in rows if row["search_text"] != search_line(dict(row))]


def _narrowing(connection: Connection, words: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """The conditions by which the index narrows the search; a word that very many have is looked for in their lines."""
    if values["pieces"]:
        return [f"id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :pieces)"]  # noqa: S608 - a constant
    conditions = []
    for i, word in enumerate(words):
        begins = f"FROM {PIECES} WHERE term >= :word{i} AND term < :last{i}"
        counted = f"SELECT count(*) FROM (SELECT 1 {begins} LIMIT {_COMMON})"  # noqa: S608 - placeholders only
        if narrows(word) and connection.exec_driver_sql(counted, values).scalar() != _COMMON:
            conditions.append(f"id IN (SELECT doc {begins})")
    return conditions


def _search_values(words: Sequence[str]) -> dict[str, Any]:
    """The words, what stands behind all that begins with each, and the pieces that a line with all of them has.

    There are no pieces where each word is shorter than one.
    """
    pieces = dict.fromkeys(piece for word in words for piece in cover(word))
    values = {f"word{i}": word for i, word in enumerate(words)}
    return values | {f"last{i}": word + _LAST for i, word in enumerate(words)} | {"pieces": all_of(pieces)}


def _rank(pinyin: str, initials: str, name: str, word: str) -> tuple[bool, bool]:
    starts = f" {fold(name)} {pinyin} {initials} "
    return (f" {word} " not in starts, f" {word}" not in starts)


def _reindex(connection: Connection, ids: Sequence[int]) -> None:
    columns = [_TABLE.c[name] for name in ("id", "search_text", "phone", *_OWN, *_OF_MANY)]
    rows = connection.execute(select(*columns).where(_TABLE.c.id.in_(ids))).mappings().all()
    stale = [(row["id"], row["search_text"], search_line(dict(row))) for row in rows]
    stale = [row for row in stale if row[1] != row[2]]
    if not stale:
        return
    _tell_index(connection, [(row_id, old) for row_id, old, _new in stale if old], forget=True)
    fresh = [(row_id, new) for row_id, _old, new in stale]
    _write_lines(connection, fresh)
    _tell_index(connection, fresh)


def _write_lines(connection: Connection, lines: Sequence[tuple[int, str]]) -> None:
    if lines:
        sql = "UPDATE representative SET search_text = ? WHERE id = ?"
        connection.exec_driver_sql(sql, [(line, row_id) for row_id, line in lines])


def _tell_index(connection: Connection, lines: Sequence[tuple[int, str]], *, forget: bool = False) -> None:
    """Let the index hold lines of people, or forget them: without content of its own it must be told what it held."""
    mark = ("delete",) if forget else ()
    columns = (INDEX, *_INDEXED) if forget else _INDEXED
    writer = Writer(connection, f"INSERT INTO {INDEX}({', '.join(columns)}) VALUES", len(columns))
    for start in range(0, len(lines), BATCH):
        made = [(*mark, row_id, ended(line)) for row_id, line in lines[start : start + BATCH]]
        writer.write(made, len(made))
