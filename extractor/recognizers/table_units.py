"""Units, persons and offices in the cells of a row, with their roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.model.document import Span
from extractor.model.draft import UnitMention
from extractor.model.notice import Confidence, UnitRole, ValueSource
from extractor.recognizers.units import is_group, split_units
from extractor.tables.cell_kinds import cell_kind, is_person
from extractor.tables.grid import Grid, GridCell, GridRow
from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["departments", "first_leads", "offices_of", "persons_of", "row_units", "units_on_shift"]

_ROLES: dict[str, UnitRole] = {"lead": "lead", "responsible": "responsible", "cooperating": "cooperating"}
_STAR = re.compile(r"[★☆▲△◆●※*](?=[\u4e00-\u9fff])")
_STAR_AFTER = re.compile(r"(?<=[\u4e00-\u9fff）])[★☆▲△◆※*](?=[、，；\s]|$)")
_LABEL = re.compile(r"(?P<word>牵头|主办|主责|责任|承办|落实|配合|协办|参加|参与)(?:单位|部门|科室)?：")
_LABEL_ROLE: dict[str, UnitRole] = {
    "牵头": "lead",
    "总牵头": "lead",
    "主办": "lead",
    "主责": "lead",
    "承办": "lead",
    "协助": "cooperating",
    "配合": "cooperating",
    "协办": "cooperating",
    "参加": "cooperating",
    "参与": "cooperating",
}
_FIRST_LEADS = re.compile(
    r"(?:第一|首位|首个|首家|排(?:在)?(?:第一|首位|前)|列(?:在)?(?:第一|首位))[^，。；）]{0,10}(?:牵头|主责|主办|总牵头)"
    r"|(?:牵头|主办|主责)[、及和与/（]{0,2}(?:单位)?[、及和与/]?(?:配合|协办|协同|参与|参加|协助)"
)
"""第一个为牵头单位, 主办、协办单位: the first of a cell leads."""
_ROLE_AFTER = re.compile(r"[（(](?P<word>牵头|主办|主责|总牵头|承办|配合|协办|协助|参与|参加|责任)(?:单位|部门)?[）)]$")
_POST_BEFORE = re.compile(
    r"^[\u4e00-\u9fff]{0,10}?(?:[省市县区局厅院校镇乡处科所站队行社司部]长|主任|书记|常委|主席|委员|经理|秘书长|董事长|工程师|调研员)(?=[\u4e00-\u9fff]{2,4}$)"
)
_POST_AFTER = re.compile(r"(?:[（(][^（）()]{1,20}[）)]|(?:副?[省市县区局厅院校镇乡处科所站队部]长|副?主任|副?书记|副?主席|同志))$")
_NOBODY = ("none", "blank", "serial", "value", "date", "phone")
_PENDING = re.compile(r"^(?:待定|空缺|同上|无|另行通知|（见.{0,10}）)$")


def first_leads(words: str) -> bool:
    """Whether ``words`` (a header, a note) say that the first of several units leads."""
    return _FIRST_LEADS.search(words) is not None


def row_units(grid: Grid, rows: Sequence[GridRow], *, convention: bool = False) -> tuple[UnitMention, ...]:
    """The units of a block of rows, each once with its strongest role, in text order. ``convention``: a note says that the first leads."""
    starred = grid.starred
    found: dict[str, UnitMention] = {}
    for row in rows:
        for column, kind in enumerate(grid.columns):
            cell = row.cells[column]
            if kind.kind in _ROLES and cell.text and cell_kind(cell.text) not in _NOBODY and not (len(rows) > 1 and not cell.own):
                for mention in _mentions(
                    cell,
                    _ROLES[kind.kind],
                    starred=starred,
                    first_leads=first_leads(kind.label) or (convention and kind.kind == "responsible"),
                ):
                    _keep_stronger(found, mention)
    if not found and rows:  # the first row may only have what it inherits
        return _inherited(grid, rows[0])
    return _less_sure(found.values())


def _less_sure(units: Iterable[UnitMention]) -> tuple[UnitMention, ...]:
    """Beside helpers, who is called responsible may be the one that leads."""
    listed = tuple(units)
    helped = any(unit.role == "cooperating" for unit in listed)
    return tuple(replace(unit, confidence="medium") if helped and unit.role == "responsible" else unit for unit in listed)


def _inherited(grid: Grid, row: GridRow) -> tuple[UnitMention, ...]:
    starred = grid.starred
    columns = [c for c, kind in enumerate(grid.columns) if kind.kind in _ROLES and row.cells[c].text]
    return tuple(m for c in columns for m in _mentions(row.cells[c], _ROLES[grid.columns[c].kind], starred=starred, first_leads=False))


_STRENGTH: dict[UnitRole, int] = {"lead": 2, "responsible": 1, "cooperating": 0}


def _keep_stronger(found: dict[str, UnitMention], mention: UnitMention) -> None:
    known = found.get(mention.name)
    if known is None or _STRENGTH[mention.role] > _STRENGTH[known.role]:
        found[mention.name] = mention


def _mentions(cell: GridCell, role: UnitRole, *, starred: bool, first_leads: bool) -> Iterable[UnitMention]:
    source: ValueSource = {"own": "explicit", "realigned": "explicit", "merged": "merged_cell"}.get(cell.origin, "merged_cell")  # type: ignore[assignment]
    labels = list(_LABEL.finditer(cell.text))
    if labels:
        for i, label in enumerate(labels):
            end = labels[i + 1].start() if i + 1 < len(labels) else len(cell.text)
            yield from _list(cell.passage, label.end(), end, _LABEL_ROLE.get(label["word"], "responsible"), source)
        return
    for i, mention in enumerate(_list(cell.passage, 0, len(cell.text), role, source)):
        if starred and role != "cooperating":
            yield _with_role(mention, "lead" if _is_marked(cell, mention) else "cooperating")
        elif first_leads:
            yield _with_role(mention, "lead" if i == 0 else "cooperating" if role == "lead" else mention.role)
        elif said := _ROLE_AFTER.search(mention.name):
            yield _with_role(mention, _LABEL_ROLE.get(said["word"], "responsible"), name=mention.name[: said.start()])
        else:
            yield mention


def _is_marked(cell: GridCell, mention: UnitMention) -> bool:
    """★ stands before the name, or right after it."""
    if mention.span is None:
        return bool(_STAR.search(cell.text[:1]))
    first = cell.passage.offsets.index(mention.span.start)
    last = cell.passage.offsets.index(mention.span.end - 1)
    return bool(_STAR.search(cell.text[max(0, first - 1) : first + 1])) or bool(_STAR_AFTER.match(cell.text, last + 1))


def _with_role(mention: UnitMention, role: UnitRole, *, name: str | None = None) -> UnitMention:
    return replace(mention, name=name or mention.name, role=role)


def _list(passage: Passage, start: int, end: int, role: UnitRole, source: ValueSource) -> Iterable[UnitMention]:
    stars = [match.start() for match in _STAR_AFTER.finditer(passage.text, start, end)]
    parts = zip([start, *(at + 1 for at in stars)], [*stars, end], strict=True)
    units = [(unit.start, unit.end) for first, last in parts for unit in split_units(passage, first, last)]
    for first, last in _shared_tails(passage.text, units):
        name = passage.text[first:last]
        if cell_kind(name) not in _NOBODY and not is_person(name) and not _PENDING.match(name):
            # below 责任单位 a single unit may lead all the same; 牵头 and 配合 leave nothing open
            sure: Confidence = "high" if role == "responsible" else "certain"
            yield UnitMention(passage.written(first, last), role, passage.span(first, last), source, is_group(name), sure)


_PLACE = re.compile(r"^[^（）]{1,5}(?P<kind>[镇乡县区市村]|街道|社区|园区)$")
_GOVERNED = re.compile(r"(?P<kind>[镇乡县区市村]|街道|社区|园区)(?:人民政府|政府|街道办事处|办事处|管委会|村民?委员?会|居民?委员?会)$")
_BARE_BODY = re.compile(r"^(?:人民政府|政府|管委会|办事处|街道办事处|党委|党工委|工委)$")
_BODY = re.compile(r"(?:党委|党工委|工委|人民政府|政府|管委会)$")


def _shared_tails(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """东山镇、西山镇人民政府 and 各县党委、政府 stay whole: their parts share a head or a tail (GOLD, finer decision 3)."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        name = text[start:end]
        if joined and text[joined[-1][1] : start] == "、":
            before = text[slice(*joined[-1])]
            place, governed = _PLACE.search(before.rsplit("、", 1)[-1]), _GOVERNED.search(name)
            tail = place and governed and place["kind"] == governed["kind"]
            if tail or (_BARE_BODY.match(name) and _BODY.search(before)):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def departments(grid: Grid, row: GridRow) -> tuple[str, ...]:
    """The departments of one row, ★ left out; inherited ones too."""
    columns = grid.all_columns("lead", "responsible", "cooperating")
    names = [unit.name for c in columns for unit in split_units(row.cells[c].passage, 0, len(row.cells[c].text)) if row.cells[c].text]
    return tuple(dict.fromkeys(_STAR.sub("", name) for name in names))


_SHIFT = re.compile(r"^(?:[白夜早中晚日]班|[上下]午|值[班守](?!电话|时间|地点)|[甲乙丙丁ABCD]班|主班|副班|备班)")
_OFFICE_AND_NAME = re.compile(r"^(?P<unit>[\u4e00-\u9fff]{1,14}(?:[科室股处办局队站部所委组厅]|中心|公司|医院|学校))(?=[\s（：]|$)")


def units_on_shift(grid: Grid, row: GridRow) -> tuple[UnitMention, ...]:
    """Who fills the shifts of a day: "办公室 云帆" below 白班, "监督科 米粟" below 夜班."""
    found: dict[str, UnitMention] = {}
    for column, kind in enumerate(grid.columns):
        cell = row.cells[column]
        if kind.kind not in ("text", "person") or not cell.own or not _SHIFT.search(kind.label):
            continue
        printed = cell.passage.source[cell.span.start : cell.span.end].lstrip()  # the blank before the name is lost in the folded text
        if match := _OFFICE_AND_NAME.search(printed):
            at = cell.passage.source.index(printed, cell.span.start)
            found.setdefault(match["unit"], UnitMention(match["unit"], "responsible", Span(at, at + match.end("unit")), "explicit"))
    return tuple(found.values())


def persons_of(grid: Grid, rows: Sequence[GridRow], *kinds: str) -> tuple[str, ...]:
    """Names in the columns of ``kinds`` (by default leaders and persons), inner blanks removed."""
    names: list[str] = []
    for row in rows:
        for column in grid.all_columns(*(kinds or ("leader", "person"))):
            for part in re.split(r"[、，；/]", row.cells[column].text):
                name = _bare_name(part)
                if name and cell_kind(name) != "none" and not _PENDING.match(name):
                    names.append(name)
    return tuple(dict.fromkeys(names))


def _bare_name(words: str) -> str:
    """The name without the post beside it: 副县长石榴, 石榴（副县长）."""
    name = "".join(words.split())
    for post in (_POST_AFTER, _POST_BEFORE):
        bare = post.sub("", name)
        if bare != name and len(bare) > 1:
            name = bare
    return name


def offices_of(grid: Grid, rows: Sequence[GridRow]) -> tuple[str, ...]:
    texts = [row.cells[c].text for row in rows for c in grid.all_columns("office")]
    return tuple(dict.fromkeys("".join(text.split()) for text in texts if text and cell_kind(text) != "none"))
