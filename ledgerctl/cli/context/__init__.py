"""What every command stands on: its context, the streams, the clock and person, files, and showing a result."""
