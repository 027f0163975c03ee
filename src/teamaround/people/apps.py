from django.apps import AppConfig


class People(AppConfig):
    name = "teamaround.people"
    label = "people"
