"""Files handed out 导出: reports and forms, the register as data, a snapshot served to the browser."""
