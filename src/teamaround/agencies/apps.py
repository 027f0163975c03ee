from django.apps import AppConfig


class Agencies(AppConfig):
    name = "teamaround.agencies"
    label = "agencies"
