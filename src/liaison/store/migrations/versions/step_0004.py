"""Indexes without the people of whom nothing is said."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOSTLY_EMPTY = ("household_id", "rule_id", "status_since")


def upgrade() -> None:
    """Bring a store up to this step."""
    for column in _MOSTLY_EMPTY:
        op.drop_index(f"ix_representative_{column}", "representative")
        filled = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_representative_{column}", "representative", [column], sqlite_where=filled, postgresql_where=filled
        )
