"""The lessons that come with this package, a folder each; docs/authoring.md helps to write one."""
