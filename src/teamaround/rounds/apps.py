from django.apps import AppConfig


class Rounds(AppConfig):
    name = "teamaround.rounds"
    label = "rounds"
