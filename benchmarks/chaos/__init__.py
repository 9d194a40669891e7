"""Nothing twice, lost or stuck while publishers die and networks do everything wrong."""
