"""`hulplijn serve`."""

from __future__ import annotations

import gc
import os
import socket

from hulplijn.server.commands.desk import console, refuse, writing_process


def serve() -> None:
    """Serve the helpline (settings come from the environment; see docs/operate/)."""
    from hulplijn.server.environment import read

    require_free(*read(os.environ).listen)
    gc.disable()  # nearly all that a start makes stays; `Life` enables it
    with writing_process():
        serve_on()


def require_free(host: str, port: int) -> None:
    """Refuse where somebody listens on that port already, before anything is made or printed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError:
            refuse(
                f"Port {port} on {host} is taken or not ours. Choose another, such as {host}:{port + 1}: "
                "for the demonstration with --listen, else in HULPLIJN_LISTEN."
            )


def serve_on() -> None:
    """Serve until told to end; the data folder is held."""
    from hulplijn.server.starting import AlreadyServed, among_others

    try:
        with among_others():
            _run_server()
    except AlreadyServed:
        refuse(
            "Another server is running on this database. For several, set HULPLIJN_REDIS_URL to one Redis "
            "for all of them; else stop the other one first."
        )


def _run_server() -> None:
    import uvicorn
    from django.conf import settings

    from hulplijn.server.environment import read
    from hulplijn.server.patience import PatientHttp

    host, port = read(os.environ).listen
    console.print(f"Hulplijn listens on http://{host}:{port}/ ({settings.HULPLIJN_MODE})", highlight=False)
    uvicorn.run(
        "hulplijn.server.asgi:application",
        host=host.strip("[]"),
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=PatientHttp,
        ws="websockets-sansio",
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        # A line that is cut without a word must end within seconds, so that the other side is told.
        ws_ping_interval=8,
        ws_ping_timeout=8,
        timeout_graceful_shutdown=3,
        proxy_headers=False,
    )
