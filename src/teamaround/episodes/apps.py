from django.apps import AppConfig


class Episodes(AppConfig):
    name = "teamaround.episodes"
    label = "episodes"
