"""Django's handle on tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks given and reported on."""

    name = "soxa.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
