#!/usr/bin/env bash
# The machine that a learner really has: what is odd about it is told in words that help, or does no harm.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=.ci/as-user.sh
. .ci/as-user.sh

odd_id=54321
at_end() {
  remove_user
  rm -rf "/tmp/hsperfdata_$odd_id"
}
make_user
allow_sudo ''

says() { printf -- '--- %s\n' "$*"; }

# doctor_says PATTERN…: as root, in a network of its own, after the commands that it is given by $network.
doctor_says() {
  local pattern
  on tun=open net=new -- sudo sh -ec "$network; ./workshop doctor"
  for pattern in "$@"; do
    grep -E "$pattern" "$out" || fail "doctor has no line like \"$pattern\"" "$out" "$err"
  done
}

networks() {
  says "nothing is odd; half routes of a VPN, and its own table behind the main one, do no harm"
  network='ip tuntap add dev d0 mode tap && ip link set d0 up && ip route add 0.0.0.0/1 dev d0 && ip route add 128.0.0.0/1 dev d0
    ip route add default dev d0 table 51820; ip rule add not fwmark 51820 table 51820; ip rule add table main suppress_prefixlength 0'
  doctor_says '^ok    addresses: 192.168.100.0/24 is free' '^ok    firewall: a ping and a connection .* were answered' '^ok    device: no tap0'
  says "a table of a VPN's takes the addresses; a device has lost its address"
  network="ip tuntap add dev d0 mode tap && ip link set d0 up && ip route add 192.168.100.0/24 dev d0 table 52 && ip rule add pref 5270 lookup 52
    ip tuntap add dev tap0 mode tap user $CI_USER"
  doctor_says '^warn  addresses: .*5270: from all lookup 52.*ip rule add' '^warn  device: tap0 is yours, and has no address'
  says "what comes in is dropped; a device has many queues"
  network='ip rule add pref 5 iif tap-doctor blackhole; ip rule add pref 10 lookup local; ip rule del pref 0; ip tuntap add dev tap0 mode tap multi_queue'
  doctor_says '^warn  firewall: packets .* had no answer' '^warn  device: .*multi_queue.*ip link delete tap0' '^ok    addresses:'
  command -v nft >/dev/null || return 0
  says "a kill switch"
  network='nft "add table inet k; add chain inet k o { type filter hook output priority 0; policy drop; }"'
  doctor_says '^warn  firewall: .*nft table inet k, chain o'
}

# A mvn that is there and fails, and a wrapper that cannot be executed, as in a ZIP file.
maven_does_not_start() {
  mkdir "$TEMP/fake"
  printf '#!/bin/sh\necho "Error: JAVA_HOME is not defined correctly." >&2\nexit 1\n' >"$TEMP/fake/mvn"
  chmod 755 "$TEMP/fake" "$TEMP/fake/mvn"
  chmod a-x "$tree/mvnw"
  says "mvn does not start, and ./mvnw cannot be executed"
  on tun=open net=new -- env "PATH=$TEMP/fake:$user_path" ./workshop doctor
  grep -E '^warn  maven: .*does not start: Error: JAVA_HOME .*sh mvnw' "$out" || fail "doctor does not say why mvn does not start" "$out" "$err"
  on tun=open net=new -- env "PATH=$TEMP/fake:$user_path" "MAVEN_USER_HOME=$user_home/none" ./workshop run phase1
  grep -q 'JAVA_HOME is not defined correctly' "$err" || fail "run does not say why mvn does not start" "$out" "$err"
  grep 'workshop: Maven cannot download from ' "$err" || fail "run does not say that the wrapper has to download" "$out" "$err"
  rm -rf "$user_home/none"
  chmod a+x "$tree/mvnw"
}

paths() {
  local odd
  says "a colon in the path"
  odd=$user_home/a:b
  cp -a "$tree" "$odd"
  on -- "$odd/workshop" progress
  assert_message $? 'colon (:)' "$odd"
  rm -rf "$odd"
  says "a path that sed, sh and Java could misread, in a locale that is not there"
  odd="$user_home/ä [#4] &\$x"
  cp -a "$tree" "$odd"
  sed -i '0,/throw new workshop/s//throw neww workshop/' "$odd/phase1-tap/src/exercise/java/workshop/tap/HexDump.java"
  on tun=open -- env LANG=no_SUCH.UTF-8 "$odd/workshop" run phase1
  grep -E '^phase1-tap/src/exercise/java/workshop/tap/HexDump.java:[0-9]+:' "$err" || fail "the compile error is not shown" "$out" "$err"
  rm -rf "$odd"
}

# A number that nobody has, as some containers give it.
no_user() {
  says "a user without a name and a home"
  mkdir "$TEMP/odd"
  copy_tree "$TEMP/odd/w"
  chown -R "$odd_id:$odd_id" "$TEMP/odd"
  setpriv --reuid $odd_id --regid $odd_id --clear-groups \
    env -i -C "$TEMP/odd/w" HOME=/ "PATH=$user_path" ./workshop run phase1 >"$out" 2>"$err" </dev/null
  assert_message $? 'HOME is /' "$odd_id" 'export HOME='
  [[ ! -e $TEMP/odd/w/'?' ]] || fail "there is a folder ? in the tree"
}

# Root without the right to pass over others' permissions: as on NFS with root_squash.
root_cannot_read() {
  says "root may not read the tree"
  chmod 700 "$tree"
  local drop=-dac_override,-dac_read_search
  setpriv --bounding-set=$drop --inh-caps=$drop .ci/machine.sh tun=closed -- "${as_user[@]}" ./workshop lab -- true >"$out" 2>"$err" </dev/null
  assert_message $? "Root may not read $tree" 'docs/running.md 2.2'
  chmod 755 "$tree"
}

networks
root_cannot_read
maven_does_not_start
no_user
paths
assert_clean "all of that"
ok "an odd machine is told in words that help"
