"""Steps of a program to come, to see how a store of today is brought up to them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.store import migrate, opening

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade():
{body}
"""


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program have one more step than it has; its body is given."""

    def add(body: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        text = STEP.format(revision="9000", before=opening.CURRENT, body=lines)
        (folder / "versions" / "step_9000.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(opening, "CURRENT", "9000")

    return add
