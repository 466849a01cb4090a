"""Becomes another program, after telling the kernel what happens to it when its parent dies.

``python -I -S launch.py SIGNAL USER COMMAND...``: SIGNAL is sent to the program at the death of its parent
(Linux; elsewhere the guardian alone does it). USER is ``same`` or ``nobody``: PostgreSQL refuses to run as
root, so a start by root gives it the powerless user id 65534, with the one capability it needs to reach a
checkout below a folder that only root may enter. Nothing has to be installed and no file permission changes.
Standard library only.
"""

import ctypes
import os
import signal
import sys

NOBODY = 65534
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAP_DAC_OVERRIDE = 1
LINUX_CAPABILITY_VERSION_3 = 0x20080522


def checked(result: int) -> None:
    """Turn a failed libc call into the OSError that says why."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def become_nobody(libc: ctypes.CDLL) -> None:
    """Give up root but for reaching files; see capabilities(7), "Ambient capability set"."""
    linux = sys.platform == "linux"
    if linux:
        checked(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    if linux:
        header = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
        kept = 1 << CAP_DAC_OVERRIDE
        checked(libc.capset(header, (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)))
        checked(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0))


def main() -> None:
    death_signal, user, *command = sys.argv[1:]
    parent = os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    if user == "nobody":
        become_nobody(libc)
    if sys.platform == "linux":
        # After the change of user, which clears it.
        checked(libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0))
        if os.getppid() != parent:
            sys.exit(1)
    # The parent holds its ending signals back while it starts and books a child.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execv(command[0], command)  # noqa: S606 - this is what the program is for


if __name__ == "__main__":
    main()
