"""Pattern files: every rule proves itself; faults are all told at once."""

from __future__ import annotations

from pathlib import Path

from patterns.rules import check_all

GOOD = """
[fragments]
day = '''\\d{1,2}日'''

[[rule]]
id = "r-1"
regex = '''{{day}}前(?!后)'''
[[rule.example]]
text = "20日前报送"
match = "20日前"
[[rule.example]]
text = "20日前后"
none = "approximate"
"""


def test_rules_shipped_files_have_no_fault() -> None:
    assert check_all() == []


def test_rules_good_file_passes(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    assert check_all(tmp_path) == []


def test_rules_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        GOOD.replace('match = "20日前"', 'match = "日前"')
        + "[[rule]]\nid = 'r-2'\nregex = '(' \n[[rule]]\nid = 'r-3'\nregex = 'x'\nconfidence = 'sure'\n",
        encoding="utf-8",
    )
    faults = "\n".join(check_all(tmp_path))
    assert "r-1: id is already used" in faults
    assert "instead of" in faults
    assert "b.toml: r-2" in faults and "b.toml: r-3" in faults


def test_rules_broken_toml_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[[rule]\n", encoding="utf-8")
    assert len(check_all(tmp_path)) == 1


def test_rules_rule_without_examples_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text("[[rule]]\nid = 'r-9'\nregex = 'x'\n", encoding="utf-8")
    assert len(check_all(tmp_path)) == 2
