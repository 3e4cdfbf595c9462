"""Signals on AI use, wherever they travel: in a page, a feed, a wire file, and in what stands around a fetched page.

Readers of formats say what they find through `say_signal`; `Surroundings` reads the HTTP headers of a page and the
files of its site. What a signal means is data (`vocab/ai_signals.toml`).
"""
