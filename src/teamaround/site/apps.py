from django.apps import AppConfig


class Site(AppConfig):
    name = "teamaround.site"
    label = "site"
