"""Does a hostile text cost more than its length? Every rule, and the whole reading, on texts made to tire them.

    python scripts/check_linear.py              # every rule of patterns/, then whole notices
    python scripts/check_linear.py rules [ID…]  # rules only, all or these
    python scripts/check_linear.py notices      # whole notices only

A rule gets the pieces of its own examples over and over: what it must find, the same without its last character (the search
begins everywhere and ends nowhere), without its first, and each single character. Twice the text may take twice the time;
CPU time of the best of a few rounds is compared, and only where it is long enough to mean anything.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))  # after the installed packages: a bare checkout measures itself

from extractor.errors import FenbanError
from extractor.pipeline import read_notice
from patterns.rules import Rule, load_rules, pattern_files

SIZE = 8_000  # characters of a text for one rule
COUNT = 1_000  # pieces of a whole notice
WORTH = 0.020  # seconds: below, a rule is quick whatever the ratio
MOST = 2.6  # twice the text, twice the time, give or take three tenths
ROUNDS = 3

HEAD, FOOT = "关于做好工作的通知\n各单位：\n", "\n某局\n2024年3月1日\n"
NOTICES: dict[str, Callable[[int], str]] = {
    "clauses of many paragraphs": lambda n: "\n".join(
        f"（{'一二三四五六七八九'[i % 9]}）推动事项{i}。加强管理。〔责任单位：县民政局、县住建局；完成时限：2024年6月底前〕" for i in range(n)
    ),
    "clauses of one paragraph": lambda n: "".join(f"推动事项{i}。〔责任单位：县民政局、县住建局；完成时限：2024年6月底前〕" for i in range(n)),
    "labels": lambda n: "责任单位：县民政局、县住建局\n" * n,
    "commas": lambda n: "请各单位认真" + "，开展检查" * n + "。",
    "opening brackets": lambda n: "（" * (5 * n),
    "brackets": lambda n: "请县民政局报送（材料）" * n,
    "quotation marks": lambda n: "“报送" * n,
    "titles": lambda n: "《关于报送材料的通知》、" * n,
    "dates of one sentence": lambda n: "".join(f"{i % 12 + 1}月{i % 28 + 1}日前，" for i in range(n)),
    "dates of many sentences": lambda n: "".join(f"{i % 12 + 1}月{i % 28 + 1}日前报送材料。" for i in range(n)),
    "units": lambda n: "、".join(["县民政局"] * n) + "负责。",
    "orders": lambda n: "县民政局负责检查，县住建局配合整改，" * n,
    "digits": lambda n: "1" * (5 * n),
    "figures": lambda n: "完成率达到95%，新增12个，" * n,
    "rows": lambda n: "\n".join(f"{i}\t事项{i}\t县民政局\t2024年6月底前" for i in range(n)),
    "contacts": lambda n: "联系人：" + "、".join(f"张三{'一二三四五六七八九'[i % 9]}" for i in range(n)) + "，电话：" + "、".join(["6620011"] * n),
    "contact lines": lambda n: "联系人：李红，电话：6620011\n" * n,
    "mailboxes": lambda n: "请将材料发至邮箱a@example.com，" * n,
    "questions": lambda n: "\n".join(f"{i}. 是否建立台账？" for i in range(1, n)),
    "attachments": lambda n: "附件：" + "\n".join(f"{i}. 情况统计表" for i in range(1, n)),
    "blank lines": lambda n: "\n \n" * n,
    "frequencies": lambda n: "每月25日前报送，每季度末报告，" * n,
    "prompts": lambda n: "立即报告，及时处置，" * n,
    "events": lambda n: "会议结束后，收到通知后，" * n,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    kind, ids = (arguments or ["all"])[0], arguments[1:]
    faults: list[str] = []
    if kind in ("all", "rules"):
        faults += [fault for rule in _rules(ids) for fault in _slow_pieces(rule)]
    if kind in ("all", "notices"):
        faults += [fault for name, make in NOTICES.items() if (fault := _slow_notice(name, make))]
    print(*faults, f"{len(faults)} of them take more than their length", sep="\n")
    return 1 if faults else 0


def _rules(ids: list[str]) -> Iterator[Rule]:
    return (rule for name in pattern_files() for rule in load_rules(name) if not ids or rule.id in ids)


def _slow_pieces(rule: Rule) -> Iterator[str]:
    for piece in _pieces(rule):
        ratio = _growth(lambda text: sum(1 for _ in rule.regex.finditer(text)), lambda n, piece=piece: piece * (n // len(piece) + 1), SIZE)
        if ratio > MOST:
            yield f"{rule.id}: {ratio:.1f} times the time for twice {piece!r}"
            return


def _pieces(rule: Rule) -> list[str]:
    found = [e.match or e.text for e in rule.examples if e.none is None] + [e.text for e in rule.examples]
    cut = [part for text in found for part in (text, text[:-1], text[1:], text[: len(text) // 2], text[len(text) // 2 :])]
    return list(dict.fromkeys([*filter(None, cut), *"".join(found)]))


def _slow_notice(name: str, make: Callable[[int], str]) -> str | None:
    ratio = _growth(_read, lambda n: HEAD + make(n) + FOOT, COUNT)
    return f"{name}: {ratio:.1f} times the time for twice the text" if ratio > MOST else None


def _read(text: str) -> object:
    try:
        return read_notice(text.encode(), name="a.txt")
    except FenbanError as fault:
        return fault


def _growth(work: Callable[[str], object], make: Callable[[int], str], size: int) -> float:
    """How many times longer twice the text takes; 0 where it is quick anyway."""
    once, twice = make(size), make(2 * size)
    if _seconds(work, twice) < WORTH:
        return 0.0
    ratios = (max(_seconds(work, twice), 1e-9) / max(_seconds(work, once), 1e-9) for _ in range(ROUNDS))
    return min(ratios)


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
