"""Django's handle on invented books."""

from django.apps import AppConfig


class SamplesConfig(AppConfig):
    """No models of its own."""

    name = "soxa.samples"
    label = "samples"
