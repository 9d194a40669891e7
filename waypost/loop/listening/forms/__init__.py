from waypost.loop.listening.forms.algorithm_notes import NoteForm
from waypost.loop.listening.forms.idea_mail import MailboxForm
from waypost.loop.listening.forms.pilots import ObservationForm, PilotDecisionForm, PilotForm
from waypost.loop.listening.forms.platform_reviews import AnswersForm, DecliningForm, ReviewForm
from waypost.loop.listening.forms.trends import BoundariesForm, JudgementForm, TrendDecisionForm, TrendForm

__all__ = [
    "AnswersForm",
    "BoundariesForm",
    "DecliningForm",
    "JudgementForm",
    "MailboxForm",
    "NoteForm",
    "ObservationForm",
    "PilotDecisionForm",
    "PilotForm",
    "ReviewForm",
    "TrendDecisionForm",
    "TrendForm",
]
