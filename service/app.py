"""The application factory."""

import logging

from flask import Flask

from service import errors, headers, health, logs, model_info, request_id, score, serving
from service.orjson_provider import OrjsonProvider
from service.serving import Scorer
from service.settings import Settings, unknown_variables


def create_app(settings: Settings | None = None, engine: Scorer | None = None) -> Flask:
    """
    Make the application. It starts without a model as well, and then says so where it is asked.

    :param settings: The settings; read from the environment where they are None.
    :param engine: The engine; the artifact in the settings' folder is loaded where it is None.
    :return: The application.
    :raises SettingsError: If the environment holds a setting that is not allowed.
    :raises RegistryError: If a file of actors and issues that the settings name cannot be used.
    """
    from_environment = settings is None
    settings = settings or Settings.from_environment()
    logs.configure(settings.log_level)
    if from_environment and (unknown := unknown_variables()):
        logs.log_event(logging.WARNING, "unknown_settings", names=unknown)

    app = Flask("service", static_folder=None)
    app.json = OrjsonProvider(app)
    # OPTIONS is then a 405 with Allow like any other method, where Flask would answer with an empty page.
    app.config.update(MAX_CONTENT_LENGTH=settings.max_body_bytes, PROVIDE_AUTOMATIC_OPTIONS=False)
    # Flask would redirect `//v1/score` by an HTML page.
    app.url_map.merge_slashes = False

    serving.init_app(app, settings, engine)
    errors.init_app(app)
    for part in (logs, headers, request_id):
        part.init_app(app)
    for topic in (health, model_info, score):
        app.register_blueprint(topic.blueprint)
    return app
