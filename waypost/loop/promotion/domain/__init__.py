"""The rules by which creators are judged, on plain values."""
