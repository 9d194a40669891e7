from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "waypost.loop.promotion"
    label = "promotion"
