"""How the columns of a roster are to be read: written to a file, and remembered for the next file of the same shape."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError, NotFoundError
from liaison.exchange.sheets import CADRES, PEOPLE, TO_MEND, Sheet
from liaison.exchange.tables.aliases import SERIAL
from liaison.exchange.tables.headers import Fate, Judged, judge, plain, targets_of
from liaison.exchange.workbook import whole_file
from liaison.store.models import Setting
from liaison.text.words import _, listed

_REMEMBERED, _HOME = "import_maps", "import_home"
_MOST_REMEMBERED = 200
_KINDS: Mapping[str, Sheet] = {PEOPLE.code: PEOPLE, CADRES.code: CADRES}
_LARGEST = 1_000_000


@dataclass(frozen=True)
class ColumnMap:
    """What each column of a roster is read as, by its header; None for one that is not to be read.

    ``sheet`` says whether the people are representatives or cadres.
    """

    sheet: Sheet
    columns: Mapping[str, str | None]

    def target(self, header: str) -> tuple[bool, str | None]:
        """Whether the map speaks of a header, and what it is read as."""
        by_plain = {plain(name): target for name, target in self.columns.items()}
        return plain(header) in by_plain, by_plain.get(plain(header))

    def judged(self, one: Judged) -> Judged:
        """A column as the map says; what is not held is not read, whatever the map says."""
        spoken, target = self.target(one.header)
        if not spoken or one.fate is Fate.NOT_HELD:
            return one
        return replace(one, fate=Fate.READ if target else Fate.UNKNOWN, target=target, likeness=100, like="")


def fingerprint(headers: Sequence[str]) -> str:
    """What stands for the shape of a table: its headers, in any order, but for running numbers."""
    kept = {plain(header) for header in headers if header and header != TO_MEND}
    kept -= {header for header in kept if judge(header, PEOPLE).target in {SERIAL, "number"}}
    return hashlib.sha256("\n".join(sorted(kept)).encode()).hexdigest()[:24]


def read_map(path: Path) -> ColumnMap:
    """Read a map from a file; what columns are read as may be said by field or by usual header (手机).

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it is no map, or names something that is not read.
    """
    if not path.is_file():
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig")) if path.stat().st_size < _LARGEST else None
    except (OSError, ValueError, RecursionError):
        found = None
    try:
        return _from_plain(found)
    except InvalidInputError as error:
        raise InvalidInputError(f"{path}: {error.sentence}", field="map") from error


def write_map(path: Path, columns: ColumnMap) -> None:
    """Write a map to a file, to be corrected and given back.

    Raises:
        NotFoundError, InvalidInputError: when it cannot be written.
    """
    with whole_file(path) as partial:
        partial.write_text(json.dumps(_plain(columns), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def remembered_maps(session: Session) -> dict[str, ColumnMap]:
    """The maps that the office has given, by the shape of the tables that they were given for."""
    row = session.exec(select(Setting).where(col(Setting.name) == _REMEMBERED)).first()
    found = {}
    for shape, written in (json.loads(row.value) if row is not None else {}).items():
        try:
            found[shape] = _from_plain(written)
        except InvalidInputError:  # of another version of this program
            continue
    return found


def remember_maps(session: Session, given: Mapping[str, ColumnMap]) -> None:
    """Remember maps for tables of these shapes; of many, the latest are kept."""
    known = remembered_maps(session)
    if all(known.get(shape) == columns for shape, columns in given.items()):
        return
    maps = {**{shape: columns for shape, columns in known.items() if shape not in given}, **given}
    latest = dict(list(maps.items())[-_MOST_REMEMBERED:])
    _remember(session, _REMEMBERED, {shape: _plain(columns) for shape, columns in latest.items()})


def remembered_home(session: Session) -> str:
    """The county that goes without saying before home towns, empty as long as no file has told it."""
    row = session.exec(select(Setting).where(col(Setting.name) == _HOME)).first()
    return str(json.loads(row.value)) if row is not None else ""


def remember_home(session: Session, county: str) -> None:
    """Remember the county that goes without saying, so that the next file is read like this one."""
    if county and county != remembered_home(session):
        _remember(session, _HOME, county)


def _remember(session: Session, name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    row = session.exec(select(Setting).where(col(Setting.name) == name)).first()
    if row is None:
        session.add(Setting(name=name, value=text))
    else:
        row.value = text
    session.flush()


def _plain(columns: ColumnMap) -> dict[str, Any]:
    return {"sheet": columns.sheet.code, "columns": dict(columns.columns)}


def _from_plain(written: Any) -> ColumnMap:
    if not (isinstance(written, dict) and isinstance(written.get("columns"), dict)):
        raise InvalidInputError(_("This is no map of columns. Write one with --save-map and correct it."))
    sheet = _KINDS.get(str(written.get("sheet", PEOPLE.code)))
    if sheet is None:
        sentence = _("“{name}” is neither of {known}.")
        raise InvalidInputError(sentence.format(name=written.get("sheet"), known=listed(_KINDS)))
    return ColumnMap(sheet, {str(header): _target(given, sheet) for header, given in written["columns"].items()})


def _target(given: Any, sheet: Sheet) -> str | None:
    if given is None or given == "":
        return None
    known = targets_of(sheet)
    if given in known:
        return str(given)
    judged = judge(str(given), sheet)
    if judged.target in known and judged.likeness == 100:
        return judged.target
    sentence = _("“{name}” is nothing that a column can be read as. Those are: {known}; null for none.")
    raise InvalidInputError(sentence.format(name=given, known=listed(sorted(known))))
