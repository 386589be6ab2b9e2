"""The pipeline as a whole, on texts of our own: shape, offsets, states, keys."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import load_roster
from components.analysis import (
    METHODS,
    SCHEMA_VERSION,
    Analysis,
    Dyad,
    analyse,
    default_method,
    from_json,
    has_encoder,
    method_version,
    to_json,
)

ROSTER = load_roster()
SEED = Path(__file__).parents[3] / "shared" / "cases" / "seed_article.txt"
TEXT = (
    "Vladimir Putin and Donald Trump praised “constructive” talks in Helsinki. 🕊️ Both leaders agreed to "
    "reopen consulates, and Putin's spokesman said the U.S.-Russian dialogue would continue.\n\n"
    "Washington may still impose new sanctions on Moscow, according to unconfirmed reports.\n\n"
    "The weather in Lisbon was mild."
)


def run(text: str = TEXT, **options: object) -> Analysis:
    given = {"date": date(2018, 7, 16), "roster": ROSTER, "method": "context"}
    return analyse(text, **given | options)  # type: ignore[arg-type]


def placed(analysis: Analysis) -> list[tuple[int, int, str]]:
    """(start, end, text) of everything that says where it stands."""
    found = []
    for p in analysis.paragraphs:
        found += [(p.start, p.end, p.text)]
        found += [(h.start, h.end, h.text) for h in p.hedges]
        found += [(m.start, m.end, m.surface) for a in p.actors for m in a.mentions]
        found += [(c.start, c.end, c.text) for a in p.actors for c in a.contributions]
        found += [(c.start, c.end, c.text) for s in p.sentences for c in s.contributions]
        found += [(a.cue_start, a.cue_end, a.cue) for a in p.attributions if a.cue != "turn"]
    return found


def test_every_offset_points_at_its_words() -> None:
    found = placed(run())
    assert len(found) > 15
    assert all(TEXT[start:end] == text for start, end, text in found)


def test_the_three_paragraphs_are_warm_cold_and_not_about_the_relation() -> None:
    warm, cold, other = run().paragraphs
    assert warm.relation_tone is not None and warm.relation_tone > 0.2
    assert cold.relation_tone is not None and cold.relation_tone < -0.2
    assert (other.relation_tone, other.relevance, other.weight) == (None, "none", 0.0)


def test_both_leaders_and_the_spokesman_are_resolved() -> None:
    first = run().paragraphs[0]
    via = {(a.actor, m.surface, m.via) for a in first.actors for m in a.mentions}
    assert ("vladimir-putin", "Both leaders", "group") in via
    assert ("donald-trump", "Both leaders", "group") in via
    assert ("dmitry-peskov", "Putin's spokesman", "title") in via


def test_a_hedge_lowers_the_weight_and_never_the_sign() -> None:
    cold = run().paragraphs[1]
    assert cold.sentences[0].certainty == 0.25
    assert cold.uncertainty == 1.0
    assert cold.weight == pytest.approx(0.25)
    assert cold.sentences[0].relation_tone is not None and cold.sentences[0].relation_tone < 0


def test_a_paragraph_is_the_weighted_mean_of_its_sentences() -> None:
    for p in run().paragraphs:
        relevant = [s for s in p.sentences if s.relation_tone is not None]
        if p.relation_tone is None:
            assert not relevant
            continue
        weight = sum(s.weight * s.certainty for s in relevant)
        total = sum(s.weight * s.certainty * (s.relation_tone or 0) for s in relevant)
        assert p.relation_tone == pytest.approx(total / weight)


def test_an_actor_without_counting_words_has_no_cues_and_is_neutral() -> None:
    [paragraph] = run("Sergey Lavrov was in Geneva on Tuesday.").paragraphs
    [lavrov] = [a for a in paragraph.actors if a.actor == "sergey-lavrov"]
    assert (lavrov.state, lavrov.tone, lavrov.label, lavrov.contributions) == (
        "no_cues",
        0.0,
        "neu",
        (),
    )


def test_json_round_trip_is_lossless() -> None:
    analysis = run(title="=Title", source="Inkwell Wire", id="x", warnings=("a warning",))
    printed = json.loads(json.dumps(to_json(analysis)))
    assert from_json(printed) == analysis


def test_the_json_has_the_public_shape() -> None:
    printed = to_json(run())
    assert printed["schema"] == SCHEMA_VERSION == 1
    assert set(printed) == {f.name for f in fields(Analysis)} | {"schema"}
    first = printed["paragraphs"][0]  # type: ignore[index]
    assert {"text", "start", "end", "value", "rule"} == set(first["actors"][0]["contributions"][0])
    assert "class" in printed["paragraphs"][1]["hedges"][0]  # type: ignore[index]
    assert {"source", "predicate", "target", "value", "holder", "start", "end"} <= set(
        first["frames"][0]
    )
    assert {"surface", "start", "end", "via", "confidence", "tone", "label", "voice"} <= set(
        first["actors"][0]["mentions"][0]
    )
    assert {"after_sentence", "delta", "p", "reason"} == set(printed["document"]["shift"])  # type: ignore[index]


@pytest.mark.parametrize("broken", [{}, {"schema": 99}, {"schema": 1, "id": "x"}])
def test_another_shape_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        from_json(broken)


def test_what_is_not_english_is_kept_and_not_scored() -> None:
    analysis = run("Москва угрожает санкциями. Putin.", language="ru")
    assert analysis.paragraphs[0].text.startswith("Москва")
    assert analysis.document.relation_tone is None
    assert analysis.paragraphs[0].actors == ()


def test_few_sentences_give_no_band_and_no_shift() -> None:
    document = run().document
    assert document.band is None
    assert document.shift.after_sentence is None
    assert "too few" in document.shift.reason


def test_a_turn_inside_a_document_is_found_where_it_is() -> None:
    warm = "Washington and Moscow praised the constructive talks. " * 9
    cold = "Washington and Moscow traded threats and new sanctions. " * 9
    document = run(warm + cold).document
    assert document.shift.after_sentence == 8
    assert document.shift.delta is not None and document.shift.delta < -0.3
    assert document.band is not None and document.relation_tone is not None
    assert document.band[0] <= document.relation_tone <= document.band[1]


def test_the_dyad_decides_what_is_about_the_relation() -> None:
    text = "Beijing and Moscow signed a friendship treaty."
    chinese = run(text, dyad=Dyad("china", "russia")).paragraphs[0]
    assert chinese.relevance == "direct"
    assert run(text).paragraphs[0].relevance != "direct"
    with pytest.raises(KeyError):
        run(text, dyad=Dyad("atlantis", "russia"))


def test_the_method_version_names_engine_and_tables() -> None:
    versions = {name: method_version(name) for name in METHODS}
    for name, version in versions.items():
        said, engine, tables = version.split("-")
        assert said == name and engine[0].isdigit() and len(tables) == 8
    assert len(set(versions.values())) == len(METHODS)
    assert method_version() == versions[default_method()]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Putin Trump said “US’ .\n🕊-sanctionspeace,", max_size=300))
def test_any_text_is_analysed_with_true_offsets(text: str) -> None:
    analysis = run(text)
    assert all(text[start:end] == words for start, end, words in placed(analysis))
    tones = [p.relation_tone for p in analysis.paragraphs] + [
        a.tone for p in analysis.paragraphs for a in p.actors
    ]
    assert all(tone is None or -1 <= tone <= 1 for tone in tones)


@pytest.mark.skipif(not has_encoder(), reason="no encoder file")
def test_the_encoder_reads_warm_cold_and_nothing_and_keeps_the_rules_beside() -> None:
    analysis = run(method="encoder")
    warm, cold, other = analysis.paragraphs
    assert warm.relation_tone is not None and warm.relation_tone > 0.2
    assert cold.relation_tone is not None and cold.relation_tone < -0.1
    assert (other.relation_tone, other.weight) == (None, 0.0)
    by_rules = run().paragraphs
    assert [p.rules for p in analysis.paragraphs] == [p.relation_tone for p in by_rules]
    for part, same in zip(analysis.paragraphs, by_rules, strict=True):
        assert [a.context for a in part.actors] == [a.tone for a in same.actors]
    mentions = [m for p in analysis.paragraphs for a in p.actors for m in a.mentions]
    assert all(m.probability is not None and 1 / 3 <= m.probability <= 1 for m in mentions)
    assert analysis == run(method="encoder"), "the same text has the same scores"


def test_a_mention_in_reported_speech_has_its_holder() -> None:
    [first, *_] = run(
        "Putin praised the talks. Sergey Lavrov said that Washington broke them."
    ).paragraphs
    voices = {m.surface: (m.voice, m.holder) for a in first.actors for m in a.mentions}
    assert voices["Putin"] == ("author", None)
    assert voices["Washington"] == ("attributed", "sergey-lavrov")


def test_paragraphs_in_another_language_are_kept_and_not_scored() -> None:
    text = "Moscow praised Washington.\n\nМосква похвалила Вашингтон. Putin."
    analysis = run(text, paragraph_languages=("en", "ru"))
    english, russian = analysis.paragraphs
    assert english.relation_tone is not None and english.actors
    assert (russian.language, russian.relation_tone, russian.actors) == ("ru", None, ())
    assert analysis.document.n_sentences == 1


def test_an_article_that_never_names_one_side_is_not_about_the_relation() -> None:
    analysis = run("Moscow and Beijing signed a treaty. Both praised it.", method="encoder")
    assert analysis.document.relation_tone is None


@pytest.mark.skipif(not has_encoder(), reason="no encoder file")
@pytest.mark.skipif(not SEED.exists(), reason="the shared folder is not here")
def test_the_seed_article_turns_cold_first() -> None:
    text = SEED.read_text(encoding="utf-8")
    tones = [p.relation_tone for p in run(text, date=None, method="encoder").paragraphs]
    first, _, third, *_ = tones
    assert first is not None and third is not None
    assert first == min(tone for tone in tones if tone is not None) and first <= -0.5
    assert third - first >= 0.5


@pytest.mark.skipif(not SEED.exists(), reason="the shared folder is not here")
def test_the_seed_article_is_served_well() -> None:
    from components.ingest import read

    [article] = read(SEED.name, SEED.read_bytes()).articles
    assert (article.title.value, article.date.value, article.source.value) == (None, None, None)
    analysis = run(article.text, date=None)
    tones = [p.relation_tone for p in analysis.paragraphs]
    assert len(tones) == 6
    assert all(tone is not None for tone in tones)
    assert tones[0] == min(tones)  # type: ignore[type-var]
    surfaces = {
        (p.index, m.surface, a.actor)
        for p in analysis.paragraphs
        for a in p.actors
        for m in a.mentions
    }
    assert (2, "ex-president", "donald-trump") in surfaces
    assert (0, "Putin’s spokesman", "dmitry-peskov") in surfaces
    assert (2, "both leaders", "vladimir-putin") in surfaces
    assert (2, "both leaders", "volodymyr-zelenskyy") in surfaces
    assert (2, "both leaders", "donald-trump") not in surfaces
    fourth = analysis.paragraphs[3]
    outlet = fourth.text.index("opposition outlet") + fourth.start
    assert not any(
        m.start <= outlet < m.end or m.end == outlet - 1 for a in fourth.actors for m in a.mentions
    )
