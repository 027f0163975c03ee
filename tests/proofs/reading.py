"""How old one must be to read a text: the Flesch-Kincaid grade, and the fixed text of a template.

Kincaid and others (1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59. Grade 6 is
read at eleven.
"""

import re
from html import unescape

SENTENCE_ENDS = r"</(?:p|h1|h2|h3|li|summary|button|title|label|section|a)>|<br>"
SILENT = re.compile(r"(?:[^laeiouy]es|(?<![td])ed|[^laeiouy]e)$")
TWO_VOWELS = re.compile(r"ia|io(?!u)|iu|eo|ua(?!r)|uo")
ONE_SOUND = re.compile(r"[tsc]ia|[tsc]io|gio|eo(?=p)|qua|gua")


def syllables(word):
    """How many syllables an English word has, by its letters."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    heard = SILENT.sub(lambda end: end[0][0] if end[0][0] not in "e" else "", word)
    count = len(re.findall(r"[aeiouy]+", heard))
    count += len(TWO_VOWELS.findall(heard)) - len(ONE_SOUND.findall(heard))
    return max(count, 1)


def grade(text):
    """The school grade at which a text is read."""
    sentences = [one for one in re.split(r"[.!?:]+(?=\s|$)", text) if re.search(r"[A-Za-z]", one)]
    words = re.findall(r"[A-Za-z’']+", text)
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59


def fixed_text(template):
    """The words that a template always holds; what is put in counts as one short word."""
    text = re.sub(
        r"\{#.*?#\}|\{%\s*(?:import|extends|include|set|from|block title).*?%\}", " ", template, flags=re.S
    )
    called = " ".join(found + "." for found in re.findall(r'button\("([^"]+)"', text))
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.S)
    text = re.sub(r"\{\{.*?\}\}", "this", text, flags=re.S)
    text = re.sub(SENTENCE_ENDS, ". ", text)
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    text = re.sub(r"\s+", " ", re.sub(r"([.!?:])(?:\s*\.)+", r"\1", f"{text} {called}"))
    return re.sub(r"(?<=\. )this\. |^ ?this\. ", "", text).strip()
