"""The XML layer: what is refused, what is bounded, and that places, names and encodings are right."""

# ruff: noqa: E501 - documents stand here as they are written

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.errors import ItemError, SourceError, TooLargeError, UnreadableError
from provenance.readers.stream import Stream
from provenance.readers.xml import Names, Part, Shape, Written, read_parts
from provenance.readers.xml.parts import CHUNK, MAX_PART, MAX_TAG

ROOT = Path(__file__).parents[2]
SHAPE = Shape(frozenset(("list",)), frozenset(("item",)))


def parts(data: bytes, **options) -> list[Part | ItemError]:
    stream = Stream(io.BytesIO(data))
    return list(read_parts(stream, stream.start, SHAPE, Names({"urn:dc": "dc"}), **options))


def only(data: bytes) -> Part:
    (part,) = parts(data)
    assert isinstance(part, Part)
    return part


# -- hostile ----------------------------------------------------------------------------------------------------------

LAUGHS = b'<!DOCTYPE list [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><list><item>&b;</item></list>'
REFUSED = {
    "billion laughs": LAUGHS,
    "a file as an entity": b'<!DOCTYPE list [<!ENTITY x SYSTEM "file:///etc/passwd">]><list><item>&x;</item></list>',
    "a parameter entity": b'<!DOCTYPE list [<!ENTITY % x SYSTEM "http://nobody.example/x"> %x;]><list><item/></list>',
    "an unparsed entity": b'<!DOCTYPE list [<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "x" NDATA n>]><list><item/></list>',
    "quadratic blow-up": b'<!DOCTYPE list [<!ENTITY x "' + b"x" * 50_000 + b'">]><list><item>' + b"&x;" * 50_000,
    "binary": bytes(range(256)) * 20,
    "nothing": b"",
    "white space": b" \n" * 100_000,
    "an encoding that is none": b'<?xml version="1.0" encoding="klingon"?><list/>',
    "an encoding that is no text": b'<?xml version="1.0" encoding="hex"?><list/>',
    "an encoding that takes long": b'<?xml version="1.0" encoding="punycode"?><list/>',
    "a declared encoding that it has not": '<?xml version="1.0" encoding="utf-8"?>'.encode("utf-16-le") + b"\xff",
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_clear_error(name):
    with pytest.raises(UnreadableError, match="expected"):
        parts(REFUSED[name])


def test_a_doctype_alone_is_fine_and_nothing_is_loaded(tmp_path):
    other = tmp_path / "x.dtd"
    other.write_text('<!ENTITY secret "told">')
    part = only(f'<!DOCTYPE list SYSTEM "{other}"><list><item>&secret; &eacute;</item></list>'.encode())
    assert part.element.text == "&secret; é"


TOO_MUCH = {
    "a long item": b"<item>" + b"x" * (MAX_PART + 2 * CHUNK) + b"</item>",
    "many elements": b"<item>" + b"<a/>" * 60_000 + b"</item>",
    "deep nesting": b"<item>" + b"<a>" * 150 + b"</a>" * 150 + b"</item>",
    "a gigantic attribute": b'<item a="' + b"x" * (MAX_TAG + 3 * CHUNK) + b'"/>',
    "a gigantic comment": b"<!--" + b"x" * (MAX_TAG + 3 * CHUNK) + b"-->",
    "an item in an item": b"<item>",
    "a byte that is no UTF-8": b"<item>\xe9</item>",
    "a control character": b"<item>\x01</item>",
    "a prefix that is not declared": b"<item><x:a/></item>",
    "an attribute twice": b"<item a='1' a='2'/>",
    "an entity that is not declared": b"<item>&nobody;</item>",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_one_item_does_never_stops_the_rest(name):
    found = parts(b"<list>\n<item>1</item>\n" + TOO_MUCH[name] + b"\n<item>2</item></list>")
    assert [part.element.text for part in found if isinstance(part, Part)] == ["1", "2"]
    (error,) = [each for each in found if isinstance(each, ItemError)]
    assert error.line == 3
    assert error.place.startswith("/list")
    assert "expected" in error.message
    assert isinstance(found[1], ItemError)


def test_a_nesting_without_end_is_given_up():
    found = parts(b"<list><item>1</item><item>" + b"<a>" * 20_000)
    assert isinstance(found[0], Part)
    assert "nested" in found[-1].message


def test_names_without_end_are_given_up():
    found = parts(b"<list><item/>" + b"".join(b"<n%d/>" % number for number in range(20_000)) + b"</list>")
    assert "names" in found[-1].message


def test_a_thousand_breaks_take_no_time():
    begun = time.perf_counter()
    found = parts(b"<list>" + b"<item>&</item>" * 20_000 + b"</list>")
    assert len(found) < 1_100
    assert time.perf_counter() - begun < 10


@given(st.binary(max_size=200), st.integers(0, 80))
def test_any_bytes(noise, at):
    document = b'<list xmlns:d="urn:dc"><item><d:a b="c">x</d:a></item><item>y</item></list>'
    for data in (noise, document[:at] + noise + document[at:], document[:at]):
        try:
            for each in parts(data):
                assert isinstance(each, (Part, ItemError))
        except (UnreadableError, TooLargeError):
            pass


# -- encodings ------------------------------------------------------------------------------------------------------

TEXT = "Brücke über den Fluß – „Hafen“ łódź 東京"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", False), ("utf-8", True), ("utf-16", True), ("utf-16-le", False), ("utf-16-be", False), ("utf-32", True),
     ("shift_jis", False), ("euc_jp", False), ("gb18030", False), ("iso-8859-2", False), ("windows-1252", False),
     ("iso-8859-1", False), ("koi8-r", False)],
)  # fmt: skip
def test_encodings(encoding, mark):
    text = TEXT.encode(encoding, "ignore").decode(encoding)
    label = encoding.removesuffix("-le").removesuffix("-be")
    document = f'<?xml version="1.0" encoding="{label}"?>\n<list><item>{text}</item><item a="{text}">z</item></list>'
    data = document.encode(encoding)
    first, second = parts((b"\xef\xbb\xbf" if mark and encoding == "utf-8" else b"") + data)
    assert first.element.text == text
    assert second.element.attributes == {"a": text}
    assert (first.line, first.column, second.column) == (2, 7, 20 + len(text))
    assert first.bytes in data
    assert first.bytes.decode(encoding) == f"<item>{text}</item>"


def test_the_server_goes_before_the_declaration_and_a_mark_before_both():
    document = '<?xml version="1.0" encoding="utf-8"?><list><item>é</item></list>'
    assert parts(document.encode("latin-1"), charset="iso-8859-1")[0].element.text == "é"
    assert parts(document.encode("utf-8-sig"), charset="iso-8859-1")[0].element.text == "é"


def test_bytes_that_the_declared_encoding_has_not():
    data = (
        b'<?xml version="1.0" encoding="shift_jis"?><list><item>1</item><item>'
        + b"\xff\xff</item><item>2</item></list>"
    )
    one, error, two = parts(data)
    assert (one.element.text, two.element.text) == ("1", "2")
    assert "SHIFT_JIS" in error.message


# -- places -----------------------------------------------------------------------------------------------------------

PIECES = st.text(st.sampled_from("ab é東😀&<>]\"'\n "), max_size=20)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def plain(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def numbered(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


@given(
    st.lists(
        st.tuples(PIECES, st.sampled_from([plain, numbered, cdata, lambda t: plain(t) + "<!-- no -->"])), max_size=5
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_character_is_found_where_it_is_written(pieces, line_end):
    """The place of a character of the text is where its reference, or it, stands in the document."""
    inner = "".join(write(text) for text, write in pieces).replace("\n", line_end)
    document = f"<list>{line_end}<item><d>é</d><t>{inner}</t></item></list>"
    part = only(document.encode())
    element = part.element.children[1]
    text = "".join(text for text, _ in pieces)
    assert element.text == text
    written = Written(part, element)
    lines = document.split(line_end)
    row = column = 1
    for char in text:
        line, at = written.at(row, column)
        source = (lines[line - 1] + line_end)[at - 1 :]
        assert source.startswith((char, plain(char), f"&#{ord(char)};", line_end if char == "\n" else char, "]"))
        row, column = (row + 1, 1) if char == "\n" else (row, column + 1)


@given(
    st.lists(st.sampled_from([" ", "\n", "\r\n", "é", "<!-- x\n -->", "<a>y\n</a>"]), max_size=30), st.integers(1, 40)
)
def test_places_do_not_depend_on_the_size_of_the_pieces(filler, size):
    document = f"<list>{''.join(each for each in filler if each != 'é')}<item>here</item></list>"

    class Slow:
        def __init__(self, data):
            self.file = io.BytesIO(data)

        def read(self, _size=-1):
            return self.file.read(size)

    data = document.encode()
    found = list(read_parts(Slow(data), data, SHAPE, Names({})))
    before = document[: document.index("<item>")].replace("\r\n", "\n")
    part = next(each for each in found if each.element.name == "item")
    assert (part.line, part.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert part.source == b"<item>here</item>"


def test_names_are_resolved_by_namespace():
    part = only(
        b'<list xmlns:x="urn:dc" xmlns:y="urn:no"><item x:a="1" b="2"><x:c/><y:c/><c xmlns="urn:dc"/></item></list>'
    )
    assert part.element.attributes == {"dc:a": "1", "b": "2"}
    assert [child.name for child in part.element] == ["dc:c", "{urn:no}c", "dc:c"]


# -- memory ---------------------------------------------------------------------------------------------------------

_FEED = """
import io, resource, sys
import provenance
ITEM = ("<item><title>Lamp %d</title><link>https://lantern.example/%d</link><description>" + "The lamp is lit. " * 300 + "</description></item>").encode()
HEAD = b"<rss><channel><title>The Lantern Post</title><link>https://lantern.example/</link>"
class Feed(io.RawIOBase):
    def __init__(self, items):
        self.left, self.data, self.items = items, HEAD, items
    def readable(self): return True
    def read(self, size=-1):
        while len(self.data) < size and self.left >= 0:
            self.data += ITEM.replace(b"%d", b"%d" % self.left) if self.left else b"</channel></rss>"
            self.left -= 1
        data, self.data = self.data[:size], self.data[size:]
        return data
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert sum(1 for _ in provenance.iter_articles(Feed(200))) == 200
before = peak()
assert sum(1 for _ in provenance.iter_articles(Feed(int(sys.argv[1])))) == int(sys.argv[1])
print(peak() - before)
"""


def test_a_long_feed_takes_no_more_memory_than_a_short_one():
    """50 MB of items in less than 10 MB."""
    done = subprocess.run([sys.executable, "-c", _FEED, "9800"], capture_output=True, text=True, check=True, cwd=ROOT)
    grown = int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
    assert grown < 10_000_000


def test_a_file_is_read_as_bytes_are(tmp_path):
    path = tmp_path / "feed.anything"
    data = (ROOT / "tests/readers/feeds/rss-news.xml").read_bytes()
    path.write_bytes(data)
    assert [a.id for a in provenance.iter_articles(path)] == [a.id for a in provenance.iter_articles(data)]
    with path.open("rb") as file:
        assert [a.id for a in provenance.iter_articles(file)] == [a.id for a in provenance.iter_articles(data)]
    assert [a.headline for a in provenance.iter_articles(data.decode())] == [
        "Second lamp & a bridge",
        "Ferry late again",
    ]


# -- sniffing -------------------------------------------------------------------------------------------------------

LOOKS = {
    b"<rss version='2.0'><channel/></rss>": "rss",
    b"\xef\xbb\xbf\n <?xml version='1.0'?><!-- <feed> --><!DOCTYPE rss><rss>": "rss",
    b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>": "atom",
    b"<feed xmlns='http://purl.org/atom/ns#'>": "atom",
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>": "rss",
    b'{ "version" : "https://jsonfeed.org/version/1" }': "jsonfeed",
    b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}': "jsonfeed",
    b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>": "html",
    b"<p>The RSS feed is called <rss></p>": "html",
    b"The <rss> element": "text",
    b'{"a": 1}': "text",
    "<?xml version='1.0'?><rss>".encode("utf-16"): "rss",
}


@pytest.mark.parametrize("start", LOOKS)
def test_sniff(start):
    from provenance.readers import sniff

    assert sniff(start) == LOOKS[start]


def test_xml_that_nobody_reads_is_refused():
    with pytest.raises(SourceError, match="<svg>"):
        provenance.read(b"<?xml version='1.0'?><svg/>")
    with pytest.raises(SourceError, match="expected a feed"):
        provenance.read(b"<svg/>", format="rss")
