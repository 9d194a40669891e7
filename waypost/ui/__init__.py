"""The design system: tokens, components, icons, fonts, the frame of a page, and a gallery that shows them.

It hands on tags, templates, forms and small value objects (`nav`, `charts`, `panels`, `marks`).
It looks, it never decides: no table, no permission, no word about a stage.
"""
