"""Addresses of reviews and plans."""

from django.urls import path

from .pages import actions, measuring, months, plans, reviews

app_name = "improvement"
urlpatterns = [
    path("improvement/reviews/", reviews.listing, name="reviews"),
    path("improvement/reviews/add/", reviews.enter, name="enter_review"),
    path("improvement/reviews/<str:review>/", reviews.show, name="review"),
    path("improvement/reviews/<str:review>/published/", reviews.publish, name="publish"),
    path("improvement/reviews/<str:review>/judged/", reviews.judge, name="judge"),
    path("improvement/reviews/<str:review>/found/", reviews.find, name="find"),
    path("improvement/reviews/<str:review>/recommended/", reviews.recommend, name="recommend"),
    path("improvement/reviews/<str:review>/plan/", plans.begin, name="begin_plan"),
    path("improvement/plans/", plans.listing, name="plans"),
    path("improvement/plans/<str:plan>/", plans.show, name="plan"),
    path("improvement/plans/<str:plan>/agree/", plans.move, {"move": "agree"}, name="move"),
    path("improvement/plans/<str:plan>/consult/", plans.move, {"move": "consult"}, name="move"),
    path("improvement/plans/<str:plan>/finish/", plans.move, {"move": "finish"}, name="move"),
    path("improvement/plans/<str:plan>/watch/", plans.watch, name="watch"),
    path("improvement/plans/<str:plan>/amendments/", plans.amendments, name="amendments"),
    path("improvement/plans/<str:plan>/plan.csv", plans.sheet_out, {"kind": "csv"}, name="sheet_out"),
    path("improvement/plans/<str:plan>/plan.xlsx", plans.sheet_out, {"kind": "xlsx"}, name="sheet_out"),
    path("improvement/plans/<str:plan>/file/", plans.sheet_in, name="sheet_in"),
    path("improvement/plans/<str:plan>/add/", actions.add, name="add_action"),
    path("improvement/actions/<str:action>/", actions.show, name="action"),
    path("improvement/actions/<str:action>/change/", actions.change, name="change_action"),
    path("improvement/actions/<str:action>/amend/", actions.amend, name="amend"),
    path("improvement/actions/<str:action>/update/", months.update, name="update"),
    path("improvement/actions/<str:action>/evidence/", months.evidence, name="evidence"),
    path("improvement/actions/<str:action>/measure/", measuring.measure, name="measure"),
    path("improvement/measured/<str:measured>/baseline/", measuring.baseline, name="baseline"),
    path("improvement/measured/<str:measured>/anew/", measuring.begin_anew, name="begin_anew"),
    path("improvement/plans/<str:plan>/mine/", months.mine, name="mine"),
    path("improvement/plans/<str:plan>/months/", months.months, name="months"),
    path("improvement/months/<str:month>/", months.month, name="month"),
    path("improvement/months/<str:month>/text/", months.as_text, name="month_text"),
    path("improvement/amendments/<str:amendment>/", plans.amendment, name="amendment"),
    path("improvement/recommendations/<str:recommendation>/settled/", reviews.settle, name="settle"),
]
