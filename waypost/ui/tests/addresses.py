PUBLIC = {"ui:gallery": "shows components with made-up words, where an installation switches it on"}
TELLING = {"ui:gallery": "its made-up words are those of the demo"}
