from __future__ import annotations

import gzip
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fetch.body import unpack


def _bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes, "": bytes}


@given(st.binary(), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out(data: bytes, encoding: str) -> None:
    assert unpack(PACKERS[encoding](data), encoding, len(data)) == data


@given(st.binary())
def test_bare_deflate_is_understood(data: bytes) -> None:
    assert unpack(_bare_deflate(data), "deflate", len(data)) == data


@given(st.binary(min_size=1), st.sampled_from(["gzip", "deflate"]), st.data())
def test_a_stream_that_breaks_off_is_never_a_page(data: bytes, encoding: str, draw: st.DataObject) -> None:
    packed = PACKERS[encoding](data)
    cut = draw.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(ValueError, match=r"breaks off|broken"):
        unpack(packed[:cut], encoding, len(data))


@given(st.binary(min_size=1), st.sampled_from(["gzip", "deflate"]))
def test_one_byte_over_the_limit_is_too_many(data: bytes, encoding: str) -> None:
    with pytest.raises(ValueError, match="larger than"):
        unpack(PACKERS[encoding](data), encoding, len(data) - 1)


@given(st.binary(), st.sampled_from(["gzip", "x-gzip", "deflate"]))
def test_noise_gives_bytes_within_the_limit_or_an_error(data: bytes, encoding: str) -> None:
    with suppress(ValueError):
        assert len(unpack(data, encoding, 100)) <= 100


def test_a_bomb_does_not_go_off() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(ValueError, match="larger than 100000 bytes"):
        unpack(bomb, "gzip", 100_000)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_gzip_members_follow_each_other_but_not_without_end() -> None:
    member = gzip.compress(b"tide ")
    assert unpack(member * 3 + b"padding", "gzip", 100) == b"tide tide tide "
    with pytest.raises(ValueError, match="more than 100 members"):
        unpack(gzip.compress(b"") * 101, "gzip", 100)
