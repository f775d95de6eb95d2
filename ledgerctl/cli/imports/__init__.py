"""Files taken in 导入: registers read in a process beside the writer, mapping profiles, the branch's policies."""
