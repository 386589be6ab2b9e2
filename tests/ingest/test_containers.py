"""Zip files and folders: every member has its outcome, and no archive gets the better of the app."""

import io
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from components.ingest import Reading, each_reading, read
from components.ingest.archives import FREE_UNPACKED, MAX_DIRECTORY, MAX_UNPACKED
from tests.ingest.inputs import ARTICLE, docx_bytes

TEXT = "\n\n".join(ARTICLE).encode()


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def outcomes(data: bytes, name: str = "a.zip", **limits: Any) -> dict[str, str]:
    """Shown name of each item to its refusal, "" where it was read."""
    return {
        item: " ".join(refusal.message for refusal in reading.refusals)
        for item, _, reading in each_reading(name, data, **limits)
    }


def test_members_of_every_kind_are_read_by_content() -> None:
    word = docx_bytes(lambda document: [document.add_paragraph(line) for line in ARTICLE])
    html = "".join(f"<p>{line}</p>" for line in ARTICLE).encode()
    rows = b"title,text\nOne,Putin met Biden in Geneva.\nTwo,They agreed to talk again soon.\n"
    data = zipped({"in/a.txt": TEXT, "b.docx": word, "c.html": html, "d.csv": rows})
    reading = read("news.zip", data)
    assert not reading.refusals
    assert [draft.part for draft in reading.articles] == [
        "in/a.txt", "b.docx", "c.html", "d.csv › row 2", "d.csv › row 3",
    ]  # fmt: skip
    assert {draft.text for draft in reading.articles[:3]} == {TEXT.decode()}


def test_items_carry_their_original_bytes() -> None:
    items = list(each_reading("x/news.zip", zipped({"a.txt": TEXT, "b.txt": b"Putin"})))
    assert [(name, data) for name, data, _ in items] == [
        ("news.zip › a.txt", TEXT),
        ("news.zip › b.txt", b"Putin"),
    ]


def test_a_file_that_is_no_container_is_one_item() -> None:
    ((name, data, reading),) = each_reading("in/a.txt", TEXT)
    assert (name, data, len(reading.articles)) == ("a.txt", TEXT, 1)


def test_zip_files_within_are_opened_to_a_depth() -> None:
    inner = zipped({"c.txt": TEXT})
    data = zipped({"a.txt": TEXT, "b.zip": zipped({"b.txt": TEXT, "c.zip": inner})})
    said = outcomes(data)
    assert list(said) == ["a.zip › a.txt", "a.zip › b.zip › b.txt", "a.zip › b.zip › c.zip"]
    assert [bool(message) for message in said.values()] == [False, False, True]
    assert "too deep" in said["a.zip › b.zip › c.zip"]


def test_junk_is_left_out_and_named_once() -> None:
    said = outcomes(
        zipped(
            {"a.txt": TEXT, "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "page_files/p.png": b"x"}
        )
    )
    assert list(said) == ["a.zip › a.txt", "a.zip"]
    assert ".DS_Store" in said["a.zip"] and "page_files/p.png" in said["a.zip"]


@pytest.mark.parametrize("members", [{}, {".DS_Store": b"x"}, {"folder/": b""}])
def test_a_zip_without_articles_says_so(members: dict[str, bytes]) -> None:
    (refusal,) = read("a.zip", zipped(members)).refusals
    assert "no readable articles in this zip file" in refusal.message
    assert all(name in refusal.message for name in members if not name.endswith("/"))


def test_links_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", TEXT)
    said = outcomes(out.getvalue())
    assert said["a.zip › good.txt"] == ""
    assert "link" in said["a.zip › link.txt"]
    assert "/etc/passwd" not in str(read("a.zip", out.getvalue()))


@pytest.mark.parametrize("name", ["../../up.txt", "/root.txt", "..\\..\\up.txt", "C:\\x\\up.txt"])
def test_names_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (item,) = outcomes(zipped({name: TEXT}))
    assert ".." not in item and not item.partition(" › ")[2].startswith("/")
    assert not list(tmp_path.rglob("*"))


def test_names_in_old_encodings() -> None:
    data = zipped({"xxxxx.txt": TEXT}).replace(b"xxxxx", "Путин".encode("cp866"))
    assert list(outcomes(data)) == ["a.zip › Путин.txt"]


def test_encrypted_members_are_named() -> None:
    data = bytearray(zipped({"secret.txt": TEXT, "open.txt": TEXT}, zipfile.ZIP_STORED))
    # The flag stands at offset 6 of the local header and 8 of the entry in the list of contents.
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    said = outcomes(bytes(data))
    assert "password" in said["a.zip › secret.txt"]
    assert said["a.zip › open.txt"] == ""


def test_damage_is_said_and_stays_in_its_member() -> None:
    whole = zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    damaged = whole.replace(TEXT, TEXT.replace(b"Putin", b"Pxtin"), 1)
    said = outcomes(damaged)
    assert "damaged" in said["a.zip › a.txt"] and said["a.zip › b.txt"] == ""
    assert "damaged" in outcomes(whole[:200])["a.zip"]
    assert "damaged" in outcomes(b"PK\x03\x04" + bytes(50))["a.zip"]


def test_bombs_are_not_unpacked() -> None:
    bomb = zipped({"bomb.txt": b"0" * 40_000_000, "a.txt": TEXT})
    many = zipped({f"{n}.txt": b"0" * 900_000 for n in range(80)})
    tracemalloc.start()
    said = outcomes(bomb)
    assert "far more data" in said["a.zip › bomb.txt"] and said["a.zip › a.txt"] == ""
    assert "far more data" in outcomes(many)["a.zip"]
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_zips_in_zips_grow_no_further_than_one() -> None:
    files = {f"{n}.txt": b"0" * 900_000 for n in range(20)}
    nested = zipped({f"{n}.zip": zipped(files) for n in range(4)})
    assert all("far more data" in said for said in outcomes(nested).values())
    single = zipped({"0.txt": b"0" * 900_000})
    many = zipped({f"{n}.zip": single for n in range(70)})
    items = list(each_reading("a.zip", many, known=lambda *_: True))
    assert sum(len(data) for _, data, _ in items) <= FREE_UNPACKED
    assert "far more data" in items[-1][2].refusals[0].message
    plain = zipped({f"{n}.zip": zipped({"a.txt": TEXT}) for n in range(70)})
    assert set(outcomes(plain).values()) == {""}


def test_sizes_that_an_archive_states_are_limits() -> None:
    data = zipped({"a.txt": TEXT})
    size = struct.pack("<L", len(TEXT))
    huge = data.replace(size, struct.pack("<L", MAX_UNPACKED + 1))
    assert "far more data" in outcomes(huge)["a.zip"]
    assert "the limit is 0.0 MB" in outcomes(data, max_bytes=100)["a.zip › a.txt"]


def test_too_many_files_are_refused_with_the_limit() -> None:
    data = zipped({f"{n}.txt": b"x" for n in range(12)})
    (message,) = outcomes(data, max_files=10).values()
    assert "12" in message and "the limit is 10" in message


def test_an_endless_list_of_contents_is_not_read() -> None:
    whole = zipped({"a.txt": TEXT})
    end = whole.rindex(b"PK\x05\x06")
    entry = whole[whole.index(b"PK\x01\x02") : end]
    entries = entry * (MAX_DIRECTORY // len(entry) + 1)
    tail = bytearray(whole[end:])
    tail[12:16] = struct.pack("<L", len(entries))
    data = whole[: whole.index(b"PK\x01\x02")] + entries + bytes(tail)
    tracemalloc.start()
    for name in ("a.zip", "a.docx", "a"):
        assert "too many files" in outcomes(data, name)[name]
    assert tracemalloc.get_traced_memory()[1] < 5 * MAX_DIRECTORY
    tracemalloc.stop()


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "news" / "b").mkdir(parents=True)
    folder = tmp_path / "news"
    (folder / "b" / "two.txt").write_bytes(TEXT)
    (folder / "one.txt").write_bytes(TEXT)
    (folder / "more.zip").write_bytes(zipped({"three.txt": TEXT}))
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "link.txt").symlink_to("/etc/passwd")
    said = {
        name: " ".join(each.message for each in reading.refusals)
        for name, _, reading in each_reading("news", folder)
    }
    assert list(said) == [
        "news › link.txt",
        "news › more.zip › three.txt",
        "news › one.txt",
        "news › b/two.txt",
        "news",
    ]
    assert "link" in said["news › link.txt"] and ".DS_Store" in said["news"]
    assert not said["news › one.txt"]


def test_empty_folders_and_missing_files_are_refusals(tmp_path: Path) -> None:
    ((_, _, reading),) = each_reading("news", tmp_path)
    assert "no readable articles in this folder" in reading.refusals[0].message
    ((_, _, reading),) = each_reading("gone.txt", tmp_path / "gone.txt")
    assert "could not be read" in reading.refusals[0].message


def test_a_large_archive_is_walked_with_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(60):
            archive.writestr(f"{number}.txt", f"{number}: Putin met Biden. " + "x y z. " * 4_000)
    tracemalloc.start()
    count = 0
    # Larger than what is read at once: the archive itself stays on the disk.
    for _, _, reading in each_reading("large.zip", path, max_bytes=1_000_000):
        count += len(reading.articles)
        if count == 20:
            early = tracemalloc.get_traced_memory()[0]
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert count == 60
    assert late < early + 500_000


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("a.txt", "Moscow and Washington talked.")
        pack.writestr("b.txt", "The talks went on.")
    asked: list[str] = []

    def known(name: str, data: bytes) -> bool:
        asked.append(name)
        return name.endswith("a.txt")

    found = {name: reading for name, _, reading in each_reading("two.zip", path, known=known)}
    assert asked == list(found) and len(asked) == 2
    first, second = found.values()
    assert first == Reading() and len(second.articles) == 1


def test_a_zip_that_begins_with_a_pdf_is_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "scans.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as pack:
        pack.writestr("a.pdf", b"%PDF-1.4 nonsense")
        pack.writestr("b.txt", "The talks went on.")
    names = [name for name, _, _ in each_reading("scans.zip", path)]
    assert len(names) == 2
