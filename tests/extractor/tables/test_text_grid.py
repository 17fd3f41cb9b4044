"""Tables that a text draws with tabs, bars or blanks."""

from __future__ import annotations

from extractor.model.document import Table
from extractor.tables.text_grid import find_tables


def rows_of(text: str, table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(text[cell.span.start : cell.span.end])
    return rows


def only_table(text: str) -> list[list[str]]:
    (table,) = find_tables(text)
    assert not table.merges_known
    return rows_of(text, table)


def test_text_grid_keeps_empty_fields_at_their_place() -> None:
    text = "分工如下：\n序号\t事项\t单位\n1\t\t林业站\n2\t巡护\t\n完毕。"
    assert only_table(text) == [["序号", "事项", "单位"], ["1", "", "林业站"], ["2", "巡护", ""]]
    (table,) = find_tables(text)
    empty = next(cell for cell in table.cells if cell.row == 1 and cell.column == 1)
    assert empty.span.start == empty.span.end == text.index("\t林业站")


def test_text_grid_goes_on_over_blank_lines_and_page_numbers() -> None:
    assert len(only_table("序号\t事项\t单位\n1\t甲\t乙\n\n— 7 —\n\n2\t丙\t丁\n3\t戊\t己")) == 4


def test_text_grid_drops_and_counts_repeated_headers() -> None:
    text = "序号\t事项\t单位\n1\t甲\t乙\n-2-\n序号\t事 项\t单位\n2\t丙\t丁"
    (table,) = find_tables(text)
    assert table.header_repeats == 1
    assert rows_of(text, table) == [["序号", "事项", "单位"], ["1", "甲", "乙"], ["2", "丙", "丁"]]


def test_text_grid_joins_a_cell_broken_over_a_line() -> None:
    rows = only_table("轮次\t时段\t单位\t电话\n一\t1月1日—1月7日\t甲站\t1\n\t1月8日—\n1月14日\t乙站\t2\n二\t1月15日—1月20日\t丙站\t3")
    assert rows[2] == ["", "1月8日—\n1月14日", "乙站", "2"]


def test_text_grid_does_not_join_short_rows_of_a_ragged_table() -> None:
    rows = only_table("一级\t二级\t指标\t说明\n甲\t子\t数量\t按月。\n完成率\t按季。\n合格率\t按年。\n乙\t丑\t金额\t按年。")
    assert len(rows) == 5


def test_text_grid_starts_a_new_table_where_the_width_changes_after_a_gap() -> None:
    assert len(find_tables("姓名\t电话\n田七\t552\n\n序号\t事项\t单位\t时限\n1\t甲\t乙\t丙")) == 2


def test_text_grid_takes_indents_for_no_table() -> None:
    assert find_tables("\t各科室：\n\t请按时报送。\n\t附件：名单") == ()


def test_text_grid_reads_a_header_alone_as_a_blank_form() -> None:
    assert only_table("填表日期：\n\n序号\t姓名\t职务\t电话\n\n注：逐项填写") == [["序号", "姓名", "职务", "电话"]]


def test_text_grid_reads_markdown_tables() -> None:
    assert only_table("| 序号 | 事项 |\n| --- | --- |\n| 1 | |\n") == [["序号", "事项"], ["1", ""]]


def test_text_grid_reads_columns_aligned_by_blanks() -> None:
    text = "序号  事项    单位\n1     巡护    林业站\n2     抽查    水利站\n\n完毕"
    assert only_table(text) == [["序号", "事项", "单位"], ["1", "巡护", "林业站"], ["2", "抽查", "水利站"]]


def test_text_grid_leaves_prose_with_wide_blanks_alone() -> None:
    assert find_tables("某某办公室　　　　2031年5月6日印发\n联系人：田 七  电话：552\n各科室：") == ()


def test_text_grid_spans_lie_inside_their_table() -> None:
    text = "头\n序号\t事项\n1\t甲\n2\t乙\n尾"
    (table,) = find_tables(text)
    assert text[table.span.start : table.span.end] == "序号\t事项\n1\t甲\n2\t乙"
