"""The examples that each command's help ends with; loads nothing."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "read": """\
examples:
  enregard                         go on reading where you left off
  enregard article.txt             add a text and read it
  enregard add articles/           add every text of a folder
  enregard show etat --both        print an article with its English
  enregard marks --json            every highlight and note, for other programs

A file that is called like a command is meant when written with its folder: enregard ./add""",
    "add": """\
examples:
  enregard add article.txt                       its English comes from article.en.txt beside it
  enregard add article.md --english english.md   its English comes from the file named
  enregard add zeitung.txt --language de         a text in German; `language: de` at its head says so too
  enregard add articles/                         every .txt, .md and .markdown inside, except hidden ones

Blank lines separate paragraphs; the English has as many. The same text twice is one article.""",
    "list": """\
examples:
  enregard list
  enregard list --archived
  enregard list --json | jq -r '.[].title'""",
    "show": """\
examples:
  enregard show 000_3058addbbcf4618e     by the name of its file
  enregard show etat --both              by words of its title; the English stands under each paragraph
  enregard show 1f3c --marks --width 60  by the beginning of its id, with your highlights and notes

Where English did not come with the text, [from deepl] or [your own words] stands before it; --json says it of each paragraph.
A highlight is shown as [1 yellow: the words]; its note follows the paragraph.""",
    "translate": """\
examples:
  enregard translate etat --engine libretranslate      the paragraphs without English, from your own server
  enregard translate etat chat --engine deepl --agree  for scripts: agrees to what is sent

The first time, an engine that is not on your machine is named with its host and what it is sent, and nothing is sent
before you agree. Keys are given with `enregard config key`; addresses and model files stand in the settings file.
What came is kept when you press ctrl+c; the next run goes on from there.""",
    "translations": """\
examples:
  enregard translations                                  how much is remembered, and from whom
  enregard translations --json
  enregard translations export -o memory.tmx             for other translation programs
  enregard translations import memory.tmx
  enregard translations forget --engine mymemory""",
    "translations export": """\
examples:
  enregard translations export -o memory.tmx
  enregard translations export --format text > memory.txt

Both say whose words each paragraph has, which engine said it and when; brought in again, nothing of it is lost.""",
    "translations import": """\
examples:
  enregard translations import memory.tmx
  enregard translations import other.tmx --to de

TMX, or text with a line “fr: …” for a paragraph and a line “en: …” under it. What another program wrote is remembered as
from that file, and shown where nothing better is known. Your own words, and those that came with a text, are never replaced.""",
    "translations forget": """\
examples:
  enregard translations forget --engine mymemory
  enregard translations forget --article syene
  enregard translations forget --engine google --older-than 90

Only what engines said, or files brought in; your own words and those that came with a text stay.""",
    "config": """\
examples:
  enregard config                 where the settings file is, and what holds now
  enregard config --json
  enregard config key deepl       give an engine its key; it is not shown while you type
  pass deepl | enregard config key deepl
  enregard config key deepl --forget
  enregard config consent         which engines you agreed to, and what they are sent""",
    "config consent": """\
examples:
  enregard config consent
  enregard config consent google
  enregard config consent google --forget     you are asked again before anything more is sent

It holds at once, also in a reader that is open. What came is kept. (In the reader: X in the list of engines.)""",
    "config key": """\
examples:
  enregard config key deepl
  pass deepl | enregard config key deepl    the first line is the key
  enregard config key deepl --keyring       where the Python package "keyring" is installed
  enregard config key deepl --forget

The key goes into the file "keys" beside the settings, which you alone can read, or into the system's keyring (service
"enregard", user "deepl"). ENREGARD_DEEPL_KEY in the environment comes before the file, the file before the keyring.""",
    "marks": """\
examples:
  enregard marks                 those of every article
  enregard marks etat            those of one article
  enregard marks --json > marks.json""",
}
"""By the command's name; ``read`` stands for no command, the reader's window."""
