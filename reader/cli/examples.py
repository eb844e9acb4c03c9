"""Examples at the end of each command's help."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "read": """\
examples:
  enregard                         continue reading
  enregard article.txt             add a text and read it
  enregard add articles/           add every text of a folder
  enregard show etat --both        print an article with its translation
  enregard marks --json            all highlights and notes, for other programs

To open a file named like a command, use ./NAME: enregard ./add""",
    "add": """\
examples:
  enregard add article.txt                       with article.en.txt as its translation, if it exists
  enregard add article.md --english english.md   with the given translation
  enregard add zeitung.txt --language de         a German text (or put `language: de` in its header)
  enregard add articles/                         every .txt, .md and .markdown file, except hidden ones

Blank lines separate paragraphs. A translation must have the same number of paragraphs.
Adding a text twice does not duplicate it.""",
    "list": """\
examples:
  enregard list
  enregard list --archived
  enregard list --json | jq -r '.[].title'""",
    "show": """\
examples:
  enregard show 000_3058addbbcf4618e     by file name
  enregard show etat --both              by words from its title, translation below each paragraph
  enregard show 1f3c --marks --width 60  by the start of its id, with highlights and notes

[from deepl] or [your translation] marks other translations than the article’s; --json gives the origin of each.
A highlight is printed as [1 yellow: text]; its note follows the paragraph.""",
    "translate": """\
examples:
  enregard translate etat --engine libretranslate      translate missing paragraphs with your own server
  enregard translate etat chat --engine deepl --agree  for scripts: agree to what is sent

The first time, you see which host an online engine uses and what is sent. Nothing is sent before you agree.
Save keys with `enregard config key`; addresses and model files belong in the settings file.
Ctrl+C stops; translations so far are saved, and the next run continues from there.""",
    "translations": """\
examples:
  enregard translations                                  counts of saved translations, by origin
  enregard translations --json
  enregard translations export -o memory.tmx             for other translation programs
  enregard translations import memory.tmx
  enregard translations forget --engine mymemory""",
    "translations export": """\
examples:
  enregard translations export -o memory.tmx
  enregard translations export --format text > memory.txt

Both formats include the origin, engine and date of each translation; importing them restores everything.""",
    "translations import": """\
examples:
  enregard translations import memory.tmx
  enregard translations import other.tmx --to de

Formats: TMX, or text with a line “fr: …” followed by a line “en: …” for each paragraph. Imported translations are
used where there is no better one. They never replace your translations or those of articles.""",
    "translations forget": """\
examples:
  enregard translations forget --engine mymemory
  enregard translations forget --article syene
  enregard translations forget --engine google --older-than 90

Deletes only translations by engines or from imported files, never your own or those of articles.""",
    "config": """\
examples:
  enregard config                 show the settings and where they are
  enregard config --json
  enregard config key deepl       save an engine’s key; it is not shown while you type
  pass deepl | enregard config key deepl
  enregard config key deepl --forget
  enregard config consent         which engines may be used, and what they are sent""",
    "config consent": """\
examples:
  enregard config consent
  enregard config consent google
  enregard config consent google --forget     nothing is sent until you agree again

Takes effect at once, even in an open reader. Existing translations are kept. (In the reader: X in the engine list.)""",
    "config key": """\
examples:
  enregard config key deepl
  pass deepl | enregard config key deepl    the first line is the key
  enregard config key deepl --keyring       needs the Python package "keyring"
  enregard config key deepl --forget

The key is saved in the file "keys" beside the settings, which only you can read, or in the system keyring (service
"enregard", user "deepl"). Priority: ENREGARD_DEEPL_KEY in the environment, then the file, then the keyring.""",
    "marks": """\
examples:
  enregard marks                 from all articles
  enregard marks etat            from one article
  enregard marks --json > marks.json""",
}
"""By command name; ``read`` is the start without a command."""
