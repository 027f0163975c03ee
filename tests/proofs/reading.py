"""The fixed text of a template, for reading its grade."""

import re
from html import unescape

SENTENCE_ENDS = r"</(?:p|h1|h2|h3|li|summary|button|title|label|section|a)>|<br>"


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
