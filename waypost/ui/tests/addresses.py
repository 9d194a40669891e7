PUBLIC = {
    "ui:gallery": "shows components with made-up words, where an installation switches it on",
    "ui:manifest": "says how the program is installed, and knows no brand",
    "ui:worker": "is the same script for everybody",
    "ui:icon": "is the program's own mark",
    "ui:theme": "lets whoever reads choose light or dark, and remembers it in their browser",
}
TELLING = {"ui:gallery": "its made-up words are those of the demo"}
