"""`python -m quotex`: the command line."""

from quotex.cli import main

if __name__ == "__main__":
    main()
