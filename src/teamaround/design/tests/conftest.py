"""The design alone, with no more of Django than pages need."""

import django
import pytest
from django.conf import settings

from teamaround.design.environment import templates

ENGINE = {
    "BACKEND": "django.template.backends.jinja2.Jinja2",
    "DIRS": templates(),
    "OPTIONS": {
        "environment": "teamaround.design.environment.environment",
        "context_processors": ["teamaround.design.render.page_context"],
    },
}
