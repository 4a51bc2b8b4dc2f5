"""The version of the package, where every stage may read it."""

VERSION = "0.1.0"
