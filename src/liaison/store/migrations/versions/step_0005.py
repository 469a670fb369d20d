"""The history no longer keeps the values of rows that were added: they follow from the rows and their later changes."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store up to this step."""
    op.execute("UPDATE change SET after = '' WHERE before IS NULL AND after IS NOT NULL")
