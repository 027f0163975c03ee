import time

import pytest

from teamaround.site.demo.county import plan_county


@pytest.mark.django_db
def test_try():
    from conftest import NOON

    from teamaround.site.demo.loading import load

    county = plan_county(2000, 2026, today=NOON.date())
    s = time.time()
    m = load(county, now=NOON, progress=lambda *a: None, in_bulk=False, processes=0)
    print(len(m), time.time() - s)
