"""`python -m clientroute` is the same as `clientroute`."""

from clientroute.cli import main

main()
