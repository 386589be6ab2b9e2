"""A process that imports, for test_concurrency: python -m tests.store.importer URL COUNT.

Says “ready”, waits for a line, opens the store, adds articles 0 … COUNT − 1 to the collection
“Shared”, says what became of each, and dies in the middle of one more.
"""

import os
import sys
from typing import Any

import sqlalchemy as sa

from components.store import StoreError, add_article, connect, create_collection, list_collections
from tests.store.building import analysis, draft


def main(url: str, count: int) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    engine = connect(url)
    try:
        create_collection(engine, "Shared")
    except StoreError as error:
        assert "already a collection" in str(error), error
    shared = list_collections(engine)[0].id
    for number in range(count):
        text = f"Article {number}."
        print(add_article(engine, shared, draft(text), analysis(text, tones=[0.1])).status)
    sys.stdout.flush()

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _die(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "INSERT INTO actor_scores" in statement:
            os._exit(9)

    text = f"The last one of process {os.getpid()}."
    add_article(engine, shared, draft(text), analysis(text))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
