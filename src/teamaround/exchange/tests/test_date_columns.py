from datetime import date

import pytest

from teamaround.exchange.rules.date_columns import DateValues, check_forms, form_named, tell_forms
from teamaround.exchange.rules.fields import Field
from teamaround.exchange.rules.mapping import propose_mapping
from teamaround.exchange.rules.shapes import Row
from teamaround.kernel.dates import DateForm
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 20)


def forms(values, *, said=None, remembered=None, heading="DOB"):
    mapping = propose_mapping(["Surname", heading])
    seen = DateValues(mapping)
    for at, value in enumerate(values, start=2):
        seen.look_at(Row(at, ("A", value)))
    return tell_forms(mapping, seen, today=TODAY, said=said, remembered=remembered)


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["07/08/2015", "15/05/2013"], DateForm.DAY_MONTH_YEAR),
        (["03/27/2015"], DateForm.MONTH_DAY_YEAR),
        (["2015-03-27", "2015-03-01 00:00:00"], DateForm.YEAR_MONTH_DAY),
        (["20150327"], DateForm.COMPACT),
        (["27-Mar-2015"], DateForm.DAY_NAMED_MONTH),
        (["27/03/2015 00:00", "n/a", ""], DateForm.DAY_MONTH_YEAR),
    ],
)
def test_columns_whose_form_is_certain(values, form):
    assert check_forms(forms(values)) == {Field.BORN_ON: form}


@pytest.mark.parametrize(
    "values", [["03/04/2015", "05/06/2016"], ["2015-03-27", "13/03/2015"], ["42090"], ["sometime"]]
)
def test_columns_that_a_person_has_to_settle(values):
    with pytest.raises(Refusal, match="How does the column 'DOB' write its dates") as refused:
        check_forms(forms(values))
    assert refused.value.field == "dates"
    settled = forms(values, said={Field.BORN_ON: DateForm.DAY_MONTH_YEAR})
    assert check_forms(settled) == {Field.BORN_ON: DateForm.DAY_MONTH_YEAR}


def test_what_was_said_last_time_settles_doubts_and_nothing_else():
    last = {Field.BORN_ON: DateForm.MONTH_DAY_YEAR}
    assert check_forms(forms(["03/04/2015"], remembered=last)) == last
    assert check_forms(forms(["27/03/2015"], remembered=last)) == {Field.BORN_ON: DateForm.DAY_MONTH_YEAR}


def test_an_empty_column_of_dates_is_no_question():
    assert check_forms(forms(["", "n/a"])) == {}


def test_forms_as_people_type_them():
    assert form_named("dd/mm/yyyy") is DateForm.DAY_MONTH_YEAR
    assert form_named("DMY") is DateForm.DAY_MONTH_YEAR
    assert form_named("YYYYMMDD") is DateForm.COMPACT
    assert form_named("yyyy-mm-dd") is DateForm.YEAR_MONTH_DAY
    with pytest.raises(Refusal, match="is not a form of date"):
        form_named("whenever")
