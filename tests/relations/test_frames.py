"""Directed frames: what is found in sentences written for it, and what must not be."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import load_roster, mentions
from components.attribution import Attribution, sentence_attributions
from components.relations import Frame, frames, relation_cues
from components.text import Span, sentences, words
from components.text.spans import inside

ROSTER = load_roster()
DAY = date(2023, 5, 10)


def of(text: str, said: tuple[Attribution, ...] | None = None) -> list[Frame]:
    parts = sentences(text, Span(0, len(text)))
    found = mentions(text, parts, ROSTER, DAY)
    result: list[Frame] = []
    for part in parts:
        here = [m for m in found if inside(m, part)]
        inner = words(text, part)
        spoken = (
            sentence_attributions(text, part, inner, here, [], ROSTER) if said is None else said
        )
        result += frames(text, inner, here, spoken, relation_cues(text, inner, here), ROSTER)
    return result


def claims(text: str) -> set[tuple[str, str, str, str]]:
    return {
        (
            ROSTER.actors[f.source].side,
            f.predicate,
            ROSTER.actors[f.target].side,
            "+" if f.value > 0 else "-",
        )
        for f in of(text)
    }


FOUND = [
    # Active
    ("Russia expelled ten U.S. diplomats.", "RU expelled US -"),
    ("Washington imposed sanctions on Moscow.", "US imposed sanctions RU -"),
    ("The Kremlin has repeatedly accused the White House of bad faith.", "RU accused US -"),
    ("Biden condemned Russia and pledged support.", "US condemned RU -"),
    ("The United States will not recognize Russia.", "US recognize RU -"),
    ("Putin congratulated Biden.", "RU congratulated US +"),
    ("Lavrov openly threatened the United States on Monday.", "RU threatened US -"),
    ("U.S. officials warned Russia.", "US warned RU -"),
    ("Moscow signed a trade treaty with Washington.", "RU treaty US +|US treaty RU +"),
    ("Russia invaded Ukraine.", "RU invaded UA -"),
    ("France announced sweeping new sanctions against Russia.", "FR new sanctions RU -"),
    # Passive
    ("Moscow was accused by Washington of spying.", "US accused RU -"),
    ("Several Russian officials were sanctioned by the United States.", "US sanctioned RU -"),
    ("Putin was warmly praised by Trump.", "US praised RU +"),
    ("The sanctions imposed by the United States on Russia remain.", "US sanctions RU -"),
    ("The attack on Ukraine by Russia goes on.", "RU attack on UA -"),
    # Nominal
    ("Moscow's threats against Washington grew louder.", "RU threats US -"),
    ("U.S. sanctions on Russia stay in place.", "US sanctions RU -"),
    ("Russia's unprovoked aggression against Ukraine continues.", "RU aggression UA -"),
    ("Americans follow the Russian invasion of Ukraine.", "RU invasion UA -"),
    ("Washington faces threats from Russia.", "RU threats US -"),
    ("It was a warning from Moscow to Washington.", "RU warning US -"),
    # Reciprocal
    ("Biden and Putin met.", "RU met US +|US met RU +"),
    ("Biden met with Putin in Geneva.", "RU met US +|US met RU +|RU met with US +|US met with RU +"),
    ("Russia and the United States agreed.", "RU agreed US +|US agreed RU +"),
    ("Talks between Washington and Moscow resumed.", "RU Talks US +|US Talks RU +|RU resumed US +|US resumed RU +"),
    ("U.S.-Russian relations have deteriorated.", "RU deteriorated US -|US deteriorated RU -"),
    ("Relations between Russia and America worsened.", "RU worsened US -|US worsened RU -"),
    # Operators
    ("Washington lifted sanctions on Russia.", "US lifted sanctions RU +"),
    ("The United States did not threaten Russia.", "US threaten RU +"),
    ("Putin refused to congratulate Biden.", "RU congratulate US -"),
    ("Washington suspended cooperation with Moscow.", "US suspended cooperation RU -"),
    ("Russia stopped its attacks on Ukraine.", "RU attacks on UA +|RU attacks UA +"),
    ("The United States refused to lift sanctions on Russia.", "US lift sanctions RU -"),
    # Hedged: kept as it stands, the hedge lowers the weight elsewhere
    ("Russia may threaten the United States.", "RU threaten US -"),
    ("Moscow could retaliate against Washington.", "RU retaliate US -"),
    ("The Kremlin reportedly praised Trump.", "RU praised US +"),
    ("The United States will hold Russia accountable.", "US hold_Russia_accountable RU -"),
    # Two verbs, one subject; objects that act
    ("Putin praised Trump and criticized Ukraine.", "RU praised US +|RU criticized UA -"),
    ("Washington accused Russia of attacking Ukraine.", "US accused RU -|RU attacking UA -"),
    ("Zakharova spoke on Friday, accusing Washington of lies.", "RU accusing US -"),
    ("Peskov, Putin's spokesman, criticized Washington.", "RU criticized US -"),
    ("Cuba, Russia and China threatened the United States.", "CU threatened US -|RU threatened US -|CN threatened US -"),  # noqa: E501
    ("A row between Russia and the United States grew.", "RU row_between US -|US row_between RU -"),
    ("Russia broke the treaty with the United States.", "RU broke_the_treaty US -"),
    ("Russia tore up its deal with Washington.", "RU tore_up_its_deal US -"),
    ("The United States walked away from the arms treaty with Russia.", "US arms_treaty RU -"),
    ("Washington pulled out of a pact with Moscow.", "US pact RU -"),
    # Over a comma
    ("Trump spoke in Ohio, signaling a willingness to engage with Putin.", "US engage RU +"),
    ("Trump himself toured Ukraine, voicing a desire to cooperate closely with Putin.", "US cooperate RU +"),
    ("After Trump's election victory, Putin sent no congratulations.", "RU no_congratulations US -"),
    ("Following Biden's narrow reelection, Putin opted not to extend congratulations, he said.", "RU opted_not_to_extend_congratulations US -"),  # noqa: E501
    ("Putin and his allies celebrated Trump's return.", "RU celebrated US +"),
    # Speech about
    ("Biden said that Putin is a killer.", "US killer RU -"),
    ("Trump called Putin a friend.", "US friend RU +"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(text: str, expected: str) -> None:
    """Every frame found is one of those expected, and both directions come where they must."""
    wanted = {tuple(each.rsplit(" ", 2)) for each in expected.split("|")}
    split = {
        (head.split(" ", 1)[0], head.split(" ", 1)[1], target, sign)
        for head, target, sign in wanted
    }
    found = {(s, p.replace(" ", "_"), t, v) for s, p, t, v in claims(text)}
    split = {(s, p.replace(" ", "_"), t, v) for s, p, t, v in split}
    assert found and found <= split
    assert {(s, t, v) for s, _, t, v in found} == {(s, t, v) for s, _, t, v in split}


@pytest.mark.parametrize(
    "text",
    [
        "Russia was accused of spying.",  # nobody is said to accuse
        "Sanctions against Russia hurt Europe.",  # who imposed them is not said
        "A Russian opposition newspaper criticized Washington.",
        "Navalny accused Putin of theft.",
        "American journalists criticized Russia.",
        "Putin dismissed Shoigu after the attack.",  # one side among itself
        "The pro-Russian rebels attacked Ukraine.",
        "Biden visited Kyiv while Moscow fired missiles.",
        "Washington and Moscow condemned North Korea.",  # not each other: see the next test
        "The meeting took place in Moscow.",
        "Russia’s economy is weak; the United States has jobs.",
        "How does Washington view Russia’s renewed bombing of Kyiv?",
        "Iran and Washington have a dispute, the Russian leader noted.",
        "U.S.–Russia ties, given the constraints set by courts, are dull.",
        "It is a myth that Washington and Moscow are enemies.",
        "Lavrov, Russia's minister and U.S. envoy Kerry met.",
        "After talks with China, Russia and Syria signed a treaty.",
        "After Trump's victory, Putin congratulated the hosts in China.",
        "Trump, citing a duty to engage, flew to Putin's party.",
        "The base prevents weapons trafficking between Russia and the United States.",
    ],
)
def test_no_arrow_between_the_two(text: str) -> None:
    pairs = {(source, target) for source, _, target, _ in claims(text)}
    assert not pairs & {("US", "RU"), ("RU", "US"), ("RU", "RU"), ("US", "US")}


def test_both_subjects_act_on_a_third() -> None:
    assert {(s, t) for s, _, t, _ in claims("Washington and Moscow condemned North Korea.")} == {
        ("US", "KP"),
        ("RU", "KP"),
    }


def test_the_holder_is_the_author_unless_somebody_says_it() -> None:
    [bare] = of("Russia invaded Ukraine.")
    assert bare.holder is None
    said = [f for f in of("Biden said Russia invaded Ukraine.") if f.predicate == "invaded"]
    assert [f.holder for f in said] == ["joe-biden"]


def test_who_praises_holds_the_praise() -> None:
    [frame] = of("Putin praised Biden.")
    assert (frame.source, frame.target, frame.holder) == ("vladimir-putin", "joe-biden", "vladimir-putin")  # fmt: skip


def test_the_innermost_attribution_holds() -> None:
    text = "Russia invaded Ukraine."
    outer = Attribution("joe-biden", "said", None, 0, len(text), 1.0, 0, 0, None, None)
    inner = Attribution("kremlin", "said", None, 0, len(text) - 1, 1.0, 0, 0, None, None)
    assert [f.holder for f in of(text, (outer, inner))] == ["kremlin"]


def test_graver_acts_are_colder() -> None:
    [war], [words_only] = of("Russia invaded Ukraine."), of("Russia criticized Ukraine.")
    assert war.value < words_only.value < 0


PIECES = st.sampled_from(
    "Russia|Moscow's|the United States|U.S.|Biden|Putin|Ukraine|and|,|-|accused|was|by|of|sanctions|on|talks|"
    "between|with|attacking|not|lifted|said|that|a threat|“|”|the two sides|agreed|from|;|to|Russian|officials|’s|."
    .split("|")
)  # fmt: skip


@given(st.lists(PIECES, max_size=18).map(" ".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_sound_frames(text: str) -> None:
    for frame in of(text):
        assert (
            0
            <= frame.start
            <= frame.predicate_start
            < frame.predicate_end
            <= frame.end
            <= len(text)
        )
        assert text[frame.predicate_start : frame.predicate_end] == frame.predicate
        assert frame.source != frame.target
        assert ROSTER.actors[frame.source].side != ROSTER.actors[frame.target].side
        assert -1 <= frame.value <= 1 and frame.value
