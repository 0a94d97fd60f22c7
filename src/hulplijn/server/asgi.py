"""The ASGI application: live chat beside Django."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hulplijn.server.settings")

from django.core.asgi import get_asgi_application

application: Any = get_asgi_application()
