"""A command of the terminal UI, declared once: it gives the key, the footer, the palette entry and the help page.

Usage::

    class TodayScreen(Commanded, Screen[None]):          # the mixin stands first
        COMMAND_SET = (
            Command("today.log", "l", lambda: _("Log a contact"), lambda: _("For the marked rows, else this one."),
                    "log", show=True, rank=10),
        )
        def action_log(self) -> None: ...

Words are spoken in the user's language when the screen or widget is made, and again on `Commanded.reword`. Every key
is rebindable: the id of the command is the id of the binding that ``App.set_keymap`` knows. The faces of a command
live in `liaison.tui.widgets.command_bar` (footer), `liaison.tui.palette` and `liaison.tui.help`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.actions import parse
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode


@dataclass(frozen=True)
class Command:
    """Something the user can ask for.

    ``id`` is unique in the program ("today.log"); ``key`` is one key or several joined by commas, in Textual's names;
    ``words`` (two or three) and ``help`` (a sentence) are called when shown; ``action`` is the Textual action of the
    node that declares the command. ``show`` puts it in the footer, the lowest ``rank`` first, if there is room;
    ``priority`` lets its key win over the focused widget; ``palette`` lists it in the palette.
    """

    id: str
    key: str
    words: Callable[[], str]
    help: Callable[[], str] | None
    action: str
    show: bool = False
    rank: int = 50
    priority: bool = False
    palette: bool = True

    def binding(self) -> Binding:
        """The Textual binding, worded in the language spoken now."""
        words = self.words()
        return Binding(
            self.key,
            self.action,
            words,
            show=self.show,
            priority=self.priority,
            tooltip=self.help() if self.help else words,
            id=self.id,
        )


class Commanded:
    """A mixin for screens, widgets and the app: binds the keys of ``COMMAND_SET`` and of the bases' sets.

    It stands before the Textual class and is none itself, so that style sheets are inherited as usual. Textual words
    its bindings when a class is made, before the language is known; so this mixin sets them on each instance, in the
    one place that touches Textual's own ``_bindings``.
    """

    COMMAND_SET: ClassVar[tuple[Command, ...]] = ()
    _bindings: BindingsMap

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reword()

    @classmethod
    def all_commands(cls) -> tuple[Command, ...]:
        """The commands of the class and its bases; a command of the same id in a derived class replaces the base's."""
        found: dict[str, Command] = {}
        for base in reversed(cls.__mro__):
            found.update({command.id: command for command in base.__dict__.get("COMMAND_SET", ())})
        return tuple(found.values())

    def offered_commands(self) -> tuple[Command, ...]:
        """The commands that the help page tells of: all, unless this one leaves some out."""
        return self.all_commands()

    def command_title(self) -> str:
        """The heading of these commands on the help page; empty for none."""
        return ""

    def reword(self) -> None:
        """Say the words again, after the language changed."""
        commands = self.all_commands()
        ids = {command.id for command in commands}
        kept = {
            key: [binding for binding in bindings if binding.id not in ids]
            for key, bindings in self._bindings.key_to_bindings.items()
        }
        for binding in Binding.make_bindings(command.binding() for command in commands):
            kept[binding.key] = [binding]
        self._bindings = BindingsMap.from_keys({key: bindings for key, bindings in kept.items() if bindings})


def is_possible(command: Command, node: DOMNode) -> bool:
    """Whether the node lets its command run now, as its ``check_action`` says."""
    _namespace, name, parameters = parse(command.action)
    return bool(node.check_action(name, parameters))


def keys_shown(app: App[Any], command: Command) -> list[str]:
    """The keys of a command as they are shown to the user, with the user's own keymap applied."""
    keymap = app._keymap  # Textual offers no way to read the keymap that was set
    keys = keymap.get(command.id) or command.key
    return [app.get_key_display(binding) for binding in Binding.make_bindings([Binding(keys, command.action)])]


def command_nodes(app: App[Any], focused: DOMNode | None, screen: DOMNode) -> list[DOMNode]:
    """The nodes with commands of a screen: the focused one first, up to the screen, then the others, last the app."""
    chain: Iterable[DOMNode] = focused.ancestors_with_self if focused is not None else (screen,)
    others = [node for node in screen.query("*") if node.is_on_screen]
    ordered = [*(node for node in chain if node is not app), screen, *others, app]
    return [node for node in dict.fromkeys(ordered) if isinstance(node, Commanded)]
