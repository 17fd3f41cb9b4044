"""The ZIP package of a DOCX file, opened with distrust: nothing is unpacked before its size is known,
and no part with a document type declaration reaches the XML parser.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.errors import DamagedFile, EncryptedFile, UnsafeFile, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["DocxPackage", "Relation", "attribute", "child", "children", "local_name", "open_package", "properties"]

LARGEST_TOTAL = 200 * 2**20
LARGEST_XML = 32 * 2**20
MOST_PARTS = 10_000
BOMB_RATIO = 100
BOMB_SIZE = 8 * 2**20
"""A part that is larger than this and packed tighter than BOMB_RATIO was made to fill memory."""
_DECLARATIONS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))
_PROLOG = 4096
"""Bytes: a document type stands before the first element."""
_FORBIDDEN = "文件里含有不应出现的 XML 声明（DOCTYPE/ENTITY）"


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of the relation's type: "header", "footnotes", "aFChunk" ..."""

    kind: str
    target: str


def local_name(element: _Element) -> str:
    """The tag without its namespace: the transitional and the strict form of the format differ in nothing else."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=1000)
def _without_namespace(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def attribute(element: _Element | None, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.items() if element is not None else ():
        if _without_namespace(key) == name:
            return str(value)
    return None


def children(element: _Element | None, name: str) -> list[_Element]:
    """Direct children by local name."""
    return [] if element is None else list(element.iterchildren("{*}" + name))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child along ``path`` of local names."""
    for name in path:
        element = _first(element, name)
    return element


def _first(element: _Element | None, name: str) -> _Element | None:
    for sub in element if element is not None else ():
        if local_name(sub) == name:
            return sub
    return None


def properties(element: _Element | None, name: str) -> dict[str, _Element]:
    """What the child ``name`` of an element sets, by local name: several properties in one walk."""
    found = _first(element, name)
    return {} if found is None else {local_name(sub): sub for sub in found}


class DocxPackage:
    """The parts of one package. All methods raise FenbanErrors only."""

    def __init__(self, archive: zipfile.ZipFile, *, name: str) -> None:
        self._archive = archive
        self._name = name
        self._infos = {info.filename.lstrip("/"): info for info in archive.infolist()}
        self.main = self._main_part()

    def xml(self, part: str, *, without: Callable[[bytes], bytes] = bytes) -> _Element | None:
        """The root element of a part; None when the package has no such part. ``without``: cuts away what nobody reads."""
        from lxml import etree

        data = self._bytes(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(without(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedFile(f"“{self._name}”的内容已损坏，无法解析") from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
            raise UnsafeFile(f"“{self._name}”：{_FORBIDDEN}")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id; targets are paths in the package, external ones are left out."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External" and target:
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], path)
        return found

    def refuse_declarations(self) -> None:
        """Raises UnsafeFile if any XML part, read or not, starts with a document type."""
        for part in self._infos:
            if part.lower().endswith((".xml", ".rels")):
                self._bytes(part, most=_PROLOG)

    def _bytes(self, part: str, *, most: int = LARGEST_XML + 1) -> bytes | None:
        info = self._infos.get(part)
        if info is None:
            return None
        if info.file_size > LARGEST_XML:
            raise UnsafeFile(f"“{self._name}”解压后过大，疑似恶意文件")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DamagedFile(f"“{self._name}”的压缩内容已损坏") from error
        if b"!" in data and any(mark in data for mark in _DECLARATIONS):
            raise UnsafeFile(f"“{self._name}”：{_FORBIDDEN}")
        return data

    def _main_part(self) -> str:
        main = next((r.target for r in self.relations("").values() if r.kind == "officeDocument"), "word/document.xml")
        if main in self._infos and not main.startswith(("xl/", "ppt/")):
            return main
        raise UnsupportedFormat(f"“{self._name}”不是 DOCX 文件（可能是压缩包、表格或演示文稿）")


def open_package(data: bytes, *, name: str) -> DocxPackage:
    """Raises DamagedFile (no whole ZIP), EncryptedFile, UnsafeFile (bomb, declarations) or UnsupportedFormat."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise DamagedFile(f"“{name}”不完整或已损坏") from error
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise EncryptedFile(f"“{name}”设有密码")
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_TOTAL or any(map(_is_bomb, infos)):
        raise UnsafeFile(f"“{name}”解压后过大，疑似恶意文件")
    package = DocxPackage(archive, name=name)
    package.refuse_declarations()
    return package


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > BOMB_SIZE and info.file_size > BOMB_RATIO * max(1, info.compress_size)
