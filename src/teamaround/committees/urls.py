"""Addresses of bodies and posts, of the forward plan, of papers and of decisions."""

from django.urls import path

from .pages import bodies, decisions, meetings, papers, reading, reviewing

app_name = "committees"
urlpatterns = [
    path("bodies/", bodies.listing, name="list"),
    path("bodies/popolo.json", bodies.as_popolo, name="popolo"),
    path("bodies/add/", bodies.found, name="found"),
    path("bodies/<str:body>/", bodies.show, name="show"),
    path("bodies/<str:body>/join/", bodies.seat, name="seat"),
    path("bodies/<str:body>/rename/", bodies.change, {"what": "rename"}, name="change"),
    path("bodies/<str:body>/alias/", bodies.change, {"what": "alias"}, name="change"),
    path("bodies/<str:body>/quorum/", bodies.change, {"what": "quorum"}, name="change"),
    path("bodies/<str:body>/end/", bodies.change, {"what": "end"}, name="change"),
    path("seats/<str:membership>/end/", bodies.unseat, name="unseat"),
    path("posts/add/", bodies.make_post, name="make_post"),
    path("posts/<str:post>/", bodies.post, name="post"),
    path("posts/<str:post>/title/", bodies.retitle, name="retitle"),
    path("posts/<str:post>/hold/", bodies.hold, name="hold"),
    path("holdings/<str:holding>/end/", bodies.leave_post, name="leave_post"),
    path("forward-plan/", meetings.plan, name="plan"),
    path("forward-plan/add/", meetings.add, name="plan_item"),
    path("forward-plan/<str:item>/day/", meetings.day, name="meeting_day"),
    path("forward-plan/<str:item>/paper/", meetings.begin, name="begin_paper"),
    path("papers/", papers.listing, name="papers"),
    path("papers/<str:paper>/", papers.show, name="paper"),
    path("papers/<str:paper>/preview/", reading.preview, name="preview"),
    path("papers/<str:paper>/preview/public/", reading.public_preview, name="public_preview"),
    path("papers/<str:paper>/preview.pdf", reading.preview, {"form": "pdf"}, name="preview_pdf"),
    path("papers/<str:paper>/preview.docx", reading.preview, {"form": "docx"}, name="preview_docx"),
    path("papers/<str:paper>/copies/", reading.copies, name="copies"),
    path("papers/<str:paper>/versions/<int:number>/", reviewing.versions, name="paper_version"),
    path("papers/<str:paper>/parts/<str:part>/", papers.write, name="write_part"),
    path("papers/<str:paper>/parts/<str:part>/withhold/", papers.withhold, name="withhold"),
    path("papers/<str:paper>/parts/<str:part>/public/", papers.let_be_read, name="let_be_read"),
    path("papers/<str:paper>/parts/<str:part>/fill/", papers.fill, name="fill_part"),
    path("papers/<str:paper>/parts/<str:part>/comment/", reviewing.comment, name="comment"),
    path("papers/<str:paper>/offices/<str:office>/", reviewing.office, name="name_office"),
    path("papers/<str:paper>/offices/<str:office>/sign/", reviewing.sign, name="sign_off"),
    path("papers/<str:paper>/facts/", papers.facts_anew, name="facts_anew"),
    path("papers/<str:paper>/publish/", reviewing.publish, name="publish_paper"),
    path("papers/<str:paper>/correct/", papers.correct, name="correct_paper"),
    path("papers/<str:paper>/decided/", decisions.of_paper, name="decided"),
    path("papers/<str:paper>/decided/<str:label>/", decisions.decide, name="decide"),
    path("comments/<str:comment>/", reviewing.answer, name="answer_comment"),
    path("decisions/", decisions.standing, name="decisions"),
    path("decisions/<str:decision>/done/", decisions.carry_out, name="carry_out"),
    path("published/", reading.listing, name="published_list"),
    path("published/<str:paper>/", reading.published, name="published"),
    path("published/<str:paper>/<int:number>/", reading.published, name="published_version"),
    path("published/<str:paper>/<int:number>.pdf", reading.published, {"form": "pdf"}, name="published_pdf"),
    path(
        "published/<str:paper>/<int:number>.docx", reading.published, {"form": "docx"}, name="published_docx"
    ),
]
