"""The parts of allauth that we use, at our own addresses: signing in and out, and the second factor."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from teamaround.accounts.door import public

from .pages import errors

urlpatterns = [
    path("", public(account.login), name="account_login"),
    path("out/", public(account.logout), name="account_logout"),
    path("again/", public(account.reauthenticate), name="account_reauthenticate"),
    path("password/", public(account.password_change), name="account_change_password"),
    path("password/first/", errors.no_password, name="account_set_password"),
    path("ended/", public(account.account_inactive), name="account_inactive"),
    path("second/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second/again/", public(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second/yours/", public(mfa.index), name="mfa_index"),
    path("second/app/", public(totp.activate_totp), name="mfa_activate_totp"),
    path("second/app/end/", public(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second/codes/", public(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second/codes/new/",
        public(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
