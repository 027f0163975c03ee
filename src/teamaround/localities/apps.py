from django.apps import AppConfig


class Localities(AppConfig):
    name = "teamaround.localities"
    label = "localities"
