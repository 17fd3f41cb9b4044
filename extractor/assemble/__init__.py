"""From findings to a notice: ties deadlines to tasks, names what must be checked."""
