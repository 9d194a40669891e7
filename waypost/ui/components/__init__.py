"""The tags of the design system, one module per noun; `templatetags/ui.py` joins them into one library."""
