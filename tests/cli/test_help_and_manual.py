"""Help pages: in both languages, with an example, loading little; and the manual that is made of them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from desk import Desk
from liaison.cli.app import build
from liaison.cli.help import help_page
from liaison.text.display import cell_width
from liaison.text.words import use_language

ROOT = Path(__file__).parents[2]
HEAVY = ("textual", "sqlmodel", "sqlalchemy", "alembic", "pypinyin")


def _commands(command: Any, path: str = "liaison") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, f"{path} {name}")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["people", "add", "--help"]])
def test_help_loads_neither_the_screen_nor_the_database(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys, liaison.main\n"
        f"code = liaison.main.main({words!r})\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded: {loaded}' if loaded or code else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_each_command_has_help_with_an_example_in_both_languages() -> None:
    for language, mark in (("zh", "示例："), ("en", "Example: ")):
        use_language(language)
        root = get_command(build())
        for path, command in _commands(root):
            page = help_page(command, root.make_context(path, [], resilient_parsing=True), 80)
            assert f"{mark}liaison" in page or hasattr(command, "commands"), path
            assert command.help, path


def test_examples_are_commands_that_exist() -> None:
    root = get_command(build())
    for path, command in _commands(root):
        if command.epilog and path != "liaison":
            assert command.epilog.startswith(f"{path} ") or command.epilog == path


def test_no_line_is_wider_than_asked() -> None:
    use_language("zh")
    root = get_command(build())
    for path, command in _commands(root):
        page = help_page(command, root.make_context(path, [], resilient_parsing=True), 80)
        for line in page.splitlines():
            assert cell_width(line) <= 80 or line.startswith(("示例：", "用法：")), (path, line)


def test_every_command_is_documented_and_the_page_is_fresh(bare: Desk) -> None:
    page = bare.run("manual", lang="en").out
    for path, command in _commands(get_command(build())):
        assert f"## {path}\n" in page or command.hidden
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert written == page, "write it anew: liaison manual --lang en > docs/commands.md"


def test_the_version_is_printed(bare: Desk) -> None:
    assert bare.do("--version").out.startswith("liaison ")
