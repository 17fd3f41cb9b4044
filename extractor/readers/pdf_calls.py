"""pdfium functions that are asked once per character or per object of a page, with plain numbers for handles.

ctypes spends more time on a typed pointer than pdfium on its answer; numbers also let ``map`` ask for all
characters without a step of Python for each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2  # noqa: F401  (starts the library)
import pypdfium2.raw as pdfium

__all__ = [
    "address",
    "char_angle",
    "closes",
    "form_object",
    "form_size",
    "loose_box",
    "object_at",
    "object_bounds",
    "object_matrix",
    "object_type",
    "page_size",
    "path_mode",
    "path_segment",
    "path_size",
    "segment_point",
    "segment_type",
]

_HANDLE = ctypes.c_void_p


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    # PYFUNCTYPE: the calls are so short that letting other threads run meanwhile would cost more than it gives
    pointer = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(pointer)


def address(handle: Any) -> int:
    """The number of a handle that pypdfium2 gave."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


_INT, _PLACE = ctypes.c_int, ctypes.c_void_p
loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _PLACE)
char_angle = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _HANDLE, _INT)
page_size = _plain(pdfium.FPDFPage_CountObjects, _INT, _HANDLE)
object_at = _plain(pdfium.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
form_size = _plain(pdfium.FPDFFormObj_CountObjects, _INT, _HANDLE)
form_object = _plain(pdfium.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
object_type = _plain(pdfium.FPDFPageObj_GetType, _INT, _HANDLE)
object_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _INT, _HANDLE, _PLACE)
object_bounds = _plain(pdfium.FPDFPageObj_GetBounds, _INT, _HANDLE, _PLACE, _PLACE, _PLACE, _PLACE)
path_mode = _plain(pdfium.FPDFPath_GetDrawMode, _INT, _HANDLE, _PLACE, _PLACE)
path_size = _plain(pdfium.FPDFPath_CountSegments, _INT, _HANDLE)
path_segment = _plain(pdfium.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
segment_type = _plain(pdfium.FPDFPathSegment_GetType, _INT, _HANDLE)
segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, _INT, _HANDLE, _PLACE, _PLACE)
closes = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _HANDLE)
