#!/usr/bin/env bash
# ./workshop demo, as root and as an ordinary user: with no privilege, with sudo, rootless.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=.ci/as-user.sh
. .ci/as-user.sh

at_end() {
  [[ -z ${group:-} ]] || kill -KILL -- "-$group" 2>/dev/null
  remove_user
}
make_user

assert_echo() { # status, what
  (($1 == 0)) || fail "$2: exit code $1" "$out" "$err"
  local words
  for words in 'server | Listening on ' 'client | > Hello, TCP!' 'client | < Hello, TCP!' 'client | < 1048576 bytes' 'byte by byte'; do
    grep -qF -- "$words" "$out" || fail "$2 does not say \"$words\"" "$out" "$err"
  done
  [[ ! -s $err ]] || fail "$2 has something to complain about" "$err"
  assert_clean "$2"
  ok "$2"
}

# --- no privilege at all: a clear message, before anything is built
on tun=closed -- ./workshop demo
assert_message $? sudo root
[[ ! -e $tree/phase1-tap/target ]] || fail "the demo builds before it looks whether it may run"
assert_clean "a demo without a privilege"
ok "no privilege"

# --- sudo, with an empty local repository
allow_sudo
on tun=closed -- ./workshop demo
assert_echo $? "demo with sudo, in a new tree, with an empty local repository"
cat "$out"
on tun=closed -- sudo ./workshop demo
assert_echo $? "sudo ./workshop demo"
on tun=closed -- ./workshop demo -- --port 9000 --device demo7 --kernel 10.99.0.1/24 --address 10.99.0.2 --pcap demo.pcap
assert_echo $? "demo with other addresses and a capture"
grep -q 'Listening on 10.99.0.2:9000' "$out" || fail "the options do not reach the server" "$out"
tshark -r "$tree/demo.pcap" -Y 'tcp.port == 9000' 2>"$TEMP/tshark" | grep -q SYN || fail "tshark sees no SYN in the capture" "$TEMP/tshark"
refuse_sudo

# --- rootless; with every kind of nc, and with none
on tun=open -- ./workshop demo
assert_echo $? "demo without root"
mkdir "$TEMP/nc"
for kind in /bin/nc.openbsd /bin/nc.traditional "$(command -v ncat)" "$(command -v busybox)"; do
  [[ -x $kind ]] || fail "there is no $kind"
  ln -sf "$kind" "$TEMP/nc/nc"
  on tun=open -- env "PATH=$TEMP/nc:$user_path" ./workshop demo
  assert_echo $? "demo with ${kind##*/}"
  grep -qF "client | $ nc " "$out" || fail "the demo has not used nc" "$out"
done
on tun=open hide=nc,ncat -- ./workshop demo
assert_echo $? "demo without nc"
grep -qF "client | no nc here: a Java socket" "$out" || fail "the demo does not say which client it is" "$out"

# --- phase 8, before and after; its figures say nothing here
on tun=open -- ./workshop demo --speed
status=$?
((status == 0)) || fail "demo --speed: exit code $status" "$out" "$err"
for words in 'before: .* [0-9]+ ' 'after: .* [0-9]+ ' "the kernel's own TCP.* [0-9]+ " 'Every byte that came back was right'; do
  grep -qE -- "$words" "$out" || fail "demo --speed does not say \"$words\"" "$out" "$err"
done
[[ ! -s $err ]] || fail "demo --speed has something to complain about" "$err"
assert_clean "demo --speed"
ok "demo --speed"
on tun=open -- ./workshop demo --speed -- --port 9000
assert_message $? 'nothing else' 'bench phase8'

# --- ended at any moment, by Ctrl-C, by SIGTERM, and by what cannot be caught
# The client is a slow one, so that the demo cannot be over before the signal comes.
mkdir "$TEMP/slow"
printf '#!/bin/sh\nsleep 30\nexec /bin/nc.openbsd "$@"\n' >"$TEMP/slow/nc"
chmod 755 "$TEMP/slow/nc"
interrupted() { # machine, line, signal, to whom (group or first); --web
  rm -rf "$tree"/*/target/solutions/classes # so that there is something to build
  start_on "$1" -- env "PATH=$TEMP/slow:$user_path" ./workshop demo ${5:+"$5"}
  await_line "$2"
  [[ -z ${5:-} ]] || assert_page
  local target=$group
  [[ $4 != group ]] || target=-$group
  kill "-$3" -- "$target"
  local status tries expected
  # At once, that is; the slow client alone would take longer than this.
  for ((tries = 0; tries < 200; tries++)); do
    kill -0 "$group" 2>/dev/null || break
    sleep 0.1
  done
  ((tries < 200)) || fail "SIG$3 at \"$2\" ($1): the demo goes on" "$out" "$err"
  wait "$group" 2>/dev/null
  status=$?
  expected=$((128 + $(kill -l "$3")))
  ((status == expected)) || fail "SIG$3 at \"$2\": exit code $status, not $expected" "$out" "$err"
  [[ ! -s $err || $3 == KILL ]] || fail "SIG$3 at \"$2\" has something to complain about" "$err"
  if [[ $3 == KILL ]]; then
    # A build goes on for a while, and a folder for temporary files may stay: nothing is left to remove it.
    for ((tries = 0; tries < 300; tries++)); do
      [[ -n $(list_processes) ]] || break
      sleep 0.1
    done
    rm -rf "$user_home"/tmp/*
  fi
  assert_clean "SIG$3 to the $4 at \"$2\" ($1)"
  ok "SIG$3 to the $4 at \"$2\" ($1)"
}
# The page is there, on the address that the demo tells, and shows the client; and for nobody else.
assert_page() {
  local address seen
  address=$(sed -n 's/^Open this in your browser:  //p' "$out")
  curl -sS -m 10 "$address" | grep -q '<title>Your TCP/IP stack, live</title>' || fail "no live page at $address" "$out" "$err"
  seen=$(curl -sS -m 3 "${address}live/events" 2>/dev/null)
  grep -q '"state":"ESTABLISHED"' <<<"$seen" || fail "the live page shows no connection: $seen" "$out" "$err"
  [[ $(curl -sS -m 10 -o /dev/null -w '%{http_code}' -H 'Host: evil.example' "$address") == 403 ]] ||
    fail "the live page is there under any name" "$out"
}
for machine in tun=open tun=closed; do
  [[ $machine == tun=open ]] || allow_sudo "Defaults:$CI_USER !secure_path"
  interrupted $machine 'Phase 2' INT group
  interrupted $machine 'Listening' INT group
  interrupted $machine 'Phase 2' TERM first
  interrupted $machine 'Listening' TERM first
  interrupted $machine 'Listening' KILL first
  interrupted $machine 'Open this' INT group --web
  interrupted $machine 'Open this' TERM first --web
  interrupted $machine 'Open this' KILL first --web
done
refuse_sudo
interrupted tun=open 'Building' INT group
interrupted tun=open 'Starting' INT group
interrupted tun=open 'Starting' TERM first
interrupted tun=open 'Listening' HUP first

# --- as root, in a tree of root's; and where a container allows no namespace
out=$TEMP/root-out err=$TEMP/root-err
copy_tree "$TEMP/tree"
"$TEMP/tree/workshop" demo >"$out" 2>"$err" </dev/null
assert_echo $? "demo as root"
unshare --net setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin "$TEMP/tree/workshop" demo >"$out" 2>"$err" </dev/null
assert_echo $? "demo as root of a container that allows no namespace"
