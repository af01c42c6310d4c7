"""Holds a JUnit file against a schema. Usage: python junit.py SCHEMA.xsd FILE.xml"""

import sys

from lxml import etree

schema, file = (etree.parse(path) for path in sys.argv[1:])
etree.XMLSchema(schema).assertValid(file)
