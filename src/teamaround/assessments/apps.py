from django.apps import AppConfig


class Assessments(AppConfig):
    name = "teamaround.assessments"
    label = "assessments"
