"""The desk: what every use case stands on: the ports, the records of a store, the frame of a write, its receipt."""
