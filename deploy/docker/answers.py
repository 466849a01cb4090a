"""Health of a container: ``answers.py PORT [PATH]`` ends with 0 when a page comes back."""

import http.client
import sys


def main() -> int:
    port, path = int(sys.argv[1]), (sys.argv[2:] or ["/"])[0]
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        line.request("GET", path)
        return 0 if line.getresponse().status < 400 else 1
    except (OSError, http.client.HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
