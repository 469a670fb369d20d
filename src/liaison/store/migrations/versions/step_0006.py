"""The search index cuts lines into pieces of three characters itself."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store up to this step."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE representative_search")
    op.execute(
        "CREATE VIRTUAL TABLE representative_search USING"
        " fts5(line, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
    )
    # To join its parts later takes a quarter off a large import; a search is as quick (measured with 100,000 people).
    op.execute("INSERT INTO representative_search(representative_search, rank) VALUES ('automerge', 16)")
    op.execute("CREATE VIRTUAL TABLE representative_search_pieces USING fts5vocab(representative_search, instance)")
    # Two spaces behind a line let each of its characters begin a piece.
    op.execute(
        "INSERT INTO representative_search(rowid, line) SELECT id, search_text || '  ' FROM representative ORDER BY id"
    )
