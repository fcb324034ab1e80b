"""Edits that kill themselves at the n-th call that reaches the disk, run as programs of their own."""

# `left` is that call, `count_calls()` begins to count, `count_replacing()` where files are replaced
KILLER = """
import os, signal, sys

left = int(sys.argv[2])

def counted(real):
    def call(*args, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call

def count_calls():
    for name in ("replace", "unlink", "fsync", "mkdir", "rename", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))

def count_replacing():
    from factsheet.disk import journal

    real = journal.replace_all

    def replace_all(*args):
        count_calls()
        real(*args)
        print("calls", int(sys.argv[2]) - left)

    journal.replace_all = replace_all
"""
