"""Addresses of plans and agreements."""

from django.urls import path

from .pages import (
    actions,
    agreeing,
    closing,
    goals,
    handing_over,
    judging,
    leading,
    plan,
    putting_right,
    reviewing,
    signing,
    together,
)
from .team_urls import urlpatterns as of_teams

app_name = "episodes"
urlpatterns = [
    path("children/<str:child>/plan/", agreeing.of_child, name="of_child"),
    path("children/<str:child>/agreement/", agreeing.agreement, name="agreement"),
    path("children/<str:child>/agreement/record/", agreeing.agree, name="agree"),
    path("children/<str:child>/agreement/withdraw/", agreeing.withdraw, name="withdraw"),
    path("children/<str:child>/agreement/correct/", putting_right.correct, name="correct"),
    path("children/<str:child>/agreement/said-no/", putting_right.said_no, name="said_no"),
    path("children/<str:child>/agreement/sign/", signing.sign, name="sign"),
    path("signatures/<str:signature_ref>/", signing.show, name="signature"),
    path("signatures/<str:signature_ref>/take-out/", signing.take_out, name="signature_out"),
    path("children/<str:child>/decides/", judging.of_child, name="judgements"),
    path("children/<str:child>/decides/judge/", judging.judge, name="judge"),
    path("judgements/<str:judgement>/mistake/", judging.wrong, name="judgement_wrong"),
    path("plans/people-i-manage/", handing_over.my_people, name="my_people"),
    path("plans/<str:episode>/", plan.show, name="show"),
    path("plans/<str:episode>/actions/add/", actions.add, name="add_action"),
    path("plans/<str:episode>/goals/add/", goals.add, name="add_goal"),
    path("goals/<str:goal>/", goals.change, name="goal"),
    path("goals/<str:goal>/settle/", goals.settle, name="settle_goal"),
    path("plans/<str:episode>/review/", reviewing.record, name="review"),
    path("plans/<str:episode>/review/day/", reviewing.choose_day, name="review_day"),
    path("reviews/<str:review>/", reviewing.show, name="read_review"),
    path("plans/<str:episode>/close/", closing.close, name="close"),
    path("plans/<str:episode>/open-again/", closing.reopen, name="reopen"),
    path("plans/<str:episode>/children/", together.children, name="children"),
    path("plans/<str:episode>/children/<str:child>/agree/", together.agree, name="agree_for"),
    path("plans/<str:episode>/children/<str:child>/leave/", together.leave, name="child_leaves"),
    path("plans/<str:episode>/lead/", leading.ask, name="lead"),
    path("plans/<str:episode>/lead/answer/", leading.answer, name="lead_answer"),
    path("plans/<str:episode>/lead/take-back/", leading.take_back, name="take_back"),
    path("plans/<str:episode>/lead/end/", leading.end, name="end_lead"),
    path("plans/<str:episode>/lead/hand-over/", handing_over.hand_over, name="hand_over"),
    path("plans/<str:episode>/lead/cover/", handing_over.cover, name="cover"),
    path("plans/<str:episode>/lead/protection/", handing_over.protection_lead, name="protection_lead"),
    path("actions/<str:action>/", actions.change, name="action"),
    *of_teams,
]
