"""Everything that can go wrong for a user, with its exit code and its advice, in one place.

Each class stands for one thing that somebody can do something about. The message says what is wrong
with which file; ``advice`` says what to do next. An unsure reading is never an error: it is a review
flag on the result.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "ConfidentialDocument",
    "DamagedFile",
    "EmptyFile",
    "EncryptedFile",
    "ExitCode",
    "FenbanError",
    "FileNotReadable",
    "MissingExtra",
    "NoTextLayer",
    "OutputNotWritable",
    "ProcessDied",
    "StoreNotReachable",
    "TooDemanding",
    "UnsafeFile",
    "UnsupportedFormat",
    "UsageFault",
]


class ExitCode(IntEnum):
    """What the command returns to the shell. Documented in README; never renumbered."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    SOME_FAILED = 3
    INPUT_NOT_FOUND = 4
    INPUT_DAMAGED = 5
    INPUT_PROTECTED = 6
    INPUT_WITHOUT_TEXT = 7
    INPUT_UNSUPPORTED = 8
    INPUT_REFUSED = 9
    OUTPUT_NOT_WRITABLE = 10
    PATTERNS_FAULTY = 11
    EXTRA_MISSING = 12


class FenbanError(Exception):
    """Base class: a sentence on what is wrong, a sentence of advice, an exit code."""

    exit_code: ExitCode = ExitCode.INTERNAL
    advice: str = "请将此文件和本提示一并反馈给维护人员。"

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}{'' if self.message.endswith('。') else '。'}{self.advice}"


class UsageFault(FenbanError):
    exit_code = ExitCode.USAGE
    advice = "请用 fenban --help 查看用法。"


class FileNotReadable(FenbanError):
    exit_code = ExitCode.INPUT_NOT_FOUND
    advice = "请检查路径是否正确、是否有读取权限。"


class EmptyFile(FenbanError):
    exit_code = ExitCode.INPUT_DAMAGED
    advice = "文件里没有内容，请向发文单位或转发人重新索取。"


class DamagedFile(FenbanError):
    exit_code = ExitCode.INPUT_DAMAGED
    advice = "文件可能没有传完或已损坏，请重新下载或重新索取；能用 WPS 打开的，另存一份再试。"


class EncryptedFile(FenbanError):
    exit_code = ExitCode.INPUT_PROTECTED
    advice = "请用密码打开后另存为不加密的文件，再放进来。"


class NoTextLayer(FenbanError):
    exit_code = ExitCode.INPUT_WITHOUT_TEXT
    advice = "文件里只有图像（多为扫描件），请向发文单位索取可编辑版，或先做文字识别再放进来。"


class UnsupportedFormat(FenbanError):
    exit_code = ExitCode.INPUT_UNSUPPORTED
    advice = "目前可读 TXT、DOCX 和带文字的 PDF；DOC、WPS 请先另存为 DOCX。"


class UnsafeFile(FenbanError):
    exit_code = ExitCode.INPUT_REFUSED
    advice = "为安全起见没有打开此文件，请核实来源；确需处理的，用 WPS 打开后另存为新文件。"


class ConfidentialDocument(FenbanError):
    exit_code = ExitCode.INPUT_REFUSED
    advice = "涉密文件不得导入本工具，请立即按保密规定处理原文件。"


class OutputNotWritable(FenbanError):
    exit_code = ExitCode.OUTPUT_NOT_WRITABLE
    advice = "请检查输出文件夹是否存在、是否有写入权限、磁盘是否已满，或文件是否正被 WPS 打开。"


class StoreNotReachable(FenbanError):
    exit_code = ExitCode.OUTPUT_NOT_WRITABLE
    advice = "请检查数据库是否开着、地址是否正确、所在磁盘是否已满或只读；恢复后会接着处理，不会丢失。"


class ProcessDied(FenbanError):
    advice = "文件可能过大、已损坏或含有恶意内容，也可能是内存不足。请用 WPS 打开后另存为新文件再试；其他文件不受影响。"


class TooDemanding(FenbanError):
    exit_code = ExitCode.INPUT_REFUSED
    advice = "文件可能过大、已损坏或含有恶意内容。请用 WPS 打开后另存为新文件再试；确认无误的，可用 fenban retry 重新处理。"


class MissingExtra(FenbanError):
    exit_code = ExitCode.EXTRA_MISSING
    advice = "请安装对应的可选组件后再试。"
