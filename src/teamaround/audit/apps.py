from django.apps import AppConfig


class Audit(AppConfig):
    name = "teamaround.audit"
    label = "audit"
