"""One script a change of the tables, loaded by Alembic from this folder. A released script never changes again."""
