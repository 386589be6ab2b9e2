"""Reading an article's kept original again, with other options or by better readers."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Dyad, Method
from components.ingest import MAX_CHARACTERS, ArticleDraft, Proposal, ReadOptions, read
from components.jobs.reading import own_name, packed_options
from components.jobs.scoring import analyse_draft

_NOT_KEPT = (
    "The file that this article was read from was not kept, so it cannot be read again. Import it "
    "again with the option you want."
)
_NOT_FOUND = (
    "The article was not found in its file when that was read again, so nothing was changed."
)


def reread(
    engine: Engine,
    article_id: str,
    options: ReadOptions,
    *,
    roster: Roster,
    max_characters: int = MAX_CHARACTERS,
    method: Method | None = None,
) -> store.Article:
    """Read the article's original again and put the result in its place, with new scores.

    What the analyst edited stays. Raises StoreError in plain words when the article is gone, its
    original was not kept or cannot be read so, or it would become the duplicate of another.
    """
    article = store.get_article(engine, article_id)
    if article is None:
        raise store.StoreError("This article is no longer here. Somebody may have deleted it.")
    original = store.get_original(engine, article_id)
    if original is None:
        raise store.StoreError(_NOT_KEPT)
    reading = read(
        own_name(article.input_name), original.data, max_characters=max_characters, options=options
    )
    draft = _same(article, reading.articles)
    if draft is None:
        told = [each.message for each in reading.refusals if each.part in ("", article.part)]
        raise store.StoreError(told[0] if told else _NOT_FOUND)
    dyad = store.get_dyad(engine, article.collection_id) or Dyad()
    decided = draft
    if article.language_origin.kind == "edited":
        languages = store.relabelled(draft.paragraph_languages, draft.language, article.language)
        decided = replace(draft, language=article.language, paragraph_languages=tuple(languages))
    if article.date_origin.kind == "edited":
        own = article.date.isoformat() if article.date else None
        decided = replace(decided, date=Proposal(own, "found"))
    analysis = analyse_draft(decided, roster, dyad, method)
    return store.replace_reading(
        engine, article_id, draft, analysis, read_options=packed_options(options)
    )


def _same(article: store.Article, drafts: tuple[ArticleDraft, ...]) -> ArticleDraft | None:
    """The draft of the same part; a file of one article may name no part, or change its words."""
    if len(drafts) == 1 and not article.part:
        return drafts[0]
    return next((each for each in drafts if each.part == article.part), None)
