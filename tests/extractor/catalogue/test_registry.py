"""The catalogue over years: ids that stay, links that are safe, decisions that are asked for once."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extractor.catalogue.editions import edition_changes
from extractor.catalogue.registry import Registry
from extractor.errors import DamagedFile, UsageFault
from extractor.model.notice import Indicator, Metadata, Notice, Observation, Source
from extractor.store.database import open_database

sys.path.insert(0, str(Path(__file__).resolve().parent))
from edited_lists import meaningless, really_edited

QUESTIONS = (
    ("农村供水厂数量（ ）座？", "count", "座"),
    ("农村供水厂覆盖率", "percentage", "%"),
    ("是否设立24小时供水热线？", "boolean", None),
    ("一级水源保护区数量", "count", "个"),
    ("二级水源保护区数量", "count", "个"),
    ("供水服务渠道有哪些？（多选）", "multiple_choice", None),
    ("供水保障的主要做法", "free_text", None),
)


def notice(name: str, indicators: tuple[Indicator, ...], **more: object) -> Notice:
    return Notice.model_validate(
        {"doc_id": name, "source": Source(name=f"{name}.txt", format="txt", sha256="0", text=""), "metadata": Metadata(), **more}
        | {"indicators": indicators}
    )


def asked(*questions: tuple[str, str, str | None]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator.model_validate({"number": at, "text": text, "answer_type": kind, "unit_of_measure": unit})
        for at, (text, kind, unit) in enumerate(questions or QUESTIONS, start=1)
    )


@pytest.fixture
def registry(store_url: str) -> Iterator[Registry]:
    opened = Registry(open_database(store_url))
    yield opened
    opened.close()


def items(registry: Registry, edition: str) -> dict[str, str]:
    return {entry["number"]: entry["item"] for entry in registry.occurrences(edition)}


def test_registry_same_notice_again_changes_nothing(registry: Registry) -> None:
    registry.add(notice("n1", asked()))
    before = {name: registry.table(name) for name in ("concept", "item", "occurrence", "proposal")}
    report = registry.add(notice("n1", asked()))
    assert len(report.same) == len(QUESTIONS)
    assert {name: registry.table(name) for name in before} == before


def test_registry_ids_survive_reordering_spaces_and_width(registry: Registry) -> None:
    registry.add(notice("n1", asked()))
    wanted = items(registry, "n1")
    dice = random.Random(3)
    for _ in range(60):
        report = registry.add(notice("n2", tuple(meaningless(asked(), dice))))
        assert not report.new and not report.proposed
        assert items(registry, "n2") == wanted


def test_registry_never_links_alike_questions_by_itself(registry: Registry) -> None:
    registry.add(notice("n1", asked(("一级水源保护区数量", "count", "个"), ("已完成验收的工程数", "count", "项"))))
    report = registry.add(notice("n2", asked(("三级水源保护区数量", "count", "个"), ("未完成验收的工程数", "count", "项"))))
    assert report.same == ()
    offered = registry.table("proposal")
    assert {row["kind"] for row in offered} == {"topic"}
    assert any("数字或等级" in row["vetoes"] for row in offered) and any("正反" in row["vetoes"] for row in offered)


def test_registry_remembers_what_was_decided(registry: Registry) -> None:
    registry.add(notice("n1", asked(("农村集中供水厂的总数量", "count", "座"))))
    (known,) = registry.table("item")
    registry.add(notice("n2", asked(("农村集中供水厂的数量", "count", "座"))))
    (offer,) = registry.table("proposal")
    assert (offer["item"], offer["kind"]) == (known["id"], "near")
    registry.accept("n2-Q001", known["id"])
    assert registry.table("proposal") == []
    assert {row["concept"] for row in registry.table("item")} == {known["concept"]}
    assert [row["redirect"] for row in registry.table("concept")] == [None, known["concept"]]
    registry.add(notice("n2", asked(("农村集中供水厂的数量", "count", "座"))))
    assert registry.table("proposal") == []
    with pytest.raises(UsageFault):
        registry.accept("n9-Q001", known["id"])


def test_registry_keeps_values_apart_from_forecasts_and_gaps(registry: Registry) -> None:
    values = (
        Observation(quote="覆盖率达到91%", value=91, unit="%", period="2030", indicator="农村供水厂覆盖率"),
        Observation(quote="预计95%", value=95, unit="%", kind="forecast", indicator="农村供水厂覆盖率"),
        Observation(quote="暂缺", missing=True, indicator="别的"),
    )
    registry.add(notice("n1", asked(), observations=values))
    rows = registry.table("observation")
    assert [row["obs_status"] for row in rows] == ["A", "F", "M"]
    assert rows[0]["indicator"] == items(registry, "n1")["2"] and rows[2]["obs_value"] is None


def test_registry_refuses_a_file_that_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(DamagedFile):
        Registry(open_database(f"sqlite:///{tmp_path}/x.db"))


def test_editions_show_exactly_what_was_edited(registry: Registry) -> None:
    registry.add(notice("2031", asked()))
    dice = random.Random(1)
    for _ in range(20):
        edited, expected = really_edited(asked(), dice)
        registry.add(notice("2032", tuple(edited)))
        changes = edition_changes(registry.occurrences("2031"), registry.occurrences("2032"))
        assert {(change.kind, (change.new or change.old or {})["number"]) for change in changes if change.kind != "same"} == expected


def test_editions_take_near_words_for_the_same_question_asked_otherwise(registry: Registry) -> None:
    registry.add(notice("2031", asked()))
    edited = [*QUESTIONS[:5], ("供水服务渠道主要有哪些？（多选）", "multiple_choice", None), QUESTIONS[6]]
    registry.add(notice("2032", asked(*edited)))
    changes = edition_changes(registry.occurrences("2031"), registry.occurrences("2032"))
    (changed,) = [change for change in changes if change.kind != "same"]
    assert (changed.kind, changed.fields) == ("changed", ("题目",))


def test_registry_two_imports_at_once_never_give_one_id_twice(store_url: str) -> None:
    lists = [asked((f"第{at}类水库数量", "count", "座"), (f"第{at}类水库蓄水率", "percentage", "%")) for at in range(8)]

    def added(at: int) -> None:
        registry = Registry(open_database(store_url))
        registry.add(notice(f"n{at}", lists[at]))
        registry.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(added, range(8)))
    registry = Registry(open_database(store_url))
    assert len({row["concept"] for row in registry.table("item")}) == 16
    assert len(registry.editions()) == 8
    registry.close()
