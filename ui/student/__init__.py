"""Student mode: the child's own screen on the teacher's laptop."""
