"""validate.py SCHEMA DOCUMENT...: says in TAP which documents are valid against the schema."""
import json
import os
import sys

import jsonschema

schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
print("ok - the schema is a JSON Schema")
validator = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    if not os.path.exists(name):
        continue
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(json.load(open(name)))]
    print(f"{'not ok' if errors else 'ok'} - {name.split('/')[-2]}/{name.split('/')[-1]} is valid")
    for error in errors[:5]:
        print("  " + error)
