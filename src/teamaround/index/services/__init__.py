"""What people do with the index: search, register, record involvement; and the pointers it keeps."""

from .consenting import record_consent, withdraw_consent
from .finding import Result, register, results, search
from .involvement import (
    answer_contact_request,
    ask_for_contact,
    end_involvement,
    record_involvement,
)
from .laying import move_record, put_record_back, take_record_off
from .many import NewInvolvement, record_involvements
from .matching import judge_people, judge_person, match_person
from .merging import unmerge
from .pairing import answer, look_first, note_pair, note_pairs_met, propose_same
from .pointing import note_common_assessment, note_lead

__all__ = [
    "NewInvolvement",
    "Result",
    "answer",
    "answer_contact_request",
    "ask_for_contact",
    "end_involvement",
    "judge_people",
    "judge_person",
    "look_first",
    "match_person",
    "move_record",
    "note_common_assessment",
    "note_lead",
    "note_pair",
    "note_pairs_met",
    "propose_same",
    "put_record_back",
    "record_consent",
    "record_involvement",
    "record_involvements",
    "register",
    "results",
    "search",
    "take_record_off",
    "unmerge",
    "withdraw_consent",
]
