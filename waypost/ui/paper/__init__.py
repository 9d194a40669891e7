"""What is read away from the screen: a sheet of chapters, written as Markdown or set as PDF.

It hands on the parts of a sheet, `markdown` and `pdf`; it knows no stage and no Django.
"""
