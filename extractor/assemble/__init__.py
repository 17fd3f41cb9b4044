"""From mentions to a Notice: tasks with their units and deadlines, checks, evidence."""
