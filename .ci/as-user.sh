# shellcheck shell=bash
# For the steps that play an ordinary user: one whom this run makes, with an empty home and a tree of their own.
# (A blank in its name, as people have it.)

CI_USER=workshop-ci
user_home=/home/$CI_USER
tree="$user_home/my workshop"
sudoers=/etc/sudoers.d/$CI_USER

remove_user() {
  rm -f "$sudoers"
  ! id "$CI_USER" >/dev/null 2>&1 || pkill -KILL -u "$CI_USER"
  userdel -r "$CI_USER" >/dev/null 2>&1
  rm -rf "/tmp/hsperfdata_$CI_USER"
}

make_user() {
  remove_user
  useradd -m -s /bin/bash "$CI_USER" || fail "cannot make the user $CI_USER"
  copy_tree "$tree"
  mkdir "$user_home/tmp"
  chown -R "$CI_USER:" "$user_home"
}

allow_sudo() { # more lines, if any
  printf '%s\n' "$CI_USER ALL=(ALL) NOPASSWD: ALL" "$@" >"$sudoers.new"
  chmod 440 "$sudoers.new"
  mv "$sudoers.new" "$sudoers"
}

refuse_sudo() { rm -f "$sudoers"; }

# The user's command line, in their tree.
user_path=/usr/local/bin:/usr/bin:/bin
for tool in java mvn; do
  folder=$(dirname "$(command -v "$tool")")
  [[ :$user_path: == *:$folder:* ]] || user_path+=:$folder
done
# shellcheck disable=SC2054 # one word
as_user=(setpriv --reuid "$CI_USER" --regid "$CI_USER" --init-groups
  env --default-signal=INT,QUIT -i -C "$tree"
  HOME="$user_home" USER="$CI_USER" LOGNAME="$CI_USER" SHELL=/bin/bash LANG=C.UTF-8 TMPDIR="$user_home/tmp" PATH="$user_path")

# on MACHINE… -- COMMAND…: as the user, on such a machine; what it says is in $out and $err, its exit code is on's.
out=$TEMP/out err=$TEMP/err
on() {
  local machine=()
  while [[ $1 != -- ]]; do
    machine+=("$1")
    shift
  done
  shift
  timeout --kill-after=10 300 .ci/machine.sh ${machine[@]+"${machine[@]}"} -- "${as_user[@]}" "$@" >"$out" 2>"$err" </dev/null
}

# A session of its own in the background, its process group in $group. Ends like a terminal's: by signals to the group.
start_on() {
  local machine=()
  while [[ $1 != -- ]]; do
    machine+=("$1")
    shift
  done
  shift
  : >"$out"
  setsid .ci/machine.sh ${machine[@]+"${machine[@]}"} -- "${as_user[@]}" "$@" >"$out" 2>"$err" </dev/null &
  group=$!
}

await_line() { # pattern: in $out
  local tries
  for ((tries = 0; tries < 1200; tries++)); do
    ! grep -qE -- "$1" "$out" || return 0
    kill -0 "$group" 2>/dev/null || break
    sleep 0.05
  done
  fail "there is no line \"$1\"" "$out" "$err"
}

# What is wrong is told in one or two lines, with these words in them, and it is not bash or Java that tells it.
assert_message() { # exit code, words…
  local status=$1 word lines
  shift
  ((status != 0)) || fail "exit code 0, where something is wrong" "$out" "$err"
  lines=$(wc -l <"$err")
  ((lines >= 1 && lines <= 2)) || fail "the message has $lines lines, not one or two" "$err" "$out"
  for word in "$@"; do
    grep -qiF -- "$word" "$err" || fail "the message lacks \"$word\"" "$err" "$out"
  done
  ! grep -qE 'line [0-9]+:|command not found|Exception|^[[:space:]]+at ' "$err" || fail "that is no message for a person" "$err"
  sed 's/^/    /' "$err"
}

devices() { ip -o link | cut -d : -f 2 | sort | tr -d '\n'; }
devices_before=$(devices)

# The user's, and those of root's that were started in the user's folders.
list_processes() {
  local process
  pgrep -u "$CI_USER" -a
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/cwd") != "$user_home"* ]] || tr '\0' ' ' <"$process/cmdline"
  done 2>/dev/null
}

# Nothing of root's in the user's home, no process, no temporary file, no device.
assert_clean() { # after what
  local left tries
  for ((tries = 0; tries < 60; tries++)); do
    left=$(list_processes)
    [[ -n $left ]] || break
    sleep 0.1
  done
  [[ -z $left ]] || fail "after $1, these processes are left: $left"
  left=$(find "$user_home" ! -user "$CI_USER")
  [[ -z $left ]] || fail "after $1, these files are not the user's: $left"
  left=$(find "$user_home/tmp" -mindepth 1
    find /tmp /var/tmp -maxdepth 1 -user "$CI_USER" ! -name 'hsperfdata_*')
  [[ -z $left ]] || fail "after $1, these temporary files are left: $left"
  [[ $(devices) == "$devices_before" ]] || fail "after $1, the devices are$(devices), and were$devices_before"
}
