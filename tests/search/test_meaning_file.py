"""The file of vectors: what is asked of it beside the port."""

from __future__ import annotations

from pathlib import Path

from tests.meaning import WordEncoder

from statement_archive.domain.ports import Sentence
from statement_archive.search.meaning_sqlite import MeaningFile


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(f"s{n}", "en", text) for n, text in enumerate(texts)]


def found(index: MeaningFile, text: str) -> list[str]:
    return [a.owner for a in index.alike([text], langs=None, limit=9) if a.likeness > 0.5]


def test_a_sentence_is_encoded_once(tmp_path: Path) -> None:
    encoder = WordEncoder()
    index = MeaningFile(tmp_path / "m.sqlite", encoder)
    index.put("a", "1", sentences("peace", "sea", "peace"))
    index.put("b", "1", sentences("sea", "treaty"))
    index.put("a", "2", sentences("peace", "sea", "silence"))
    assert encoder.encoded == 4
    index.close()


def test_it_lies_on_disk_and_other_processes_see_it(tmp_path: Path) -> None:
    one, other = (MeaningFile(tmp_path / "m.sqlite", WordEncoder()) for _ in range(2))
    one.put("a", "1", sentences("peace"))
    assert found(other, "peace") == ["a"]
    other.put("b", "1", sentences("peace"))
    assert found(one, "peace") == ["a", "b"]
    one.forget("a")
    assert found(other, "peace") == ["b"]
    one.clear()
    assert (found(other, "peace"), other.holds()) == ([], {})
    one.close()
    other.close()


def test_vectors_of_another_encoder_are_made_again(tmp_path: Path) -> None:
    index = MeaningFile(tmp_path / "m.sqlite", WordEncoder())
    index.put("a", "1", sentences("peace"))
    index.close()
    other = WordEncoder()
    other.name = "words 2"
    assert MeaningFile(tmp_path / "m.sqlite", other).holds() == {}


def test_damage_is_an_empty_index(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(b"not a database, for long enough to be read as one" * 100)
    index = MeaningFile(path, WordEncoder())
    assert index.holds() == {}
    index.put("a", "1", sentences("peace"))
    assert found(index, "peace") == ["a"]
    index.close()
