from django.apps import AppConfig


class Directory(AppConfig):
    name = "teamaround.directory"
    label = "directory"
