from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.tui.commands import Command
from liaison.tui.keys import check_keymap, load_keymap, save_keymap

SAVE = Command("form.save", "ctrl+s", lambda: "Save", None, "save")
LEAVE = Command("form.leave", "escape,q", lambda: "Leave", None, "leave")
HELP = Command("app.help", "f1", lambda: "Help", None, "help")
SCREENS = [(SAVE, LEAVE, HELP), (HELP,)]


@given(keymap=st.dictionaries(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.text("ab+,1é")))
def test_what_was_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, keymap: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("keys") / "new" / "keys.toml"
    save_keymap(path, keymap)
    assert load_keymap(path) == keymap


def test_no_file_means_no_own_keys(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "keys.toml") == {}


def test_ids_may_stand_without_quotes(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('form.save = "f2"\n[app]\nhelp = "f12"\n', "utf-8")
    assert load_keymap(path) == {"form.save": "f2", "app.help": "f12"}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"form.save", "keys.toml cannot be read"),
        (b"\xff\xfe", "keys.toml cannot be read"),
        (b'"form.save" = 3', "“form.save”"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named(tmp_path: Path, content: bytes, part: str) -> None:
    path = tmp_path / "keys.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        load_keymap(path)
    assert part in caught.value.sentence
    assert str(path) in caught.value.sentence


@pytest.mark.parametrize(
    "keymap",
    [{}, {"form.save": "f2"}, {"form.save": "?, ctrl+shift+left"}, {"form.save": "f1", "app.help": "f2"}],
)
def test_keys_without_a_clash_are_taken(keymap: dict[str, str]) -> None:
    check_keymap(keymap, SCREENS)


@pytest.mark.parametrize(
    ("keymap", "field", "part"),
    [
        ({"form.safe": "f2"}, "form.safe", "“form.safe”"),
        ({"form.save": "f1"}, "form.save", "The key f1 is given to both “Save” and “Help”"),
        ({"app.help": "q"}, "app.help", "“Leave” and “Help”"),
        ({"form.save": "flying"}, "form.save", "“flying”"),
        ({"form.save": "hyper ctrl+s"}, "form.save", "“hyper ctrl+s”"),
        ({"form.save": "f2,"}, "form.save", "“”"),
    ],
)
def test_what_is_wrong_with_a_keymap_is_said(keymap: dict[str, str], field: str, part: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_keymap(keymap, SCREENS)
    assert caught.value.field == field
    assert part in caught.value.sentence
