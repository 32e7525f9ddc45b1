"""Which generation is current at a place: published, rolled back, pruned, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from publication.published import assert_whole, files_of, tiny, told_current

from chipcensus.errors import (
    Busy,
    GenerationGone,
    GenerationMissing,
    PublicationBroken,
    PublicationMissing,
)
from chipcensus.publish import publication as publishing
from chipcensus.publish.publication import publish_at, roll_back_at
from chipcensus.state import newest
from chipcensus.store.publication import (
    CURRENT,
    Publication,
)


def test_each_one_published_is_current_and_the_others_stay(settings, where, tmp_path):
    publication = Publication(where)
    assert publication.pointer() is None
    assert publication.manifests() == []
    with pytest.raises(PublicationMissing, match="chipcensus publish"):
        publication.current()
    for identity in ("one", "two"):
        tiny(settings, identity)
        publish_at(settings, where)
        assert assert_whole(publication, tmp_path) == identity
    assert [one.id for one in publication.manifests()] == ["two", "one"]
    assert told_current(publication)["manifest"] == publication.manifests()[0].path
    acts = [(act.what, act.about["generation"]) for act in newest(settings, 9)]
    assert acts == [("publish_to", "two"), ("publish_to", "one")]


def test_back_to_the_one_before_to_a_named_one_and_forth_again(settings, where, tmp_path):
    for identity in ("one", "two", "three"):
        tiny(settings, identity)
        publish_at(settings, where)
    publication = Publication(where)
    before = files_of(publication)
    assert roll_back_at(settings, where).id == "two"
    assert assert_whole(publication, tmp_path) == "two"
    assert roll_back_at(settings, where).id == "one"
    with pytest.raises(GenerationGone, match="before the current"):
        roll_back_at(settings, where)
    with pytest.raises(GenerationGone, match="never"):
        roll_back_at(settings, where, "never")
    assert roll_back_at(settings, where, "three").id == "three"
    assert files_of(publication) == before
    assert newest(settings, 1)[0].what == "roll_back_at"
    assert newest(settings, 1)[0].about == {"at": publication.place.name, "generation": "three"}


def test_one_that_is_there_is_not_sent_again(settings, where):
    tiny(settings, "one")
    first = publish_at(settings, where)
    said: list[str] = []
    assert publish_at(settings, where, said.append) == first
    assert "send" not in said
    file = first.files[0].path
    Publication(where).place.remove([file])
    said.clear()
    again = publish_at(settings, where, said.append)
    assert "send" in said
    assert file in files_of(Publication(where))
    assert again.published_at > first.published_at


def test_the_oldest_go_but_none_that_may_still_be_read(settings, where, monkeypatch, tmp_path):
    few = replace(settings, kept_generations=2)
    publication = Publication(where)
    for identity in ("one", "two", "three"):
        tiny(few, identity)
        publish_at(few, where)
    assert [one.id for one in publication.manifests()] == ["three", "two", "one"]
    monkeypatch.setattr(publishing, "YOUNG", timedelta(0))
    tiny(few, "four")
    publish_at(few, where)
    assert [one.id for one in publication.manifests()] == ["four", "three"]
    lying = {path.split("/")[1].split("-")[0] for path in files_of(publication) if "/" in path}
    assert lying == {"four", "three"}
    # The one that was current until now is being read, however few are kept.
    tiny(few, "five")
    publish_at(replace(few, kept_generations=1), where)
    assert [one.id for one in publication.manifests()] == ["five", "four"]
    assert assert_whole(publication, tmp_path) == "five"


def test_what_was_cut_off_goes_with_the_next_one(settings, where, tmp_path, monkeypatch):
    tiny(settings, "one")
    publish_at(settings, where)
    publication = Publication(where)
    (tmp_path / "file").write_bytes(b"half of it")
    publication.place.send(tmp_path / "file", "generations/cut-1/facts/part-0.parquet")
    tiny(settings, "two")
    publish_at(settings, where)
    is_folder = not where.startswith("s3://")
    left = [path for path in files_of(publication) if "cut-1" in path]
    # In a bucket somebody may be sending it just now.
    assert left == ([] if is_folder else ["generations/cut-1/facts/part-0.parquet"])
    monkeypatch.setattr(publishing, "YOUNG", timedelta(0))
    tiny(settings, "three")
    publish_at(settings, where)
    assert not [path for path in files_of(publication) if "cut-1" in path]
    assert [one.id for one in publication.manifests()] == ["three", "two", "one"]


def test_nothing_is_rolled_back_to_that_lacks_files(settings, where):
    for identity in ("one", "two"):
        tiny(settings, identity)
        publish_at(settings, where)
    publication = Publication(where)
    one = publication.manifests()[1]
    publication.place.remove([one.files[0].path])
    with pytest.raises(PublicationBroken, match="lacks 1 files"):
        roll_back_at(settings, where)
    assert publication.current().id == "two"


def test_two_publishers_of_one_bucket_let_one_through(settings, bucket, tmp_path, monkeypatch):
    """The other one publishes between this one's look and its last step."""
    tiny(settings, "one")
    publish_at(settings, bucket)
    other = replace(settings, var=tmp_path / "other")
    tiny(other, "other")
    tiny(settings, "two")
    send = publishing._send

    def sent(publication, manifest, root):
        send(publication, manifest, root)
        monkeypatch.setattr(publishing, "_send", send)
        publish_at(other, bucket)

    monkeypatch.setattr(publishing, "_send", sent)
    with pytest.raises(Busy, match="published there meanwhile"):
        publish_at(settings, bucket)
    assert assert_whole(Publication(bucket), tmp_path) == "other"
    publish_at(settings, bucket)
    assert assert_whole(Publication(bucket), tmp_path) == "two"


def test_two_first_publishers_of_one_bucket_let_one_through(bucket):
    publication = Publication(bucket)
    publication.place.swap(CURRENT, b"one", "")
    with pytest.raises(Busy):
        publication.place.swap(CURRENT, b"other", "")
    publication.place.swap(CURRENT, b"one", "")  # said twice
    mark = publication.place.read(CURRENT)[1]
    publication.place.swap(CURRENT, b"two", mark)
    with pytest.raises(Busy):
        publication.place.swap(CURRENT, b"three", mark)
    assert publication.place.read(CURRENT)[0] == b"two"


def test_a_bucket_that_is_not_there_is_told(settings, bucket, monkeypatch):
    tiny(settings, "one")
    nowhere = bucket.replace("census-", "nowhere-")
    with pytest.raises(PublicationMissing, match="nowhere-"):
        publish_at(settings, nowhere)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(PublicationMissing, match="cannot be used"):
        Publication(bucket).current()
    assert not list((settings.var / "publishing").glob("draft-*"))


def test_nothing_to_publish(settings, tmp_path):
    with pytest.raises(GenerationMissing, match="chipcensus build"):
        publish_at(settings, str(tmp_path / "place"))
