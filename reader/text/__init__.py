"""The pure core: articles, spans, sentences, marks. No I/O, no clock, no screen."""
