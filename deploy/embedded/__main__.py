"""``python -m deploy.embedded up|manage|doctor``, called by ``./stabroek``."""

import sys

from deploy.embedded import doctor, management, supervisor
from deploy.embedded.errors import StackError
from deploy.embedded.layout import checkout


def main(words: list[str]) -> int:
    match words:
        case ["up"]:
            return supervisor.up(checkout())
        case ["manage", *rest]:
            return management.manage(checkout(), rest)
        case ["doctor"]:
            return doctor.report(checkout())
    print(
        "Usage: ./stabroek up | manage WORDS | doctor (the port is given as PORT=8001 ./stabroek up)",
        file=sys.stderr,
    )
    return 64


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(error.code)
