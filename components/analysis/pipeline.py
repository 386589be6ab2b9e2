"""The one pipeline: a text, its date, a roster, a dyad and a method → an :class:`Analysis`.

A pure function of its inputs and the method version; nothing is read or written besides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.actors import Mention, Roster, mentions, turns
from components.analysis.actors import actor_tones
from components.analysis.documents import summary, weighted
from components.analysis.methods import Method, default_method, method_version
from components.analysis.records import DEFAULT_DYAD, Analysis, Dyad, Paragraph, Sentence
from components.attribution import (
    Hedge,
    ParagraphStatements,
    certainty,
    read_statements,
    signer,
)
from components.relations import (
    Presence,
    SentenceRelation,
    author_side,
    frames,
    presence,
    relation_cues,
    sentence_relations,
)
from components.relations.combined import combined, is_null
from components.relations.model import ModelRelation
from components.relations.sentence import sides_of
from components.text import Span, Word, paragraphs, quotations, sentences, words
from components.text.spans import starting_in
from components.tone import ReadSentence, compound
from components.tone.context import sentence_cues

SCORED_LANGUAGES = ("en", "", "und")  # what has no known language is read as English


@dataclass(frozen=True, slots=True)
class _Article:
    """What is the same for every paragraph of one article."""

    text: str
    roster: Roster
    sides: tuple[str, str]
    method: Method
    mentions: tuple[Mention, ...]
    around: Presence

    @property
    def names_both(self) -> bool:
        """Whether both sides are named anywhere in it."""
        return all(self.around.shares)


@dataclass(frozen=True, slots=True)
class _Split:
    """One paragraph cut up: sentences, their words, quotations; all empty where it is not English."""

    span: Span
    sentences: tuple[Span, ...]
    words: tuple[tuple[Word, ...], ...]
    quotations: tuple[Span, ...]
    language: str
    is_scored: bool


def analyse(
    text: str,
    *,
    date: date | None,
    roster: Roster,
    title: str | None = None,
    source: str | None = None,
    id: str = "",
    language: str = "en",
    paragraph_languages: Sequence[str] = (),
    warnings: Sequence[str] = (),
    dyad: Dyad = DEFAULT_DYAD,
    method: Method | None = None,
) -> Analysis:
    """Analyse one article.

    ``text`` is the stored text; every offset in the result counts its characters. Text that
    is not English is kept, but nothing in it is scored; ``paragraph_languages`` says so for each
    paragraph, where it has one entry for each. ``method`` None is the default method. Raises
    ``KeyError`` if the dyad names a country that the roster lacks, or for an unknown method.
    """
    chosen = method or default_method()
    version = method_version(chosen)
    sides = (roster.actors[dyad.a].side, roster.actors[dyad.b].side)
    spans = paragraphs(text)
    given = (
        paragraph_languages if len(paragraph_languages) == len(spans) else [language] * len(spans)
    )
    split = [_split(text, span, own, language) for span, own in zip(spans, given, strict=True)]
    read = [sentence for part in split if part.is_scored for sentence in part.sentences]
    found = mentions(text, read, roster, date, spans, title=title, source=source) if read else ()
    said = read_statements(
        text,
        spans,
        [part.sentences if part.is_scored else () for part in split],
        [part.words for part in split],
        found,
        [part.quotations for part in split],
        turns(text, spans, found, roster),
        roster=roster,
        voice=signer(text, spans, found, title=title, roster=roster, day=date),
    )
    around = presence(
        [starting_in(found, span.start, span.end) for span in spans],
        sides,
        roster,
        _author(source, date, roster),
    )
    article = _Article(text, roster, sides, chosen, found, around)
    result = tuple(
        _paragraph(article, index, part, said[index], split[index - 1] if index else None)
        if part.is_scored
        else _unscored(text, index, part)
        for index, part in enumerate(split)
    )
    return Analysis(
        id, title, date, source, language, dyad, version, roster.version,
        tuple(warnings), summary(result, [part.is_scored for part in split]), result, chosen,
    )  # fmt: skip


def _author(source: str | None, day: date | None, roster: Roster) -> str | None:
    """The side that the article's source speaks for, if any."""
    if not source:
        return None
    return author_side(source, mentions(source, [Span(0, len(source))], roster, day), roster)


def _split(text: str, span: Span, own: str, language: str) -> _Split:
    is_scored = language in SCORED_LANGUAGES and own in SCORED_LANGUAGES
    parts = sentences(text, span)
    return _Split(
        span,
        parts,
        tuple(words(text, part) for part in parts) if is_scored else (),
        quotations(text, span) if is_scored else (),
        "" if own == language else own,
        is_scored,
    )


def _unscored(text: str, index: int, part: _Split) -> Paragraph:
    kept = tuple(Sentence(s.start, s.end, None, 0.0, 1.0, 0.0, ()) for s in part.sentences)
    return Paragraph(
        index, part.span.start, part.span.end, text[part.span.start : part.span.end],
        None, 0.0, "none", None, kept, (), (), (), (), language=part.language,
    )  # fmt: skip


def _read(article: _Article, part: _Split, said: ParagraphStatements) -> list[ReadSentence]:
    text, read = article.text, []
    for sentence, tokens, statements in zip(
        part.sentences, part.words, said.sentences, strict=True
    ):
        inner = tuple(
            m
            for m in starting_in(article.mentions, sentence.start, sentence.end)
            if m.end <= sentence.end
        )
        cues = sentence_cues(text, tokens, inner)
        read.append(
            ReadSentence(
                text, sentence, tokens, inner, statements.attributions, part.quotations, cues
            )
        )
    return read


def _paragraph(
    article: _Article,
    index: int,
    part: _Split,
    said: ParagraphStatements,
    before: _Split | None,
) -> Paragraph:
    text, span = article.text, part.span
    read = _read(article, part, said)
    hedged = [each.hedges for each in said.sentences]
    cues = [relation_cues(text, each.words, each.mentions) for each in read]
    given = [(each.mentions, cues[n]) for n, each in enumerate(read)]
    gated = sentence_relations(given, article.sides, article.roster, article.around)
    names_side = bool(
        sides_of([m for each in read for m in each.mentions], article.sides, article.roster)
    )
    context = before.span if before and before.is_scored and names_side else None
    model = _model(article, part, context)
    rules = relations = gated
    if article.method == "encoder":
        rules = sentence_relations(given, article.sides, article.roster)
        relations = (
            tuple(SentenceRelation(None, 0.0, each.contributions) for each in rules)
            if model is None or is_null(model.null, gated, names_side=names_side)
            else combined(model, rules)
        )
    vader = [compound(text[each.span.start : each.span.end]) for each in read]
    kept = tuple(
        Sentence(
            each.span.start,
            each.span.end,
            relations[n].tone,
            relations[n].weight,
            _certainty(hedged[n], rules[n]),
            vader[n],
            rules[n].contributions,
            rules[n].tone,
            rules[n].weight,
            model.sentences[n] if model else None,
        )
        for n, each in enumerate(read)
    )
    tone, weight, uncertainty = weighted((s.relation_tone, s.weight, s.certainty) for s in kept)
    rules_tone, rules_weight, _ = weighted(
        (rule.tone, rule.weight, s.certainty) for rule, s in zip(gated, kept, strict=True)
    )
    return Paragraph(
        index=index,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        relation_tone=tone,
        weight=weight,
        relevance=_relevance(kept),
        uncertainty=uncertainty,
        sentences=kept,
        hedges=tuple(hedge for each in hedged for hedge in each),
        attributions=said.attributions,
        frames=tuple(
            frame
            for n, each in enumerate(read)
            for frame in frames(
                text, each.words, each.mentions, each.attributions, cues[n], article.roster
            )
        ),
        actors=actor_tones(read, hedged, vader, article.method, article.roster),
        rules=rules_tone,
        rules_weight=rules_weight,
        model=model.tone if model else None,
        null=model.null if model else None,
        language=part.language,
    )


def _model(article: _Article, part: _Split, before: Span | None) -> ModelRelation | None:
    """The encoder's reading of a paragraph; None where it does not run.

    An article that never names one of the sides cannot bear on how they stand.
    """
    if article.method != "encoder" or not article.names_both:
        return None
    from components.relations import model

    near = starting_in(article.mentions, before.start if before else part.span.start, part.span.end)
    return model.paragraph(
        article.text, part.span, part.sentences, near, article.roster, article.sides, before=before
    )


def _certainty(found: Sequence[Hedge], rules: SentenceRelation) -> float:
    """h of a sentence: of the clauses whose words count for the relation; of all where none does."""
    if not rules.contributions:
        return certainty(found)
    return min(certainty(found, word) for word in rules.contributions)


def _relevance(kept: Sequence[Sentence]) -> str:
    relevant = [s for s in kept if s.relation_tone is not None]
    direct = any(sentence.rules_weight == 1.0 for sentence in relevant)
    return "direct" if direct else "indirect" if relevant else "none"
