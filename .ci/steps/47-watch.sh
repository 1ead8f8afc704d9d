#!/usr/bin/env bash
# "workshop watch", as a learner has it open: saves and keys on a pseudo terminal, and lines without one.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
log=$TEMP/log
./workshop progress >"$log" 2>&1 || fail "the program is not built" "$log" # so that no build is measured below

# --- on a terminal
cat >"$TEMP/learner.py" <<'END'
import os, pty, re, select, signal, sys, time

ANSWER = "phase1-tap/src/exercise/java/workshop/tap/HexDump.java"
screen = ""

def read(seconds):
    global screen
    if select.select([terminal], [], [], seconds)[0]:
        try:
            screen += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            return False
    return True

def wait_for(text, seconds=90):
    """Until it is on the screen; what came before it is forgotten."""
    global screen
    end = time.time() + seconds
    while text not in screen:
        if time.time() > end or not read(0.2):
            sys.exit("not on the screen: %s\n--- the screen:\n%s" % (text, screen[-4000:]))
    before, screen = screen.split(text, 1)
    return before

def save(text):
    """As vim does."""
    with open(ANSWER + "~", "w") as file:
        file.write(text)
    os.rename(ANSWER + "~", ANSWER)

child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm", COLUMNS="80", LINES="40")
    os.environ.pop("NO_COLOR", None)
    os.execv("./workshop", ["./workshop", "watch", "1"])

start = open(ANSWER).read()
wait_for("All tests of the phase have run: 0 of 6")
wait_for("q quit")

save(re.sub(r'throw new workshop.NotDone\("1.1".*', 'return "mine";', start, count=1))
wait_for("1.1 A hex dump: wrong")
wait_for("mine(end)")
save(re.sub(r'throw new workshop.NotDone\("1.1".*', 'retrun "mine";', start, count=1))
wait_for("Does not compile")
wait_for(ANSWER + ":")
save(open(ANSWER.replace("exercise", "solution")).read())
wait_for("1.1 A hex dump: done")
wait_for("Your code can do this now")
wait_for("48 65 6c 6c 6f")  # "Hello", dumped by the answer
wait_for("Next: 1.2")
wait_for("All tests of the phase have run: 1 of 6")

os.write(terminal, b"h")
wait_for("Hint 1 of")
os.write(terminal, b"l")
wait_for("phase1-tap: 1 of 6 done")
os.write(terminal, b"q")
end = time.time() + 20
died = 0
while died == 0:
    read(0.1)
    died, status = os.waitpid(child, os.WNOHANG)
    if time.time() > end:
        os.kill(child, signal.SIGKILL)
        sys.exit("q does not end it")
    time.sleep(0.1)
sys.exit(os.waitstatus_to_exitcode(status))
END
python3 "$TEMP/learner.py" >"$log" 2>&1 || fail "a learner on a terminal" "$log"
[[ ! -e .workshop/watch ]] || fail "its classes are left over"
! pgrep -f "$TEMP/tree/classroom.*TestWorker" >/dev/null || fail "a worker is left over"
[[ ! -e phase1-tap/target/classes ]] || fail "Maven's folder was touched"
ok "watch on a terminal: a wrong answer, one that does not compile, the right one, keys"

# --- what it found is remembered
./workshop progress >"$log" || fail "progress" "$log"
grep -qF '  done      1.1' "$log" || fail "progress does not know what watch has found" "$log"
ok "progress knows what watch has found"

# --- without a terminal: lines, and no control characters
./workshop watch 1 >"$log" 2>&1 </dev/null &
watch=$!
at_end() { kill "$watch" 2>/dev/null; }
wait_for() { # a text
  local i
  for ((i = 0; i < 300; i++)); do
    ! grep -qF -- "$1" "$log" || return 0
    sleep 0.2
  done
  fail "nobody says: $1" "$log"
}
wait_for 'All tests of the phase have run: 1 of 6'
! ./workshop watch 2 --plain >"$TEMP/second" 2>&1 || fail "two watches in one tree" "$TEMP/second"
grep -q 'running in this tree already' "$TEMP/second" || fail "a second watch is not told" "$TEMP/second"
cp phase1-tap/src/solution/java/workshop/tap/InterfaceRequest.java phase1-tap/src/exercise/java/workshop/tap/
wait_for '1.2 The bytes of an interface request: done'
wait_for 'All tests of the phase have run: 2 of 6'
! grep -q $'\e' "$log" || fail "control characters without a terminal" "$log"
kill "$watch"
wait "$watch"
[[ ! -e .workshop/watch ]] || fail "its classes are left over after SIGTERM"
! pgrep -f "$TEMP/tree/classroom.*TestWorker" >/dev/null || fail "a worker is left over after SIGTERM"
# A stale lock is taken over; a signal that cannot be caught leaves no worker either.
./workshop watch 1 --plain >"$log" 2>&1 </dev/null &
watch=$!
wait_for 'All tests of the phase have run: 2 of 6'
kill -KILL "$watch"
wait "$watch" 2>/dev/null
sleep 2
! pgrep -f "$TEMP/tree/classroom.*TestWorker" >/dev/null || fail "a worker is left over after SIGKILL"
ok "watch without a terminal: lines; one in a tree; nothing left behind"
