from django.apps import AppConfig


class Accounts(AppConfig):
    name = "teamaround.accounts"
    label = "accounts"
