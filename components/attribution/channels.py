"""Channels: whether something was said in public, in office, or is alleged of a private talk."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from components.actors import Roster
from components.attribution.reading import Reading
from components.attribution.records import Channel
from components.text.phrases import Table, find, load_table

# An alleged private talk stays one though a spokesman tells it; a stage makes an office public.
_ORDER: Sequence[Channel] = ("alleged_private", "public", "official")
_BY_KIND: Mapping[str, Channel] = {
    "outlet": "public",
    "government": "official",
    "agency": "official",
    "legislature": "official",
    "military": "official",
    "country": "official",
    "alliance": "official",
    "organisation": "official",
}


@cache
def _table() -> Table[Channel]:
    return load_table(Path(__file__).with_name("channels.csv"), _channel)


def _channel(row: Mapping[str, str]) -> Channel:
    return next(each for each in _ORDER if each == row["channel"])


def told_channel(reading: Reading) -> Channel | None:
    """The channel that the sentence's own words tell, quotations left out."""
    found = {hit.value for hit in find(reading.keys, _table()) if reading.quoted[hit.first] < 0}
    return next((each for each in _ORDER if each in found), None)


def channel_of(told: Channel | None, speaker: str | None, roster: Roster) -> Channel | None:
    """The channel of one attribution: an outlet publishes, else the words, else who speaks."""
    actor = roster.actors.get(speaker) if speaker else None
    by_kind = _BY_KIND.get(actor.kind) if actor else None
    if actor and actor.kind == "outlet":
        return by_kind
    return told or by_kind
