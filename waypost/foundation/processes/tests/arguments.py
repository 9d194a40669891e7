from tests.actions import Unguarded

ARGUMENTS = {
    "processes.installation.release": Unguarded(
        "it knows no members; publishing.installation.release asks for the permission and calls it"
    ),
}
