#!/usr/bin/env bash
# Every failure says what is wrong and what to do next, in one or two lines.
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
allow_sudo ''

says() { printf -- '--- %s\n' "$*"; }

# A command of another kind, before all others on the PATH.
fake() { # name, what it prints
  mkdir -p "$TEMP/fake-$1"
  printf '#!/bin/sh\ncat <<END\n%s\nEND\n' "$2" >"$TEMP/fake-$1/$1"
  chmod 755 "$TEMP/fake-$1/$1"
}
fake java 'openjdk version "11.0.2" 2019-01-15'
fake mvn 'Apache Maven 3.6.3'
fake uname 'Darwin'
mkdir "$TEMP/jre" "$TEMP/jre/bin"
printf '#!/bin/sh\necho "    java.home = %s"\necho "openjdk version \\"17.0.1\\""\n' "$TEMP/jre" >"$TEMP/jre/bin/java"
chmod 755 "$TEMP/jre/bin/java"

# --- Java
for command in demo 'run phase5'; do
  says "old JDK: $command"
  # shellcheck disable=SC2086 # words
  on tun=open -- env "PATH=$TEMP/fake-java:$user_path" ./workshop $command
  assert_message $? "Java 11" "JDK 17" install JAVA_HOME
done
for command in demo 'run phase5'; do
  says "no Java: $command"
  # shellcheck disable=SC2086 # words
  on tun=open hide=java -- ./workshop $command
  assert_message $? "no java" JDK install JAVA_HOME
done
says "JAVA_HOME leads nowhere"
on tun=open -- env JAVA_HOME=/nowhere ./workshop demo
assert_message $? JAVA_HOME /nowhere unset
says "a JRE"
on tun=open -- env "JAVA_HOME=$TEMP/jre" ./workshop run 5
assert_message $? compiler install
says "java only for the user, and sudo ./workshop"
on tun=open hide=java -- sudo ./workshop run 5
assert_message $? "no java" "without sudo"

# --- Maven
says "old Maven, and no unzip for the wrapper"
on tun=open hide=unzip -- env "PATH=$TEMP/fake-mvn:$user_path" ./workshop demo
assert_message $? "3.6.3" unzip install

# --- the machine
for command in demo 'run phase5' lab; do
  says "no /dev/net/tun: $command"
  # shellcheck disable=SC2086 # words
  on tun=missing -- ./workshop $command
  assert_message $? /dev/net/tun "modprobe tun" "--device=/dev/net/tun"
done
for command in demo 'run phase5' lab; do
  says "no ip: $command"
  # shellcheck disable=SC2086 # words
  on tun=open hide=ip -- ./workshop $command
  assert_message $? '"ip" is missing' install iproute2
done
refuse_sudo
says "no privilege outside of a lab"
on tun=open net=new -- ./workshop run phase1
assert_message $? privilege "./workshop lab"
for command in demo 'run phase5' lab; do
  says "no privilege: $command"
  # shellcheck disable=SC2086 # words
  on tun=closed -- ./workshop $command
  assert_message $? privilege sudo
done
allow_sudo ''
for command in demo 'run phase5' lab; do
  says "not Linux: $command"
  # shellcheck disable=SC2086 # words
  on -- env "PATH=$TEMP/fake-uname:$user_path" ./workshop $command
  assert_message $? Linux Darwin "unit tests"
done

# --- the device
says "its name is taken by something else"
on tun=closed net=new -- sh -c 'sudo ip link add tap0 type bridge && ./workshop run phase1 --answers solution'
assert_message $? tap0 "--device"
says "its name is taken by another program"
start_on tun=closed net=new -- ./workshop run phase1 --answers solution
await_line '^Ready'
nsenter --target "$group" --net -- "${as_user[@]}" ./workshop run phase1 --answers solution >"$out" 2>"$err" </dev/null
assert_message $? tap0 "--device"
kill -INT -- "-$group"
wait "$group"
group=
says "its name is too long"
on tun=closed net=new -- ./workshop run phase1 --answers solution -- --device abcdefghijklmnop
assert_message $? 15 abcdefghijklmnop

# --- the exercises
says "an exercise that is not done, and without which nothing works"
on tun=closed net=new -- ./workshop run phase1
status=$?
((status == 2)) || fail "exit code $status, not 2" "$out" "$err"
assert_message $status "Exercise 1." "src/exercise/java/workshop/tap/" docs/phase1-tap.md
says "an exercise of an earlier phase that is not done"
on tun=closed net=new -- ./workshop run phase3
status=$?
((status == 2)) || fail "exit code $status, not 2" "$out" "$err"
grep -q './workshop catch-up phase3' "$err" || fail "the way out is not told" "$err"
sed 's/^/    /' "$err"

# --- the command line
for line in 'run' 'run phase9' 'run phase1 phase2' 'run phase1 --trace' 'run phase1 --answers' 'run 1 --answers mine' 'demo --pcap x' 'lab ls' 'doctor all'; do
  says "$line"
  # shellcheck disable=SC2086 # words
  on tun=open -- ./workshop $line
  status=$?
  ((status == 2)) || fail "exit code $status, not 2" "$out" "$err"
  assert_message $status help
done
says "a command that does not exist"
on -- ./workshop frobnicate
status=$?
((status == 2)) || fail "exit code $status, not 2" "$out" "$err"
assert_message $status frobnicate "./workshop help"
says "a command that is mistyped"
on -- ./workshop dmeo
status=$?
((status == 2)) || fail "exit code $status, not 2" "$out" "$err"
assert_message $status "dmeo: did you mean demo?"
says "lab --join without a lab"
on tun=open -- ./workshop lab --join
assert_message $? "no lab" "./workshop lab"

# --- a build that fails
echo 'class Broken { void f() { int x = "one"; } }' >"$tree/phase1-tap/src/main/java/Broken.java"
says "a learner's file that does not compile"
on tun=closed net=new -- ./workshop run phase1
status=$?
((status != 0)) || fail "run with a file that does not compile"
grep -qE 'Broken.java:1: .*String' "$err" || fail "the compiler's message is not shown" "$err"
(($(wc -l <"$err") <= 6)) || fail "that is a screenful" "$err"
! grep -qE 'Exception|Help 1|BUILD' "$err" || fail "that is Maven's noise" "$err"
sed 's/^/    /' "$err"
rm "$tree/phase1-tap/src/main/java/Broken.java"

says "a build with sudo has left folders of root's"
mkdir -p "$tree/phase4-tcp/target/of-root"
on tun=closed net=new -- ./workshop run phase1
assert_message $? "belongs to root" "sudo chown -R $CI_USER"
chown -R "$CI_USER:" "$tree"
mkdir -p "$user_home/.m2/repository/org/junit/junit-bom/0"
chown root "$user_home/.m2/repository"
on tun=closed net=new -- ./workshop run phase1
assert_message $? "belongs to root" "sudo chown -R $CI_USER '$user_home/.m2'"
chown -R "$CI_USER:" "$user_home"

says "no way to the internet"
on tun=open net=new -- env MAVEN_OPTS="-Dmaven.repo.local=$user_home/empty" ./workshop run phase1
assert_message $? "download" "online"
on tun=open -- env MAVEN_OPTS="-Dmaven.repo.local=$user_home/empty" ./workshop lab -- ./workshop run phase1
assert_message $? "download" lab
rm -rf "$user_home/empty"

# --- doctor, where all is well and where it is not
says "doctor"
on tun=open net=new -- ./workshop doctor || fail "doctor is not content" "$out" "$err"
[[ $(tail -n 1 "$out") == *"./workshop demo" ]] || fail "doctor does not say what comes next" "$out"
! grep -vE '^(ok  |warn|FAIL)  ' "$out" | sed '$d' | grep -q . || fail "doctor has a line of another kind" "$out"
sed 's/^/    /' "$out"
for lacking in 'tun=open hide=java|java: .*JDK' 'tun=missing|tun: .*modprobe' 'tun=open hide=ip|ip: .*iproute2'; do
  # shellcheck disable=SC2086 # words
  on ${lacking%%|*} -- ./workshop doctor && fail "doctor is content with ${lacking%%|*}" "$out"
  grep -qE "^FAIL  ${lacking#*|}" "$out" || fail "doctor does not name what is wrong with ${lacking%%|*}" "$out"
  [[ ! -s $err ]] || fail "doctor has something to complain about" "$err"
done
on tun=open -- env "PATH=$TEMP/fake-java:$user_path" ./workshop doctor && fail "doctor is content with an old JDK" "$out"
grep -qE '^FAIL  java: .*Java 11.*JAVA_HOME' "$out" || fail "doctor does not name the old JDK" "$out"
for taken in 'link add tap0 type bridge|device: .*not a TAP device.*--device' \
  'route add 192.168.100.0/25 dev lo|addresses: .*in use.*--kernel'; do
  on tun=open net=new -- sh -c "sudo ip ${taken%%|*} && ./workshop doctor" || fail "doctor fails where it should warn (${taken%%|*})" "$out" "$err"
  grep -E "^warn  ${taken#*|}" "$out" || fail "doctor does not name what is taken (${taken%%|*})" "$out"
done
refuse_sudo
on tun=closed -- ./workshop doctor && fail "doctor is content without a privilege" "$out"
grep -qE '^FAIL  privilege: .*ip tuntap add' "$out" || fail "doctor does not tell of a device of one's own" "$out"

assert_clean "all of that"
ok "every failure says what is wrong and what to do"
