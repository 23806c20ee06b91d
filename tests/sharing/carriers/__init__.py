"""What carries a shared folder from one computer to another, as the tests use it: real programs on this machine.

Nothing here installs a program: a fixture skips with the reason where one is missing. `.ci/run` installs them.
"""
