"""Addresses of the administrator's pages."""

from django.urls import path

from .pages import accounts_admin as pages
from .pages import tokens

app_name = "accounts"
ONE = "accounts/<str:account>/"
urlpatterns = [
    path("accounts/", pages.accounts, name="list"),
    path("accounts/new/", pages.new, name="new"),
    path("accounts/programs/", tokens.programs, name="programs"),
    path(ONE, pages.show, name="show"),
    path(ONE + "duties/", pages.grant, name="grant"),
    path(ONE + "duties/<str:duty>/end/", pages.end_duty, name="end_duty"),
    path(ONE + "dates/", pages.dates, name="dates"),
    path(ONE + "password/", pages.password, name="password"),
    path(ONE + "second-factor/", pages.second_factor, name="second_factor"),
    path(ONE + "tokens/", tokens.make, name="make_token"),
    path(ONE + "tokens/<int:token>/end/", tokens.end, name="end_token"),
    path(ONE + "end/", pages.end, name="end"),
]
