from django.apps import AppConfig


class Improvement(AppConfig):
    name = "teamaround.improvement"
    label = "improvement"
