"""Cases and contacts (`cases`), what must still be done in them (`tasks`), the accounts
of an offender (`offenders`), and who else comes to them:
colleagues, the next owner, the visitor again (`together`, `codes`)."""

from hulplijn.casework.models.cases import Case, Coding, Contact, Note, NoteDraft
from hulplijn.casework.models.codes import WrongCodes
from hulplijn.casework.models.desk import DeskRequest
from hulplijn.casework.models.holds import Hold
from hulplijn.casework.models.links import CaseLink
from hulplijn.casework.models.offenders import OffenderAccount
from hulplijn.casework.models.passing_on import PassedOn
from hulplijn.casework.models.tasks import Task
from hulplijn.casework.models.together import Block, Guest, Handover, ReturnCode, Viewer, WiderLook

__all__ = [
    "Block",
    "Case",
    "CaseLink",
    "Coding",
    "Contact",
    "DeskRequest",
    "Guest",
    "Handover",
    "Hold",
    "Note",
    "NoteDraft",
    "OffenderAccount",
    "PassedOn",
    "ReturnCode",
    "Task",
    "Viewer",
    "WiderLook",
    "WrongCodes",
]
