"""Addresses of reviews."""

from django.urls import path

from .pages import reviews

app_name = "improvement"
urlpatterns = [
    path("improvement/reviews/", reviews.listing, name="reviews"),
    path("improvement/reviews/add/", reviews.enter, name="enter_review"),
    path("improvement/reviews/<str:review>/", reviews.show, name="review"),
    path("improvement/reviews/<str:review>/published/", reviews.publish, name="publish"),
    path("improvement/reviews/<str:review>/judged/", reviews.judge, name="judge"),
    path("improvement/reviews/<str:review>/found/", reviews.find, name="find"),
    path("improvement/reviews/<str:review>/recommended/", reviews.recommend, name="recommend"),
    path("improvement/recommendations/<str:recommendation>/settled/", reviews.settle, name="settle"),
]
