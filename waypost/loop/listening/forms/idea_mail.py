from typing import Any

from django import forms

from waypost.loop.listening.actions.idea_mail import Terms
from waypost.loop.listening.models import IdeaMailbox
from waypost.toolkit.secrets import Secret
from waypost.ui.forms import Form


class MailboxForm(Form):
    """Where the mailbox is and what opens it. A password that is known is never shown; empty means the same one."""

    address = forms.EmailField(
        label="What people write to",
        max_length=254,
        help_text="An address for this alone is best: everything new in the folder is read.",
        widget=forms.EmailInput(attrs={"placeholder": "ideas@example.com"}),
    )
    server = forms.CharField(
        label="Server for incoming mail (IMAP)",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "imap.example.com", "autocapitalize": "none"}),
    )
    port = forms.IntegerField(label="Port", min_value=1, max_value=65535, initial=993)
    login = forms.CharField(
        label="Name that opens it", max_length=200, help_text="Often the address itself.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password",
        error_messages={"required": "Write the password of this mailbox."},
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Best one that your mail provider makes for a single app. It is kept encrypted.",
    )
    folder = forms.CharField(label="Folder", max_length=120, initial="INBOX")

    def __init__(self, *args: Any, mailbox: IdeaMailbox | None, **kwargs: Any) -> None:
        if mailbox is not None:
            names = ("address", "server", "port", "login", "folder")
            kwargs.setdefault("initial", {name: getattr(mailbox, name) for name in names})
        super().__init__(*args, **kwargs)
        self.fields["password"].required = mailbox is None
        if mailbox is not None:
            self.fields["password"].help_text = "Leave it empty to keep the one that is known."

    @property
    def terms(self) -> Terms:
        """Which mailbox it is."""
        said = self.cleaned_data
        return Terms(
            address=said["address"].strip(),
            server=said["server"].strip().lower(),
            port=said["port"],
            login=said["login"].strip(),
            folder=said["folder"].strip() or "INBOX",
        )

    @property
    def key(self) -> Secret:
        """What opens it, or nothing."""
        return Secret(self.cleaned_data["password"])
