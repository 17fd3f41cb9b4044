"""Help and usage errors in plain Chinese, in plain characters: typer's own are English boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

__all__ = ["ChineseCommand", "ChineseGroup", "usage_error_words"]

_HELP_OPTION = ("-h, --help", "显示本说明")


class ChineseCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _help_page(self, ctx.command_path, commands=())


class ChineseGroup(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        commands = [(name, _first_line(command.help)) for name, command in self.commands.items() if not command.hidden]
        return _help_page(self, ctx.command_path, commands=commands)


def usage_error_words(error: TyperException) -> str:
    """What is wrong with the command line, in Chinese."""
    kind, name = type(error).__name__, _parameter_name(error)
    if kind == "MissingParameter":
        return f"缺少参数：{name}"
    if kind == "NoSuchOption":
        return f"没有“{getattr(error, 'option_name', '')}”这个选项"
    if kind == "BadOptionUsage":
        return f"选项“{getattr(error, 'option_name', '')}”后面缺少内容，或多写了内容"
    if kind == "BadParameter":
        return f"“{name}”的值不对"
    if error.format_message().startswith("No such command"):
        return f"没有这个命令：{error.format_message().split(chr(39))[1]}"
    if error.format_message().startswith("Missing command"):
        return "后面还要写一个命令"
    if error.format_message().startswith("Got unexpected extra argument"):
        return f"多写了内容：{error.format_message().partition(') (')[2].rstrip(')')}"
    return f"用法有误（{error.format_message()}）"


def _parameter_name(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    words = parameter.metavar or parameter.name or ""
    return f"{max(parameter.opts, key=len)} {words}" if parameter.param_type_name == "option" else str(words)


def _help_page(command: TyperCommand | TyperGroup, path: str, *, commands: Sequence[tuple[str, str]]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join([path, "[选项]", *(_argument_usage(p) for p in arguments), *(["命令 …"] if commands else [])])
    sections = [
        ("参数", [(p.metavar or p.name or "", getattr(p, "help", None) or "") for p in arguments]),
        ("选项", [*((_option_usage(p), getattr(p, "help", None) or "") for p in options), _HELP_OPTION]),
        ("命令", list(commands)),
    ]
    body = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    return "\n\n".join([f"用法：{usage}", body, *(_section(title, rows) for title, rows in sections if rows)])


def _argument_usage(parameter: Any) -> str:
    words = f"{parameter.metavar or parameter.name}{'…' if parameter.nargs == -1 else ''}"
    return words if parameter.required else f"[{words}]"


def _option_usage(parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar or parameter.name}"


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    rows = list(rows)
    width = max(_width(name) for name, _ in rows) + 2
    return "\n".join([f"{title}：", *(f"  {name}{' ' * (width - _width(name))}{words}".rstrip() for name, words in rows)])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _first_line(text: str | None) -> str:
    return (text or "").strip().splitlines()[0] if text else ""
