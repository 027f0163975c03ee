from django.apps import AppConfig


class Sharing(AppConfig):
    name = "teamaround.sharing"
    label = "sharing"
