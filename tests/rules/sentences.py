#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that a verdict can say is in a catalogue: sentences.py PO POT.

POT holds all texts of src/rules and of the words of needs, as xgettext -a finds them. What is not
said to a person (names of platforms' words, formats that only join) is no sentence."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "report"))
from po import entries # noqa: E402

# Texts of the code that are no words for a reader: names, patterns, parts of addresses.
SILENT = {"%sinFE", "unit one"}


def messages(path):
    """{msgid: msgstr} of entries without a context."""
    return {text: words for (context, text), words in entries(path).items() if context is None}


def is_sentence(text):
    words = re.sub(r"%(\d+\$)?[-+0-9.*]*(l|ll|z)?[a-z]", " ", text)
    # One word alone is a name, unless a value goes with it.
    return len(re.findall(r"[a-z_]{2,}", words)) > (0 if "%" in text else 1) and text not in SILENT


po, pot = (messages(p) for p in sys.argv[1:])
missing = [text for text in pot if is_sentence(text) and not po.get(text)]
for text in missing:
    print("not ok - %s has no Estonian" % text.replace("\n", " "))
if not missing:
    print("ok - %d sentences of verdicts are in Estonian" % sum(map(is_sentence, pot)))
