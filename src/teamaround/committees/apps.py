from django.apps import AppConfig


class Committees(AppConfig):
    name = "teamaround.committees"
    label = "committees"
