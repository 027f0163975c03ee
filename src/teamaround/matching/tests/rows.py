"""Rows and records for the tests: Hypothesis strategies, and short ways to write a line."""

from datetime import date

from hypothesis import strategies as st

from teamaround.matching.records import COLUMNS, read_record

TODAY = date(2026, 11, 22)
GIVEN = [
    "Aisha", "Ayesha", "Elizabeth", "Lizzie", "Mohammed Ali", "Muhammad", "Ali", "Jaxon", "Jakson", "Siobhán",
    "Shevaun", "Lily-Mae", "Lilymae", "Baby", "J", "Wei", "小龙", "نور", "Olivia", "Oliwia", "", "Jean Paul",
]  # fmt: skip
FAMILY = [
    "Smith", "Smyth", "Smith-Jones", "Jones", "O'Brien", "OBrien", "van der Berg", "Berg", "Kowalska", "Kowalski",
    "Wei", "Chen", "Abdirahman", "Unknown", "李", "الحسن", "",
]  # fmt: skip
BIRTHS = [
    "2015-04-03",
    "2015-03-04",
    "2015-04-08",
    "2015-01-01",
    "2005-04-03",
    "2015-04-30",
    "2016-04-03",
    "nonsense",
    "",
]
POSTCODES = ["ZX1 2AB", "ZX1 2AD", "zx12ab", "ZX9 9ZZ", "2112", "2121", ""]
ADDRESSES = ["12 High Street", "Flat 1, 12 High Street", "14 High Street", "12 High St", "The Old Mill", ""]
NHS = ["9434765919", "943 476 5919", "9434765918", "4010232137", ""]
UPNS = ["B801200005001", "A801200005001", "W801200005002", ""]

lines = st.fixed_dictionaries(
    {
        "first_name": st.sampled_from(GIVEN),
        "middle_names": st.sampled_from(["", "", "Rose", "Ali", "Jama Farah"]),
        "last_name": st.sampled_from(FAMILY),
        "previous_last_name": st.sampled_from(["", "", "Jones", "Chen"]),
        "known_as": st.sampled_from(["", "", "Lizzie", "Ali"]),
        "sex": st.sampled_from(["F", "M", "female", ""]),
        "dob": st.sampled_from(BIRTHS),
        "postcode": st.sampled_from(POSTCODES),
        "previous_postcode": st.sampled_from(["", "", "ZX1 2AB"]),
        "address_line": st.sampled_from(ADDRESSES),
        "nhs_number": st.sampled_from(NHS),
        "upn": st.sampled_from(UPNS),
        "phone": st.sampled_from(["07700900123", "07700900456", ""]),
        "email": st.sampled_from(["a@home.test", ""]),
        "agency": st.sampled_from(["school", "police", "nobody's", ""]),
    }
)


def record(record_id="R1", *, faults=None, **said):
    """A record of one line."""
    assert set(said) <= set(COLUMNS), said
    return read_record(
        {"record_id": record_id, **said}, line=2, on=TODAY, faults=[] if faults is None else faults
    )
