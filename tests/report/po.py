# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads catalogues of sentences as gettext writes them."""
import ast
import re


def entries(path):
    """{(context, msgid): msgstr}; without a context it is None."""
    found, entry, field = {}, {}, None
    with open(path, encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.strip()
            m = re.match(r'(msgctxt|msgid|msgstr) (".*")$', line)
            if m:
                field = m.group(1)
                entry[field] = ast.literal_eval(m.group(2))
            elif line.startswith('"') and field:
                entry[field] += ast.literal_eval(line)
            elif not line:
                if "msgid" in entry:
                    found[entry.get("msgctxt"), entry["msgid"]] = entry.get("msgstr", "")
                entry, field = {}, None
    return found
