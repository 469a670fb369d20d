"""The user's own keys: a TOML file of command ids and keys, ``"today.log" = "f2"``, for `App.set_keymap`.

``load_keymap(path)`` reads it, ``save_keymap(path, keymap)`` writes it, ``check_keymap(keymap, screens)`` says in one
sentence what is wrong with it.
"""

import json
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.keys import Keys, key_to_character

from liaison.errors import InvalidInputError
from liaison.text.words import _
from liaison.tui.commands import Command

_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_NAMED = {key.value for key in Keys} | {"delete", "insert", "space", "tab", "enter", "backspace"}


def load_keymap(path: Path) -> dict[str, str]:
    """The keys in the file, by id of the command; empty when there is no such file.

    Raises:
        InvalidInputError: when the file is no TOML, or something in it is not a text.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = _("The keys in {path} cannot be read: {reason}. Mend or delete the file.")
        raise InvalidInputError(sentence.format(path=path, reason=error)) from error
    return dict(_flat(table, "", path))


def save_keymap(path: Path, keymap: Mapping[str, str]) -> None:
    """Write the file anew, whole or not at all."""
    # A JSON string is a TOML string as well.
    lines = [
        f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(key, ensure_ascii=False)}\n"
        for name, key in sorted(keymap.items())
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text("".join(lines), "utf-8")
    os.replace(fresh, path)


def check_keymap(keymap: Mapping[str, str], screens: Iterable[Sequence[Command]]) -> None:
    """See that every id and key exists and that no two commands of one screen share a key.

    ``screens`` lists for each screen the commands that are there together: its own, its widgets' and the app's.

    Raises:
        InvalidInputError: with ``field`` set to the id of the command whose key is wrong.
    """
    groups = [tuple(dict.fromkeys(screen)) for screen in screens]
    known = {command.id for group in groups for command in group}
    for name, keys in keymap.items():
        if name not in known:
            raise InvalidInputError(_("There is no command “{name}”.").format(name=name), field=name)
        for key in keys.split(","):
            if not _is_key(key.strip()):
                raise InvalidInputError(_("“{key}” is not the name of a key.").format(key=key.strip()), field=name)
    for group in groups:
        _check_clashes(keymap, group)


def _check_clashes(keymap: Mapping[str, str], group: Sequence[Command]) -> None:
    taken: dict[str, Command] = {}
    for command in group:
        keys = keymap.get(command.id) or command.key
        for binding in Binding.make_bindings([Binding(keys, command.action)]):
            other = taken.setdefault(binding.key, command)
            if other.id != command.id:
                sentence = _("The key {key} is given to both “{one}” and “{other}”; choose another for one of them.")
                culprit = command if command.id in keymap else other
                raise InvalidInputError(
                    sentence.format(key=binding.key, one=other.words(), other=command.words()), field=culprit.id
                )


def _flat(table: Mapping[str, Any], prefix: str, path: Path) -> Iterable[tuple[str, str]]:
    """Ids and keys; an unquoted ``today.log = "f2"`` is read by TOML as a table and means the same."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.", path)
        elif isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            sentence = _("The key of “{name}” in {path} must be a text in quotes.")
            raise InvalidInputError(sentence.format(name=f"{prefix}{name}", path=path), field=f"{prefix}{name}")


def _is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not set(modifiers) <= _MODIFIERS:
        return False
    return bool(name) and (len(name) == 1 or name in _NAMED or key_to_character(name) is not None)
