"""The command line: the only place that knows both the pipeline and the deliverables."""
