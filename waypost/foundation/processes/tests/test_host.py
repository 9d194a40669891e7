import os
import subprocess
import sys

from waypost.foundation.processes import host


def test_a_process_is_known_by_its_number_and_its_start():
    me = host.identity()

    assert me.pid == os.getpid()
    assert me.pid_started
    assert host.started(me.pid) == me.pid_started


def test_a_process_that_ended_has_no_start_even_before_it_is_buried():
    child = subprocess.Popen([sys.executable, "-S", "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)

    assert host.started(child.pid) == ""
    child.wait()


def test_ending_a_process_needs_the_right_start():
    child = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    begun = host.started(child.pid)

    assert host.end(child.pid, "another start") is True
    assert child.poll() is None
    assert host.end(child.pid, begun) is True
    assert child.wait() < 0
