"""Tables resolved: what a clerk would read into the empty, slipped and repeated cells."""

from __future__ import annotations

from extractor.model.document import Block, Cell, Document, Provenance, Span, Table
from extractor.readers.txt_reader import document_of_text
from extractor.tables.grid import Grid, build_grid, build_grids


def grid_of(text: str) -> Grid:
    document = document_of_text(text, name="t.txt", sha256="0")
    return build_grids(document)[0]


def column(grid: Grid, kind: str) -> list[str]:
    at = grid.column(kind)
    assert at is not None
    return [row.cells[at].text for row in grid.rows]


QUESTIONS = "\n".join(
    ["二级指标\t题号\t三级指标\t责任领导\t责任科室\t完成时限"]
    + [
        f"{'一、平台建设' if n == 1 else ''}\t{n}\t平台第{n}类事项数量？\t周国强\t{'' if n == 22 else '综合科'}\t6月10日前"
        for n in range(1, 26)
    ]
)


def test_grid_isolated_gap_is_not_filled_from_above() -> None:
    grid = grid_of(QUESTIONS)
    assert column(grid, "office")[21] == ""
    assert grid.rows[21].cells[4].origin == "missing"
    assert "missing:责任科室" in grid.rows[21].flags


def test_grid_merged_level_is_inherited_with_its_source() -> None:
    grid = grid_of(QUESTIONS)
    assert set(column(grid, "level")) == {"一、平台建设"}
    assert grid.rows[5].cells[0].origin == "inherited"
    assert grid.rows[5].cells[0].span == grid.rows[0].cells[0].span


def test_grid_row_without_its_first_tab_is_put_back() -> None:
    slipped = QUESTIONS.replace("\n\t7\t", "\n7\t") + ""
    grid = grid_of(slipped)
    row = grid.rows[6]
    assert [cell.text for cell in row.cells[1:]] == ["7", "平台第7类事项数量？", "周国强", "综合科", "6月10日前"]
    assert row.flags == ("columns_shifted_left",)
    assert not any(r.flags for r in grid.rows if r.number not in ("7", "22"))


TASKS = """序号\t事项名称\t具体事项\t责任部门（★为牵头部门）\t完成时限
首批推进（2项）
1\t开店\t核发执照\t★审批部门\t2023年底
\t\t刻章备案\t公安部门\t
\t\t发票申领\t\t
序号\t事项名称\t具体事项\t责任部门（★为牵头部门）\t完成时限
2\t入学\t信息采集\t★教育部门\t
\t\t居住证核验\t\t公安部门
后续推进（1项）
3\t退休\t资格确认\t★人社部门\t2024年6月底
— 3 —
"""


def test_grid_groups_headers_and_page_numbers_are_no_rows() -> None:
    grid = grid_of(TASKS)
    assert len(grid.rows) == 6
    assert [(group.label, group.count) for group in grid.groups] == [("首批推进（2项）", 2), ("后续推进（1项）", 1)]
    assert grid.header_repeats == 1


def test_grid_rows_under_one_number_are_one_block() -> None:
    grid = grid_of(TASKS)
    assert [len(rows) for rows in grid.blocks] == [3, 2, 1]
    assert grid.rows[2].number == "1"


def test_grid_deadline_is_inherited_within_a_group_only() -> None:
    assert column(grid_of(TASKS), "deadline") == ["2023年底"] * 5 + ["2024年6月底"]


def test_grid_department_is_inherited_within_its_number() -> None:
    departments = column(grid_of(TASKS), "responsible")
    assert departments[2] == "公安部门"


def test_grid_department_in_the_deadline_column_goes_home() -> None:
    row = grid_of(TASKS).rows[4]
    assert row.cells[3].text == "公安部门"
    assert row.cells[3].origin == "realigned"
    assert "department_in_deadline_column" in row.flags


def test_grid_department_is_not_inherited_across_numbers() -> None:
    grid = grid_of(
        "序号\t任务事项\t责任单位\t完成时限\n1\t修路\t县交通局\t3月底前\n2\t架桥\t\t5月底前\n3\t植树\t县林业局\t4月底前\n4\t清淤\t县水利局\t6月底前\n"
    )
    assert column(grid, "responsible")[1] == ""
    assert grid.rows[1].cells[2].origin == "missing"


def test_grid_date_in_the_units_column_moves_to_its_own() -> None:
    grid = grid_of(
        "序号\t任务事项\t牵头单位\t配合单位\t完成时限\n1\t修路\t县交通局\t县财政局\t3月底前\n2\t架桥\t县交通局\t5月底前\t\n3\t植树\t县林业局\t各乡镇\t4月底前\n"
    )
    row = grid.rows[1]
    assert [cell.text for cell in row.cells] == ["2", "架桥", "县交通局", "", "5月底前"]


def test_grid_two_header_levels_become_one_label() -> None:
    grid = grid_of(
        "序号\t重点任务\t责任分工\t\t完成时限\n\t\t牵头单位\t责任单位\t\n1\t修路\t县交通局\t县财政局\t3月底前\n2\t架桥\t县交通局\t县住建局\t5月底前\n"
    )
    assert [kind.kind for kind in grid.columns] == ["serial", "item", "lead", "responsible", "deadline"]
    assert len(grid.rows) == 2


def test_grid_header_narrower_than_its_rows_gets_the_hidden_column() -> None:
    rows = "\n".join(
        f"{n}\t县{name}局\t20\t改进{name}工作\t1.建立台账（10分）2.按时上报（10分）\t"
        for n, name in enumerate("林业 水利 教育 民政 司法".split(), 2)
    )
    grid = grid_of(
        f"序号\t考核项目\t分值\t考核内容\t评分标准\t说明\n1\t重点部门\t县交通局\t20\t改进运输工作\t1.建立台账（10分）2.按时上报（10分）\t\n{rows}\n"
    )
    assert column(grid, "responsible") == ["县交通局", "县林业局", "县水利局", "县教育局", "县民政局", "县司法局"]
    assert set(column(grid, "category")) == {"重点部门"}


def test_grid_real_merges_count_more_than_the_guess() -> None:
    text = "题号\t内容\t责任科室\n1\t是否公开？\t综合科\n2\t是否更新？\t\n3\t是否回应？\t\n"
    starts = {words: text.index(words) for words in ("题号", "内容", "责任科室", "综合科")}
    cells = [Cell(row=0, column=c, span=Span(starts[w], starts[w] + len(w))) for c, w in enumerate(("题号", "内容", "责任科室"))]
    for row in (1, 2, 3):
        line = text.index(f"\n{row}\t") + 1
        cells.append(Cell(row=row, column=0, span=Span(line, line + 1)))
        cells.append(Cell(row=row, column=1, span=Span(line + 2, line + 7)))
    cells.append(Cell(row=1, column=2, row_span=2, span=Span(starts["综合科"], starts["综合科"] + 3)))
    cells.append(Cell(row=3, column=2, span=Span(len(text) - 1, len(text) - 1)))
    table = Table(
        span=Span(0, len(text) - 1), row_count=4, column_count=3, cells=tuple(cells), merges_known=True, provenance=Provenance(table=0)
    )
    block = Block(kind="table_row", span=table.span)
    grid = build_grid(table, Document(name="t", format="docx", sha256="0", text=text, blocks=(block,), tables=(table,)))
    assert [row.cells[2].origin for row in grid.rows] == ["own", "merged", "missing"]


def test_grid_forms_and_key_value_tables_hold_no_tasks() -> None:
    assert grid_of("序号\t姓名\t职务\t联系电话\n\t\t\t\n").kind == "blank_form"
    assert grid_of("督办事项\t渠道清淤\n主办单位\t县水利局\n协办单位\t县财政局\n").kind == "other"


def test_grid_agenda_is_no_task_table() -> None:
    assert grid_of("时间\t内容\t授课人\t地点\n5月8日9:00\t开班\t陈志\t一楼\n5月8日10:00\t讲座\t周敏\t二楼\n").kind == "other"


def test_grid_hostile_table_ends_quickly() -> None:
    rows = "\n".join("\t".join(["（" * 50 + "1、" * 50] * 12) for _ in range(60))
    assert grid_of("序号\t" + "\t".join(["指标名称"] * 11) + "\n" + rows).rows


def test_grid_column_left_of_the_numbers_reaches_over_them() -> None:
    grid = grid_of(
        "时限\t序号\t议定事项\t主办单位\t成果形式\n5月底前\t一\t修订办法\t市城管局\t文件\n\t二\t梳理建议\t市政府办\t清单\n6月底前\t三\t提出方案\t市水利局\t方案\n"
    )
    assert column(grid, "deadline") == ["5月底前", "5月底前", "6月底前"]


def test_grid_leader_merged_with_the_groups_holds_for_each_of_them() -> None:
    rows = [
        "1\t环境\t清理死角\t何川\t区城管局",
        "2\t\t清运垃圾\t\t区环卫中心",
        "3\t\t整治飞线\t\t区经信局",
        "4\t秩序\t规范停车\t周敏\t区公安分局",
        "5\t\t治理占道\t\t区城管局",
    ]
    grid = grid_of("序号\t类别\t重点任务\t牵头领导\t牵头单位\n" + "\n".join(rows) + "\n")
    assert column(grid, "leader") == ["何川"] * 3 + ["周敏"] * 2


def test_grid_header_of_a_new_page_may_say_that_it_goes_on() -> None:
    grid = grid_of(
        "类别\t序号\t指标名称\t分值\t计分规则\n环境\t1\t优良率\t10\t按比例得分\n\t2\t达标率\t10\t按比例得分\n（接上页）\n类别\t序号\t指标名称\t分值\t计分规则（续）\n\t3\t满意率\t10\t按比例得分\n2 / 3\n服务\t4\t投诉件数\t10\t每件扣1分\n"
    )
    assert [row.number for row in grid.rows] == ["1", "2", "3", "4"]
    assert column(grid, "category") == ["环境", "环境", "环境", "服务"]


def test_grid_short_rest_of_a_cell_is_no_group() -> None:
    grid = grid_of(
        "序号\t类别\t重点任务\t责任单位\t完成时限\n1\t环境\t整治\t区城管局\t5月底完成一半，6月底全部\n完成\n2\t秩序\t规范\t区公安局\t7月底\n"
    )
    assert column(grid, "deadline")[0] == "5月底完成一半，6月底全部完成"
    assert grid.groups == ()


def test_grid_post_above_the_name_belongs_to_its_cell() -> None:
    grid = grid_of(
        "牵头领导\t序号\t项目\t责任单位\n副县长\n吴江\t1\t修路\t县交通局\n\t2\t架桥\t县交通局\n县委常委\n周敏\t3\t建校\t县教育局\n"
    )
    assert column(grid, "leader") == ["副县长吴江", "副县长吴江", "县委常委周敏"]


def test_grid_row_that_nobody_numbered_stands_alone() -> None:
    rows = "".join(f"{n}\t{n}月底前\t第{n}项检查\t安全办\t何川\n" for n in range(1, 7))
    grid = grid_of(f"序号\t完成时间\t工作内容\t牵头处室\t负责人\n{rows}\t立行立改\t修复外墙\t总务处\t周敏\n")
    assert len(grid.blocks) == 7
    assert grid.rows[-1].number is None


def test_grid_sums_are_kept_apart() -> None:
    grid = grid_of("县区\t受理件数\t办结率（%）\n甲县\t120\t98\n乙县\t88\t99\n合计\t208\t98.4\n")
    assert [row.cells[0].text for row in grid.rows] == ["甲县", "乙县"]
    assert [row.cells[1].text for row in grid.totals] == ["208"]
