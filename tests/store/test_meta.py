from sqlalchemy.engine import Engine

from components.store import claim_meta, get_meta, set_meta


def test_facts_about_the_store(engine: Engine) -> None:
    assert get_meta(engine, "samples_seeded") is None
    set_meta(engine, "samples_seeded", "1")
    set_meta(engine, "samples_seeded", "2")
    assert get_meta(engine, "samples_seeded") == "2"


def test_a_claim_is_won_once(engine: Engine) -> None:
    assert claim_meta(engine, "samples_seeded", "first")
    assert not claim_meta(engine, "samples_seeded", "second")
    assert get_meta(engine, "samples_seeded") == "first"
