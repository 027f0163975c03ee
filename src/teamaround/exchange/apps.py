from django.apps import AppConfig


class Exchange(AppConfig):
    name = "teamaround.exchange"
    label = "exchange"
