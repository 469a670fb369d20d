"""Indexes without the people of whom nothing is said; the pieces of names in the search index anew."""

import sqlalchemy as sa
from alembic import op

from liaison.text.grams import gram_line

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOSTLY_EMPTY = ("household_id", "rule_id", "status_since")
_CHUNK = 2000


def upgrade() -> None:
    """Bring a store up to this step."""
    for column in _MOSTLY_EMPTY:
        op.drop_index(f"ix_representative_{column}", "representative")
        filled = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_representative_{column}", "representative", [column], sqlite_where=filled, postgresql_where=filled
        )
    if op.get_bind().dialect.name == "sqlite":
        _index_anew()


def _index_anew() -> None:
    """Other pieces are looked up than were: an index that forgets somebody must know just what it held of them."""
    connection = op.get_bind()
    connection.exec_driver_sql("INSERT INTO representative_search(representative_search) VALUES ('delete-all')")
    lines = connection.exec_driver_sql("SELECT id, search_text FROM representative ORDER BY id").fetchall()
    for start in range(0, len(lines), _CHUNK):
        connection.exec_driver_sql(
            "INSERT INTO representative_search(rowid, grams) VALUES (?, ?)",
            [(row_id, gram_line(line)) for row_id, line in lines[start : start + _CHUNK]],
        )
