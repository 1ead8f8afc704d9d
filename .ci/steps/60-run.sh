#!/usr/bin/env bash
# ./workshop run and ./workshop lab, as an ordinary user, in networks of this run's own.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=.ci/as-user.sh
. .ci/as-user.sh

at_end() {
  [[ -z ${group:-} ]] || kill -KILL -- "-$group" 2>/dev/null
  remove_user
}
make_user
# Below there is no way to the internet: what Maven wants to download, it does here.
on -- ./workshop run phase5 --answers solution -- --help || fail "the first build" "$out" "$err"
on -- ./workshop run phase5 -- --help || fail "the learner's first build" "$out" "$err"

in_network() {
  [[ $(readlink "/proc/$group/ns/net") != "$(readlink /proc/self/ns/net)" ]] || fail "that would be this machine's own network"
  nsenter --target "$group" --net -- "$@"
}

echoes() { # what
  local came
  came=$(printf 'Hello, TCP!\n' | in_network timeout 20 nc.openbsd -N 192.168.100.2 8080) || fail "$1: no echo" "$out" "$err"
  [[ $came == "Hello, TCP!" ]] || fail "$1: the echo is \"$came\"" "$out"
}

ends() { # signal, exit code, to whom
  local target=$group status
  [[ $3 != group ]] || target=-$group
  kill "-$1" -- "$target"
  wait "$group"
  status=$?
  ((status == $2)) || fail "SIG$1 to the $3: exit code $status, not $2" "$out" "$err"
  group=
}

# --- with sudo
allow_sudo ''
start_on tun=closed net=new -- ./workshop run phase5 --answers solution -- --pcap frames.pcap
await_line '^Listening on 192.168.100.2:8080'
grep -qE '^\$ sudo /.*/bin/java .* workshop.echo.Main --pcap frames.pcap$' "$out" || fail "run does not print what it runs" "$out"
echoes "run with sudo"
ends INT 130 group
[[ ! -s $err ]] || fail "Ctrl-C has something to complain about" "$err"
assert_clean "run with sudo"
[[ $(tshark -r "$tree/frames.pcap" -Y 'tcp.flags.fin == 1' 2>"$TEMP/tshark" | wc -l) -ge 2 ]] || fail "the capture is not whole" "$TEMP/tshark"
ok "run with sudo, with a capture of one's own, and Ctrl-C"

start_on tun=closed net=new -- env -C "$user_home" sudo "$tree/workshop" run 5 --answers solution -- --pcap frames.pcap
await_line '^Listening on '
echoes "sudo ./workshop run"
ends TERM 143 group
assert_clean "sudo ./workshop run"
[[ -s $user_home/frames.pcap ]] || fail "the capture is not where the caller is"
ok "sudo ./workshop run, from another folder, and SIGTERM"

line=$(grep '^\$ sudo ' "$out" | cut -c 3-)
start_on tun=closed net=new -- ./workshop run phase5
await_line '^Building'
ends INT 130 group
[[ ! -s $err ]] || fail "Ctrl-C while it builds has something to complain about" "$err"
assert_clean "Ctrl-C while run builds"
ok "Ctrl-C while run builds"

# The line that it prints can be typed, in that folder.
start_on tun=closed net=new -- env -C "$user_home" bash -c "exec $line"
await_line '^Listening on '
ends INT 130 group
assert_clean "the line that run prints"
ok "the line that run prints can be typed"

# --- an exercise that is not done: the program says so once, and goes on with what works
on -- ./workshop catch-up phase3 || fail "catch-up phase3" "$out" "$err"
start_on tun=closed net=new -- ./workshop run phase4
await_line '^Ready'
! in_network ping -n -c 3 -i 0.3 -W 1 192.168.100.2 >"$TEMP/ping" || fail "the ping is answered, although phase 3 is not done" "$TEMP/ping"
in_network ip neigh show 192.168.100.2 | grep -q 02:00:00:00:00:01 || fail "the program does not go on: ARP is not answered" "$out" "$err"
ends INT 130 group
for words in '^Exercise 3\.[0-9]* is not done yet: phase3-ipv4/src/exercise/java/workshop/ipv4/[A-Za-z0-9]*\.java:[0-9]*$' './workshop catch-up phase4$'; do
  grep -q "$words" "$err" || fail "run does not say which exercise is not done, and what helps" "$err"
done
[[ -z $(grep -o '^Exercise [0-9.]*' "$err" | sort | uniq -d) ]] || fail "an exercise that is not done is told more than once" "$err"
[[ $(grep -cx 'Going on with what works.' "$err") == 1 ]] || fail "run does not say once that it goes on" "$err"
assert_clean "an exercise that is not done"
on -- ./workshop undo || fail "undo" "$out" "$err"
ok "an exercise that is not done is told once, and the program goes on"

# --- every spelling of a phase
for spelling in phase1 1 phase1-tap phase1-tap/ ./phase1-tap/; do
  on -- ./workshop run "$spelling" -- --help || fail "run $spelling" "$out" "$err"
  grep -q ' workshop.tap.Main --help$' "$out" || fail "run $spelling runs something else" "$out"
done
[[ -d $tree/phase1-tap/target/classes ]] || fail "run without --answers does not build the learner's classes"
ok "run understands phase1, 1, phase1-tap, phase1-tap/ and ./phase1-tap/"
refuse_sudo

# --- a device of one's own: no sudo
start_on tun=open net=new -- sh -c 'echo ready; exec sleep 600'
await_line ready # before that, its network may still be ours
sleeper=$group
for command in "tuntap add dev tap0 mode tap user $CI_USER" "addr add 192.168.100.1/24 dev tap0" "link set tap0 up"; do
  # shellcheck disable=SC2086 # words
  in_network ip $command || fail "ip $command"
done
setsid nsenter --target "$sleeper" --net --mount -- "${as_user[@]}" ./workshop run phase5 --answers solution >"$out" 2>"$err" </dev/null &
group=$!
await_line '^Listening on '
! grep -q '^\$ .*sudo' "$out" || fail "run uses sudo for a device of one's own" "$out"
echoes "run on a device of one's own"
ends INT 130 group
[[ ! -s $err ]] || fail "Ctrl-C has something to complain about" "$err"
nsenter --target "$sleeper" --net --mount -- "${as_user[@]}" ./workshop doctor >"$out" 2>"$err" </dev/null ||
  fail "doctor is not content with a device of one's own" "$out" "$err"
grep -q 'tap0 is yours' "$out" || fail "doctor does not see a device of one's own" "$out"
group=$sleeper
ends TERM 143 group
assert_clean "run on a device of one's own"
ok "run on a device of one's own, without sudo"

# --- labs
lab_is_right() { # what
  grep -qE '^lo .*127.0.0.1/8' "$out" || fail "$1: lo is not up" "$out" "$err"
  [[ $(wc -l <"$out") == 1 ]] || fail "$1: there is more than lo" "$out"
  assert_clean "$1"
  ok "$1"
}
on tun=open -- ./workshop lab -- ip -br addr
lab_is_right "lab without root"
on tun=open -- ./workshop lab -- sh -c 'exit 42'
status=$?
((status == 42)) || fail "the exit code of a command in a lab is $status, not 42" "$err"
on tun=open -- ./workshop lab --peer -- ip -br link show master br0
[[ $(cut -d ' ' -f 1 "$out" | tr '\n' ' ') == "tap0 tap1 " ]] || fail "lab --peer: two devices in a bridge" "$out" "$err"
assert_clean "lab --peer"
ok "lab --peer without root"

allow_sudo ''
on tun=closed -- ./workshop lab -- ip -br addr
lab_is_right "lab with sudo"
on tun=closed -- sudo ./workshop lab -- ip -br addr
lab_is_right "sudo ./workshop lab"
on tun=closed -- ./workshop lab -- sh -c "id -un; touch in-the-lab; test \"\$HOME\" = '$user_home'" || fail "a lab with sudo is not the user's" "$out" "$err"
[[ $(cat "$out") == "$CI_USER" ]] || fail "a lab with sudo is not the user's" "$out"
assert_clean "a lab with sudo"

# Phase 5 in a lab, and a client from a second terminal.
for machine in tun=open tun=closed; do
  [[ $machine == tun=closed ]] || refuse_sudo
  start_on $machine -- ./workshop lab -- ./workshop run phase5 --answers solution
  await_line '^Listening on '
  first_out=$out out=$TEMP/joined
  on $machine -- ./workshop lab --join -- sh -c 'echo Hello, lab! | timeout 20 nc.openbsd -N 192.168.100.2 8080' || fail "lab --join" "$first_out" "$out" "$err"
  [[ $(cat "$out") == "Hello, lab!" ]] || fail "lab --join: no echo" "$out" "$err"
  out=$first_out
  ends INT 130 group
  assert_clean "a lab with phase 5 in it"
  ok "phase 5 in a lab, and nc from a second terminal ($machine)"
  allow_sudo ''
done

# --- bench: it works; its figures say nothing here, and nobody looks at them.
refuse_sudo
on tun=open -- ./workshop bench phase6 --answers solution --seconds 0.5 --rounds 1 --json bench.json ||
  fail "bench without root" "$out" "$err"
for words in 'phase6 .*connections/s' 'kernel .*Mbit/s' 'Every byte that came back was right'; do
  grep -qE -- "$words" "$out" || fail "bench does not say \"$words\"" "$out" "$err"
done
python3 -c 'import json, sys; assert len(json.load(open(sys.argv[1]))) == 12' "$tree/bench.json" || fail "bench.json" "$tree/bench.json"
assert_clean "bench"
ok "bench, a second a mode"
on tun=open -- ./workshop bench phase8 --answers solution --modes bulk1 --seconds 0.5 --rounds 1 || fail "bench phase8" "$out" "$err"
for words in 'bulk1 +no-offload .*Mbit/s' 'bulk1 +phase8 .*Mbit/s' 'bulk1 +kernel .*Mbit/s'; do
  grep -qE -- "$words" "$out" || fail "bench phase8 does not say \"$words\"" "$out" "$err"
done
assert_clean "bench phase8"
ok "bench phase8, before and after"
on tun=open -- ./workshop bench phase3
assert_message $? phase3 '5 or later'
on tun=open -- ./workshop bench 6 --modes fast
assert_message $? --modes bulk1
on tun=open -- ./workshop bench 6 --answers solution --against nothing
assert_message $? nothing 'git log'
