"""Holds XML files against a schema: junit.py SCHEMA FILE..."""

import sys

import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
for path in sys.argv[2:]:
    schema.validate(path)
