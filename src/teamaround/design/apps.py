from django.apps import AppConfig


class Design(AppConfig):
    name = "teamaround.design"
    label = "design"
