"""The document pass: every sentence's hedges, and who says what, across sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.actors import Mention, Roster
from components.actors.turns import Turn
from components.attribution.channels import channel_of, told_channel
from components.attribution.cue import Cue
from components.attribution.hedges import hedges
from components.attribution.quoted import continued, is_direct, signed
from components.attribution.reading import Reading, proper_words, read
from components.attribution.records import (
    Attribution,
    Channel,
    ParagraphStatements,
    SentenceStatements,
)
from components.attribution.referents import is_they, issued_after, issuer, pair_after
from components.attribution.scopes import nested, scopes
from components.attribution.speech import cues
from components.attribution.verbs import is_first_person
from components.text import Span, Word

_WORD = re.compile(r"\w")


def read_statements(
    text: str,
    paragraphs: Sequence[Span],
    sentences: Sequence[Sequence[Span]],
    words: Sequence[Sequence[Sequence[Word]]],
    mentions: Sequence[Mention],
    quotations: Sequence[Sequence[Span]],
    turns: Sequence[Turn] = (),
    *,
    roster: Roster,
    voice: str | None = None,
) -> tuple[ParagraphStatements, ...]:
    """What every paragraph and sentence says by whom, and how surely.

    ``sentences``, ``quotations`` and ``words`` run parallel to ``paragraphs`` (words by sentence
    too); ``mentions`` are the whole text's, in order. ``voice`` is the roster id of whoever says
    “I” outside all turns and quotations: the signer of a statement.
    """
    found: list[ParagraphStatements] = []
    proper = proper_words(text, (inner for tokens in words for inner in tokens))
    pair: tuple[str, ...] = ()
    issued: Mapping[str, tuple[str, ...]] = {}
    speaking: Sequence[Attribution] = ()
    spoken = 0
    for span, parts, tokens, quoted in zip(paragraphs, sentences, words, quotations, strict=True):
        while spoken < len(turns) and turns[spoken].end <= span.start:
            spoken += 1
        here = _touching(turns, spoken, span)
        said: list[Attribution] = []
        for sentence, inner in zip(parts, tokens, strict=True):
            said_by = _after_label(sentence, here)
            tokens_said = [word for word in inner if word.start >= said_by.start]
            if tokens_said:
                reading = read(text, said_by, tokens_said, mentions, quoted, proper)
                asked = [cue for cue in cues(reading) if _counts(reading, cue)]
                issued = issued_after(reading, asked, issued)
                made = _sentence(reading, asked, here, roster, voice, pair, issued)
                said += made
                pair = pair_after(reading, roster, pair, made)
        announced = [each for each in said if each.start == each.end]
        said = [each for each in said if each.start < each.end]
        said += signed(text, span, quoted, said, mentions)
        said = continued(text, span, quoted, said, speaking, parts)
        speaking = announced or _last(text, span, quoted, said)
        turned = [_turn(turn, span) for turn in here]
        whole = _nested(sorted([*turned, *said], key=lambda a: (a.start, -a.end, a.cue_start)))
        found.append(
            ParagraphStatements(
                tuple(
                    SentenceStatements(hedges(text, inner), clipped)
                    for inner, clipped in zip(tokens, _clipped(whole, parts), strict=True)
                ),
                whole,
            )
        )
    return tuple(found)


def sentence_attributions(
    text: str,
    sentence: Span,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    quotations: Sequence[Span],
    roster: Roster,
) -> tuple[Attribution, ...]:
    """The attributions of a sentence that stands alone, in order; for texts of one sentence."""
    if not words:
        return ()
    reading = read(text, sentence, words, mentions, quotations, proper_words(text, (words,)))
    asked = [cue for cue in cues(reading) if _counts(reading, cue)]
    made = _sentence(reading, asked, (), roster, None, (), {})
    made = [each for each in made if each.start < each.end]
    made = continued(text, sentence, quotations, made, (), (sentence,))
    return _nested(sorted(made, key=lambda a: (a.start, -a.end, a.cue_start)))


def _nested(said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with their scopes cut so that two of them nest or lie apart."""
    spans = nested([Span(each.start, each.end) for each in said])
    return tuple(
        each if each.end == span.end else replace(each, end=span.end)
        for each, span in zip(said, spans, strict=True)
        if span.start < span.end
    )


def _after_label(sentence: Span, turns: Sequence[Turn]) -> Span:
    """The sentence without the label that a turn in it begins with."""
    label = next((t for t in turns if sentence.start <= t.label_start < sentence.end), None)
    return Span(min(label.start, sentence.end), sentence.end) if label else sentence


def _touching(turns: Sequence[Turn], first: int, span: Span) -> list[Turn]:
    here = []
    while first < len(turns) and turns[first].label_start < span.end:
        here.append(turns[first])
        first += 1
    return here


def _turn(turn: Turn, span: Span) -> Attribution:
    """The part of a turn that stands in one paragraph."""
    start = max(turn.start, span.start)
    end = max(start, min(turn.end, span.end))
    label = turn.label_start + len(turn.label)
    return Attribution(
        turn.speaker, "turn", "public", start, end, 1.0,
        turn.label_start, label, turn.label_start, label,
    )  # fmt: skip


def _sentence(
    reading: Reading,
    found: Sequence[Cue],
    turns: Sequence[Turn],
    roster: Roster,
    voice: str | None,
    pair: tuple[str, ...],
    issued: Mapping[str, tuple[str, ...]],
) -> list[Attribution]:
    """The attributions whose cues stand in one sentence.

    One without a scope announces what the next paragraph quotes: “The message said:”.
    """
    if not found:
        return []
    told = told_channel(reading)
    made = []
    for cue, scope in zip(found, scopes(reading, found), strict=True):
        if not _WORD.search(reading.text, scope.start, scope.end):
            if not _announces(reading, cue):
                continue
            scope = Span(scope.start, scope.start)
        actors = (
            cue.subject.actors
            or _first_person(reading, cue, turns, voice, roster)
            or (pair if is_they(reading, cue.subject) else ())
            or issuer(reading, cue.subject, issued)
        )
        made += [
            _attribution(
                reading,
                cue,
                scope,
                actor,
                _channel(told, scope, turns, actor, roster),
            )
            for actor in actors or (None,)
        ]
    return made


def _announces(reading: Reading, cue: Cue) -> bool:
    """Whether the sentence breaks off after the cue, for a quotation in the next paragraph."""
    last = cue.tail == len(reading.words) - 1
    return last and cue.saying.kind == "say" and reading.mark_after(cue.tail) in (":", ",")


def _channel(
    told: Channel | None,
    scope: Span,
    turns: Sequence[Turn],
    actor: str | None,
    roster: Roster,
) -> Channel | None:
    """The channel of one attribution; who has a turn speaks in public, whatever he names."""
    in_turn = any(turn.start <= scope.start < turn.end for turn in turns)
    if in_turn and told != "alleged_private":
        return "public"
    return channel_of(told, actor, roster)


def _counts(reading: Reading, cue: Cue) -> bool:
    """Inside a quotation only third persons we know are speakers of their own."""
    if reading.quoted[cue.first] < 0:
        return True
    return bool(cue.subject.actors) and not is_first_person(reading, cue.subject)


def _first_person(
    reading: Reading, cue: Cue, turns: Sequence[Turn], voice: str | None, roster: Roster
) -> tuple[str, ...]:
    """Whom an “I” or “we” means that no mention resolves: who has the turn, or signed the text."""
    if cue.agentless or not is_first_person(reading, cue.subject):
        return ()
    turn = next((t for t in turns if t.start <= cue.subject.start < t.end), None)
    speaker = turn.speaker if turn else voice
    if speaker is None or speaker not in roster.actors:
        return ()
    several = reading.text[cue.subject.start] in "wW"
    return ((roster.home(speaker) or speaker) if several else speaker,)


def _attribution(
    reading: Reading, cue: Cue, scope: Span, actor: str | None, channel: Channel | None
) -> Attribution:
    start, end = reading.words[cue.first].start, reading.words[cue.last].end
    named = None if cue.agentless else cue.subject
    return Attribution(
        actor, reading.text[start:end], channel, scope.start, scope.end,
        cue.saying.certainty, start, end,
        named.start if named else None, named.end if named else None,
    )  # fmt: skip


def _last(
    text: str, span: Span, quotations: Sequence[Span], said: Sequence[Attribution]
) -> Sequence[Attribution]:
    """Whose quotation ends the paragraph, so that the next may go on with it; () if nobody's.

    Some quoted words inside another's sentence do not go on.
    """
    last = quotations[-1] if quotations else None
    if last is None or not is_direct(text, span, last):
        return ()
    holders = [a for a in said if a.start <= last.start and last.end <= a.end + 1]
    nearest = max((a.start for a in holders), default=0)
    return [a for a in holders if a.start == nearest]


def _clipped(
    whole: Sequence[Attribution], sentences: Sequence[Span]
) -> list[tuple[Attribution, ...]]:
    """For each sentence the attributions that touch it, cut to it."""
    found: list[list[Attribution]] = [[] for _ in sentences]
    for each in whole:
        for number in _sentences_of(each, sentences):
            span = sentences[number]
            start, end = max(each.start, span.start), min(each.end, span.end)
            if start < end:
                found[number].append(
                    each
                    if (start, end) == (each.start, each.end)
                    else replace(each, start=start, end=end)
                )
    return [tuple(part) for part in found]


def _sentences_of(each: Attribution, sentences: Sequence[Span]) -> range:
    first = bisect_right(sentences, each.start, key=lambda s: s.end)
    return range(first, bisect_left(sentences, each.end, key=lambda s: s.start))
