"""Days and periods 日期与期间: working calendars, report periods, eras, and the policies by which days are counted."""
