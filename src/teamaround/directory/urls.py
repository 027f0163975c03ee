"""Addresses of the directory's pages."""

from django.urls import path

from .pages import (
    coming_in,
    confirming,
    finding,
    keeping,
    local_offer,
    mapping,
    newcomers,
    shortlist,
    signing_up,
    sources,
    suggesting,
    told,
    translating,
    yours,
)
from .rules.local_offer import statements

app_name = "directory"
urlpatterns = [
    path("directory/", finding.find, name="find"),
    path("directory/services/<uuid:key>/", finding.show, name="service"),
    path("directory/services/<uuid:key>/keep/", shortlist.keep, name="keep"),
    path("directory/services/<uuid:key>/suggest/", suggesting.suggest, name="suggest"),
    path("directory/services/<uuid:key>/change/", keeping.change, name="change"),
    path("directory/services/<uuid:key>/room/", keeping.room, name="room"),
    path("keeping/local-offer/", local_offer.gaps, name="gaps"),
    path("keeping/local-offer/comments/<uuid:key>/", local_offer.answer, name="comment_answer"),
    path("keeping/local-offer/<str:key>/", local_offer.write, name="write_part"),
    path("directory/services/<uuid:key>/languages/", translating.languages, name="languages"),
    path("directory/services/<uuid:key>/languages/<str:language>/", translating.translate, name="translate"),
    path("keeping/directory/", keeping.keeping, name="keeping"),
    path("keeping/directory/sources/", sources.sources, name="sources"),
    path("keeping/directory/sources/allowed/", sources.allowed, name="allowed"),
    path("keeping/directory/sources/<uuid:key>/", sources.source, name="source"),
    path("keeping/directory/sources/<uuid:key>/change/", sources.change_source, name="source_change"),
    path("keeping/directory/told/<uuid:key>/", told.told, name="told"),
    path("keeping/directory/organisations/<uuid:key>/", newcomers.newcomer, name="newcomer"),
    path("keeping/directory/<uuid:key>/", keeping.decide, name="decide"),
    path("directory/outlines.json", mapping.outlines, name="outlines"),
    path("directory/still-right/<uuid:key>/", confirming.still_right, name="still_right"),
    path("directory/sign-up/", signing_up.sign_up, name="sign_up"),
    path("directory/sign-up/sent/", signing_up.signed_up, name="signed_up"),
    path("directory/yours/", yours.yours, name="yours"),
    path("directory/yours/open/<str:secret>/", coming_in.arrive, name="own_arrive"),
    path("directory/yours/code/", coming_in.code, name="own_code"),
    path("directory/yours/link/", coming_in.own_link, name="own_link"),
    path("directory/yours/leave/", coming_in.leave, name="own_leave"),
    path("directory/yours/new/", yours.new, name="own_new"),
    path("directory/yours/<uuid:key>/", yours.own_entry, name="own_entry"),
    path("directory/shortlist/", shortlist.shortlist, name="shortlist"),
    path("directory/shortlist/printed/", shortlist.printed, name="printed"),
    path("directory/shortlist/printed/services.pdf", shortlist.printed, {"as_pdf": True}, name="printed_pdf"),
]
for _code in statements():
    _which = {"which": _code}
    urlpatterns += [
        path(f"directory/{_code}/", local_offer.statement, _which, name=_code),
        path(f"directory/{_code}/comment/", local_offer.comment, _which, name=f"{_code}_comment"),
    ]
