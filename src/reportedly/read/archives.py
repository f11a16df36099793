"""Many documents in one file: WARC, ZIP, and whatever is gzipped.

In: an open file. Out: Raw or Refused, one after the other; an archive of any size is read as a stream.
What a newcomer would get wrong: nothing is ever unpacked to disk, and nothing is unpacked beyond the limits: a few
kilobytes can hold gigabytes. In a WARC file each document says at which byte it begins, so that reading can go on
there.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from reportedly.errors import NothingToRead, NotReadable, ReadError, TooLarge
from reportedly.read.raw import WEB_TYPES, Limits, Raw, Refused, too_large, trap

_MEMBERS = 100_000
_FORMS = (".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson", ".eml", ".mhtml", ".mht", ".pdf")
Documents = Iterator[Raw | Refused]


def warc_documents(file: BinaryIO, name: str, limits: Limits, start: int = 0) -> Documents:
    """The pages of a WARC file (ISO 28500), gzipped or not, from byte `start` on, which must be a record's first.

    A record that is no answer with a page (an image, a redirect, an error) is refused with the fate to be skipped.
    """
    file.seek(start) if start else None
    records = ArchiveIterator(file, record_types=WarcRecordType.response, auto_decode="all", fsspec_args=False)
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except (OSError, ValueError, EOFError, zlib.error) as error:
            yield Refused(f"{name}@{start}", NotReadable(f"the archive is damaged from here on: {error}"))
            return
        yield _document(record, name, record.stream_pos, limits)


def _document(record: WarcRecord, name: str, at: int, limits: Limits) -> Raw | Refused:
    place = f"{name}@{at}"
    try:
        content = record.reader.read(limits.max_bytes + 1)
        if len(content) > limits.max_bytes:
            raise too_large(limits)
        status = record.http_headers.status_code if record.http_headers else None
        if status != 200:
            raise NothingToRead(f"the archive holds an answer {status}, no page")
        media_type = WEB_TYPES.get((record.http_content_type or "").lower())
        if media_type is None:
            raise NothingToRead(f"the archive holds {record.http_content_type or 'no content type'}, no page")
    except ReadError as error:
        return Refused(place, error, at)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        return Refused(place, NotReadable(f"the record is damaged: {error}"), at)
    return Raw(content, media_type, place, record.headers.get("WARC-Target-URI"), record.http_charset, at)


def zip_documents(
    file: BinaryIO, name: str, limits: Limits, split: Callable[[io.BufferedReader, str], Documents]
) -> Documents:
    """The pages of a ZIP file, each given to `split` as an open file; archives within it are not opened."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotReadable(f"it is a damaged ZIP file: {error}") from None
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > _MEMBERS:
            raise TooLarge(f"it holds more than {_MEMBERS:,} files; split it")
        if not any(_is_page(member) for member in members):
            raise NotReadable("it holds no .html, .txt, .jsonl, .eml, .mhtml or .pdf file")
        for member in filter(_is_page, members):
            place = f"{name}!{member.filename}"
            try:
                _refuse_member(member, limits)
                with archive.open(member) as inside:
                    yield from split(io.BufferedReader(cast("io.RawIOBase", inside)), place)
            except ReadError as error:
                yield Refused(place, error)
            except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
                yield Refused(place, NotReadable(f"it is damaged or encrypted: {error}"))


def _is_page(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return path.suffix.lower() in _FORMS and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _refuse_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    is_rows = PurePosixPath(member.filename).suffix.lower() in (".jsonl", ".ndjson")
    if member.file_size > limits.max_bytes and not is_rows:
        raise too_large(limits)
    if member.file_size > limits.max_ratio * max(1, member.compress_size):
        raise trap(limits)


class Gunzipped(io.RawIOBase):
    """A gzipped file, unpacked as it is read; refuses what was packed as only a trap is.

    Raises NotReadable or TooLarge out of `read`.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._packed = _Counted(file)
        self._unpacked = gzip.GzipFile(fileobj=self._packed)
        self._limits = limits
        self._given = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview[int]", /) -> int:  # type: ignore[override]
        """Fill `buffer`, as io.RawIOBase has it."""
        try:
            piece = self._unpacked.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise NotReadable(f"it is a damaged gzip file: {error}") from None
        buffer[: len(piece)] = piece
        self._given += len(piece)
        slack = self._limits.max_bytes  # a small file of spaces is no trap
        if self._given > self._limits.max_ratio * self._packed.given + slack:
            raise trap(self._limits)
        return len(piece)


class _Counted(io.RawIOBase):
    """A file that counts what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self.given = file, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        piece = self._file.read(size)
        self.given += len(piece)
        return piece
