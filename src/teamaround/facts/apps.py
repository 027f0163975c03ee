from django.apps import AppConfig


class Facts(AppConfig):
    name = "teamaround.facts"
    label = "facts"
