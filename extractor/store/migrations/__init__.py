"""Steps that bring a store to the present schema, run by alembic when the store is opened."""
