"""How well readings agree with gold readings: precision, recall and F1 by field.

Neither the pipeline nor the deliverables are known here: two sets of readings go in, a report comes out.
"""

from extractor.evaluate.calibration import Reliability, calibrate
from extractor.evaluate.comparison import evaluate
from extractor.evaluate.report import CORE_ROWS, ROWS, Figures, Report

__all__ = ["CORE_ROWS", "ROWS", "Figures", "Reliability", "Report", "calibrate", "evaluate"]
