"""The `soxa` command."""

from soxa.commands import main

if __name__ == "__main__":
    main()
