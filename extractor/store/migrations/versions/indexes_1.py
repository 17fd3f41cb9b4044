"""What is asked for with every file is found without reading whole tables: by content, by folder, by title."""

from __future__ import annotations

from alembic import op

revision = "indexes_1"
down_revision = "reports_1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("content", "items", ["sha256", "pipeline"])
    op.create_index("result_folder", "items", ["folder"])
    op.create_index("folder_of", "folders", ["sha256"])
    op.create_index("ix_notices_title", "notices", ["title"], postgresql_using="hash")


def downgrade() -> None:
    op.drop_index("ix_notices_title", "notices")
    op.drop_index("folder_of", "folders")
    op.drop_index("result_folder", "items")
    op.drop_index("content", "items")
