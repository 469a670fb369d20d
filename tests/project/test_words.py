"""Every word that users see stands in both catalogues, whole, and the compiled catalogues say the same."""

import ast
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from liaison.text.words import LANGUAGES, LOCALES, system_language

SOURCE = Path(__file__).parents[2] / "src" / "liaison"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
_PLACEHOLDER = re.compile(r"\{([a-z_]*)(?:[:!][^}]*)?\}")


def catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "liaison.po").open("rb") as file:
        return read_po(file, locale=code)


def said_in_code() -> set[tuple[str | None, str]]:
    words = extract_from_dir(str(SOURCE), [("**.py", "python")], {}, KEYWORDS)
    return {(context, _first(message)) for _file, _line, message, _comments, context in words}


def written_in_code() -> set[str]:
    """Every word by the syntax of the code, those inside f-strings too, in which the gatherer of words finds none."""
    calls = (
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    )
    found = set()
    for call in calls:
        word = call.args[1 if isinstance(call.func, ast.Name) and call.func.id == "p_" else 0]
        if isinstance(word, ast.Constant):
            found.add(str(word.value))
    return found


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _all(message: str | Sequence[str] | None) -> list[str]:
    return [message] if isinstance(message, str) else list(message or ())


@pytest.mark.parametrize("code", sorted(LANGUAGES.values()))
def test_the_catalogue_holds_exactly_the_words_of_the_code(code: str) -> None:
    held = {(message.context, _first(message.id)) for message in catalogue(code) if message.id}
    assert held == said_in_code()


def test_no_word_stands_only_where_it_is_not_gathered() -> None:
    assert written_in_code() - {message for _context, message in said_in_code()} == set()


@pytest.mark.parametrize("code", sorted(LANGUAGES.values()))
def test_no_word_is_missing_or_fuzzy(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            assert all(_all(message.string)), f"not translated: {message.id}"
            assert not message.fuzzy, f"fuzzy: {message.id}"


@pytest.mark.parametrize("code", sorted(LANGUAGES.values()))
def test_a_translation_has_the_places_to_fill_of_its_message(code: str) -> None:
    for message in catalogue(code):
        asked = set(_PLACEHOLDER.findall(" ".join(_all(message.id))))
        said = set(_PLACEHOLDER.findall(" ".join(_all(message.string))))
        assert said == asked, message.id


@pytest.mark.parametrize("code", sorted(LANGUAGES.values()))
def test_the_compiled_catalogue_is_fresh(code: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(code))
    assert (LOCALES / code / "LC_MESSAGES" / "liaison.mo").read_bytes() == compiled.getvalue()


def test_the_language_follows_the_users_wish_then_the_system() -> None:
    assert system_language({"LIAISON_LANG": "en", "LANG": "zh_CN.UTF-8"}) == "en"
    assert system_language({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert system_language({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}) == "zh"
    assert system_language({"LANG": "de_DE.UTF-8"}) == "en"
