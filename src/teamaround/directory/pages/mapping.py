"""The ground of the map beside the results: the outlines of the localities, and nothing from elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from teamaround.kernel import clock
from teamaround.localities import queries as localities

from .door import open_page

AN_HOUR = 3600
NEAR_ENOUGH = 4  # decimals of a degree: some ten metres


@open_page
def outlines(http: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The localities of today as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": place.name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[round(number, NEAR_ENOUGH) for number in point] for point in ring]
                    for ring in place.outline
                ],
            },
        }
        for place in localities.localities(on=clock.today())
    ]
    answer = JsonResponse({"type": "FeatureCollection", "features": features})
    answer.headers["Content-Type"] = "application/geo+json"
    answer.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return answer
