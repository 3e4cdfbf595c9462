"""`provenance desk`: the local web page for editors."""

from __future__ import annotations

import click

from provenance.cli import say
from provenance.cli.ledger.options import opened, places
from provenance.config import Config

_PORT = 8743


@click.command("desk", epilog="Example: provenance desk -p 0")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen here; others need a token.")
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0: a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option("--keep-days", type=click.IntRange(1), metavar="DAYS", help="Keep the texts so long; default: for good.")
@places
def command(
    host: str, port: int, no_browser: bool, keep_days: int | None, ledger: str | None, config: str | None
) -> None:
    """Open a page in the browser to check stories, and to see what the ledger holds.

    It stays on this machine. With --host and another address, everybody who asks needs the token that is printed.
    End it with Ctrl-C.
    """
    import secrets
    import threading
    import webbrowser

    from provenance.web import create_app
    from provenance.web.guard import Guard, is_loopback
    from provenance.web.serve import serving, warm_up

    settings = Config.load(config)
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    with opened(ledger, settings, create=True) as kept:
        kept.purge()  # texts whose time is over
        app = create_app(kept, settings, Guard(host, token), keep_days=keep_days)
        with serving(app, host, port) as server:
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{server.server_port}/{f'?token={token}' if token else ''}"
            click.echo(address)
            say(f"the ledger is {kept.path}; Ctrl-C ends the desk")
            warm_up(app)
            if not no_browser:  # beside us, since a browser in the terminal comes back only when it is left
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                say("the desk is closed")
