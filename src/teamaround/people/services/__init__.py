"""What people do with a child's record: register, record, correct, shield."""

from .children import (
    change_name,
    change_particulars,
    record_birth,
    record_death,
    record_identifier,
    register_child,
)
from .completing import Addition, Completed, complete_children
from .homes import change_address, lift_shield, record_attendance, shield
from .joining import move_back, move_identity
from .kin import change_relationship, name_family, record_carer
from .many import register_children
from .new import NewAddress, NewAttendance, NewCarer, NewChild, NewIdentifier, NewName
from .passing import give_number_back, pass_number_on

__all__ = [
    "Addition",
    "Completed",
    "NewAddress",
    "NewAttendance",
    "NewCarer",
    "NewChild",
    "NewIdentifier",
    "NewName",
    "change_address",
    "change_name",
    "change_particulars",
    "change_relationship",
    "complete_children",
    "give_number_back",
    "lift_shield",
    "move_back",
    "move_identity",
    "name_family",
    "pass_number_on",
    "record_attendance",
    "record_birth",
    "record_carer",
    "record_death",
    "record_identifier",
    "register_child",
    "register_children",
    "shield",
]
