"""The pure core: articles, spans, sentences, highlights. No I/O, no clock, no screen."""
