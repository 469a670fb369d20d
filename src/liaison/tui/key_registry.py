"""Every command of the program with its key, and which commands are there together, so that keys do not clash."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

from textual.app import App
from textual.screen import ModalScreen, Screen

from liaison.tui import screens
from liaison.tui.commands import Command, Commanded
from liaison.tui.keys import check_keymap

_PROGRAM = "liaison.tui."
_EVERYWHERE = (f"{_PROGRAM}widgets.", f"{_PROGRAM}forms.")
_SCREENS = f"{_PROGRAM}screens."


def known_commands() -> list[Command]:
    """Every command, by its id; those of the whole program first, then by place."""
    found: dict[str, Command] = {}
    for kind in _kinds():
        found.update({command.id: command for command in kind.__dict__.get("COMMAND_SET", ())})
    return sorted(found.values(), key=lambda command: (not command.id.startswith("app."), command.id.split(".")[0]))


def check_key(command_id: str, key: str, keymap: Mapping[str, str]) -> None:
    """See that a command can have a key, among the keys that the others have.

    Raises:
        InvalidInputError: when there is no such key, or a command that is there at the same time has it.
    """
    kinds = _kinds()
    for kind in kinds:
        there = _together(kind, kinds)
        own = next((command for command in there if command.id == command_id), None)
        for other in there if own is not None else ():
            if own is not None and other.id != command_id:
                held = {other.id: keymap[other.id]} if other.id in keymap else {}
                check_keymap({command_id: key, **held}, [(own, other)])


def _kinds() -> list[type[Commanded]]:
    """Every class with commands, those of screens that were not opened yet included."""
    for module in pkgutil.iter_modules(screens.__path__, _SCREENS):
        importlib.import_module(module.name)
    return [kind for kind in _below(Commanded) if kind.__module__.startswith(_PROGRAM)]


def _below(kind: type[Commanded]) -> Iterator[type[Commanded]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _together(kind: type[Commanded], kinds: list[type[Commanded]]) -> list[Command]:
    """What can be pressed on a screen of a kind: its own, its widgets', and unless it is a question, the app's."""
    if not issubclass(kind, Screen):
        return []
    there = list(kind.all_commands())
    for other in kinds:
        is_app = issubclass(other, App) and not issubclass(kind, ModalScreen)
        if is_app or (not issubclass(other, Screen | App) and _can_hold(kind, other)):
            there += other.all_commands()
    return list({command.id: command for command in there}.values())


def _can_hold(screen: type[Commanded], widget: type[Commanded]) -> bool:
    """Whether a widget may stand on a screen: the kit's on any, another on those of its own room."""
    if widget.__module__.startswith(_EVERYWHERE):
        return True
    return _room(widget) == _room(screen)


def _room(kind: type[Commanded]) -> str:
    """The room of a class: the first word of its module's name."""
    return kind.__module__.removeprefix(_SCREENS).split("_")[0]
