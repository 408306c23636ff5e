from interviews.models.importing import Import
from interviews.models.interview import Interview
from interviews.models.participant import Participant

__all__ = ["Import", "Interview", "Participant"]
