#!/usr/bin/env bash
# catch-up, reset, undo, hint and progress, in every state that a learner's tree can be in: none of them loses a line.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=.ci/as-user.sh
. .ci/as-user.sh

at_end() { remove_user; }
make_user
allow_sudo ''

first=phase1-tap/src/exercise/java/workshop/tap/HexDump.java
second=phase2-ethernet/src/exercise/java/workshop/ethernet/MacAddress.java
first_mark=$(grep -hom 1 -- '// --- Exercise 1\.[0-9]*' "$tree/${first/exercise/solution}") || fail "there is no exercise in $first"
first_id=${first_mark##* }

works() { on -- "$@" || fail "$*" "$out" "$err"; }
git_as_user() { "${as_user[@]}" git -c user.name=Learner -c user.email=learner@example.org "$@" >"$TEMP/git" 2>&1; }
git_do() { git_as_user "$@" || fail "git $*" "$TEMP/git"; }

# All that a command could spoil: the learner's files, and what git thinks of them.
state() {
  (
    cd "$tree" || exit 1
    find phase*/src -type f -print0 | sort -z | xargs -0 sha256sum
    [[ ! -d .git ]] || "${as_user[@]}" sh -c 'git ls-files --stage; git status --porcelain --untracked-files=all'
  )
}

# round_trip WHAT COMMAND…: it changes something, says how to go back, and that brings back every byte.
round_trip() {
  local what=$1
  shift
  state >"$TEMP/before"
  works ./workshop "$@"
  { grep -q '^A copy of the old files is in \.workshop/saved/' "$out" && grep -qx 'To take this back: \./workshop undo' "$out"; } || fail "$what: $* does not say how to go back" "$out"
  state >"$TEMP/between"
  ! cmp -s "$TEMP/before" "$TEMP/between" || fail "$what: $* changes nothing"
  works ./workshop undo
  state >"$TEMP/after"
  diff "$TEMP/before" "$TEMP/after" >"$TEMP/diff" || fail "$what: after $* and undo, this is not as it was" "$TEMP/diff"
}

# refuses WHAT WORDS… -- COMMAND…: it says why in two lines, and changes nothing.
refuses() {
  local what=$1 words=() status
  shift
  while [[ $1 != -- ]]; do
    words+=("$1")
    shift
  done
  shift
  state >"$TEMP/before"
  on -- ./workshop "$@"
  status=$?
  assert_message "$status" "${words[@]}"
  state | cmp -s - "$TEMP/before" || fail "$what: $* changes something, although it fails"
}

# --- a fresh download: Maven builds the program once; from then on no git, no Maven, no diff, no network
on -- ./workshop derive || fail "derive" "$out" "$err"
rm -rf "$tree/.workshop" "$tree/classroom/target"
on hide=git,diff -- ./workshop progress || fail "the first command in a fresh download" "$out" "$err"
[[ ! -s $err ]] || fail "the first command complains" "$err"
for command in progress next 'hint 2.1' hint 'catch-up phase3' undo "reset $first_id" 'undo --list' help 'help --all' 'help hint'; do
  # shellcheck disable=SC2086 # words
  on net=new hide=git,mvn,diff -- ./workshop $command || fail "$command without git, Maven and network" "$out" "$err"
  [[ ! -s $err ]] || fail "$command complains" "$err"
done
on net=new hide=git,mvn,diff -- ./workshop update
assert_message $? "git clone" docs/updating.md
ok "all of them work without git, Maven, diff and network"

# --- a word that is mistyped, and words that do not fit
mistyped() { # exit code, its words… -- COMMAND…
  local words=() status=$1
  shift
  while [[ $1 != -- ]]; do
    words+=("$1")
    shift
  done
  shift
  on -- ./workshop "$@"
  local got=$?
  ((got == status)) || fail "$*: exit code $got, not $status" "$out" "$err"
  assert_message "$got" "${words[@]}"
}
mistyped 2 "hnit: did you mean hint?" -- hnit
mistyped 2 "wrong-answer: did you mean wrong-answers?" -- wrong-answer
mistyped 2 "There is no command" "./workshop help" -- frobnicate
mistyped 2 "--nonsense" "./workshop hint --help" -- hint --nonsense
mistyped 2 "3.2" "./workshop progress" -- reset one
mistyped 1 "There is no exercise 9.9" "./workshop progress" -- hint 9.9
works ./workshop
grep -q '^  hint ' "$out" || fail "without a command there is no help" "$out"
! grep -q 'wrong-answers' "$out" || fail "help shows what is not for learners" "$out"
(($(wc -L <"$out") <= 80)) || fail "help is wider than 80 columns" "$out"
for command in watch test next progress hint catch-up reset undo update doctor demo run bench lab derive 'run phase5' 'bench --seconds'; do
  for option in --help -h; do
    # shellcheck disable=SC2086 # words
    works ./workshop $command $option
    grep -q "^Usage: ./workshop ${command%% *}" "$out" || fail "$command $option does not say how it is used" "$out"
  done
done
works env EDITOR=cat ./workshop next --open
grep -q "^ *// --- Exercise 1\.1:" "$out" || fail "next --open does not open the file of the first exercise" "$out"
on -- env -u EDITOR -u VISUAL ./workshop next --open
assert_message $? "No editor" "export EDITOR"
ok "a mistyped word, help, and the editor"

# --- every exercise: its answer put in and taken out again is where we started
mapfile -t ids < <(cd "$tree" && grep -rhoE -- '// --- Exercise [0-9]+\.[0-9]+' phase*/src/solution | sed 's/.* //' | sort -t . -k 1n -k 2n)
((${#ids[@]} > 1)) || fail "there are no exercises"
state >"$TEMP/start"
works ./workshop catch-up "${ids[-1]}"
for id in "${ids[@]:0:${#ids[@]}-1}"; do
  works ./workshop reset "$id"
done
state | diff "$TEMP/start" - >"$TEMP/diff" || fail "after catch-up ${ids[-1]} and a reset of each exercise, this is not as at the start" "$TEMP/diff"
ok "catch-up ${ids[-1]}, and back by ${#ids[@]} resets"

# --- what git has to do with it: nothing
git_do init -q -b main
git_do add .
git_do commit -q -m start
[[ -z $("${as_user[@]}" git status --porcelain) ]] || fail "git sees what the commands have saved"
git_do tag start
state >"$TEMP/clean"
restore() { # the tree as it was committed
  git_as_user merge --abort
  git_do reset -q --hard start
  git_do clean -qfd -- 'phase*'
  state | cmp -s - "$TEMP/clean" || fail "the tree does not come back"
}

edit() { # file, sed's script
  sed -i "$2" "$tree/$1"
}
# What stands in place of an answer: it throws, or gives something so far.
not_done='\(throw new \|return \|\)workshop\.NotDone.*'
edit "$first" "s/$not_done/int mine; &/"
round_trip "not committed" catch-up phase2
round_trip "not committed" reset "$first_id"
git_do add "$first"
round_trip "staged" catch-up phase2
round_trip "staged" reset "$first_id"
edit "$first" 's/int mine/int mineToo/'
round_trip "staged, and edited again" catch-up phase3
restore

# Two branches change the same lines: the one's script, the other's.
make_conflict() {
  git_do checkout -q -B theirs start
  edit "$first" "$1"
  git_do commit -qam theirs
  git_do checkout -q -B mine start
  edit "$first" "$2"
  git_do commit -qam mine
  ! git_as_user merge theirs || fail "there is no conflict"
  grep -q '^<<<<<<<' "$tree/$first" || fail "there are no conflict markers" "$tree/$first"
}
make_conflict "s/$not_done/theirs();/" "s/$not_done/mine();/"
round_trip "a conflict inside" catch-up phase2
round_trip "a conflict inside" reset "$first_id"
restore
make_conflict 's,^.*// --- E.*,  // theirs\n&,' 's,^.*// --- E.*,& ,'
(($(grep -c -- "$first_mark" "$tree/$first") == 2)) || fail "the marks are not doubled" "$tree/$first"
refuses "marks doubled" "$first" "reset $first_id --file" -- reset "$first_id"
round_trip "marks doubled" reset "$first_id" --file
round_trip "marks doubled" catch-up phase2
restore
ok "uncommitted, staged and conflicting edits"

# --- files that are no good
printf 'class HexDump { int i = ;;; \n' >"$tree/$first"
round_trip "does not compile" catch-up phase2
refuses "does not compile" "$first" "--file" -- reset "$first_id"
round_trip "does not compile" reset "$first_id" --file
: >"$tree/$first"
round_trip "emptied" catch-up phase2
round_trip "emptied" reset "$first_id" --file
rm "$tree/$first"
round_trip "deleted" catch-up phase2
refuses "deleted" "$first" "not there" "--file" -- reset "$first_id"
round_trip "deleted" reset "$first_id" --file
printf '\xef\xbb\xbf\xff\xfe\x00\xe9\r\n no end' >"$tree/$first"
chown "$CI_USER:" "$tree/$first"
round_trip "not UTF-8" catch-up phase2
restore
edit "$first" "s/$not_done/mine(;/; s/\$/\r/"
round_trip "CR LF, and an answer that does not compile" reset "$first_id"
works ./workshop reset "$first_id"
! grep -qv $'\r$' "$tree/$first" || fail "reset mixes the ends of lines" "$tree/$first"
restore
chmod a-w "$tree/$first"
refuses "read-only" "$first" "read-only" "chmod" -- catch-up phase2
chmod u+w "$tree/$first"
chmod a-w "$(dirname "$tree/$first")"
rm -rf "$tree/.workshop"
refuses "a folder that nobody may write to" "Nothing was changed" chown -- catch-up phase2
[[ -z $(ls "$tree/.workshop/saved") ]] || fail "something was saved for nothing"
chmod u+w "$(dirname "$tree/$first")"
restore
ok "files that do not compile, are gone, empty, no text, or read-only"

# --- files of root's
works sudo ./workshop catch-up phase3
works sudo ./workshop hint 1.1
works sudo ./workshop undo
assert_clean "sudo ./workshop catch-up"
chown root "$tree/.workshop/saved"
refuses ".workshop of root's" "Nothing was changed" chown -- catch-up phase2
rm -rf "$tree/.workshop"
works ./workshop hint 1.1
chown root "$tree/classroom/target/launcher"
works ./workshop hint 1.1
rm -rf "$tree"/classroom/target/launcher/*
refuses "classroom/target of root's" "belongs to root" "sudo chown -R $CI_USER" -- hint 1.1
rm -rf "$tree/classroom/target"
restore
ok "no file of root's after sudo, and a word where there are some"

# --- the program behind it: built twice at once, half built, in odd places
for i in 1 2 3; do
  "${as_user[@]}" ./workshop hint 1.1 --again >"$TEMP/out$i" 2>"$TEMP/err$i" </dev/null &
done
wait
for i in 1 2 3; do
  # One builds; the others may say that they wait for it.
  { grep -q '^Hint 1' "$TEMP/out$i" && ! grep -qvxF 'Waiting for another ./workshop, which builds in this tree.' "$TEMP/err$i"; } || fail "three at the same moment" "$TEMP/out$i" "$TEMP/err$i"
done
(($(find "$tree/classroom/target/launcher" -mindepth 1 -maxdepth 1 | wc -l) == 1)) || fail "something is left of a build"
for seconds in 0.3 0.6 0.9 1.2 1.8; do
  rm -rf "$tree/classroom/target"
  setsid "${as_user[@]}" ./workshop hint 1.1 --again >/dev/null 2>&1 </dev/null &
  sleep "$seconds"
  kill -KILL -- "-$!" 2>/dev/null
  wait "$!" 2>/dev/null
  works ./workshop hint 1.1 --again
done
# Two that change the same file: each waits for the other, and both are done.
mapfile -t both < <(grep -ohE 'Exercise 1\.[0-9]+' "$tree"/phase1-tap/src/exercise/java/workshop/tap/TapDevice.java | sed 's/.* //')
((${#both[@]} > 1)) || fail "TapDevice has no two exercises"
edit phase1-tap/src/exercise/java/workshop/tap/TapDevice.java "s/$not_done/mine();/"
for id in "${both[@]}"; do
  "${as_user[@]}" ./workshop reset "$id" >/dev/null 2>&1 </dev/null &
done
wait
state | cmp -s - "$TEMP/clean" || fail "resets at the same moment get in each other's way"
odd="$user_home/Übung 演習 'x'"
cp -a "$tree" "$odd"
rm -rf "$odd/classroom/target"
for locale in C C.UTF-8; do
  on -- env -C "$odd" "LC_ALL=$locale" ./workshop catch-up phase2 || fail "in $odd, with the locale $locale" "$out" "$err"
  on -- env -C / "LC_ALL=$locale" "$odd/workshop" undo || fail "in $odd, with the locale $locale" "$out" "$err"
  rm -rf "$odd/classroom/target"
done
rm -rf "$odd"
ok "three at once, half built, and in a folder with letters of all kinds"

# --- ended in the middle: each file is as it was or the reference's, and what was written is still somewhere
kept() { # the learner's text: in the tree, or in what was saved
  local file
  for file in "$first" "$second"; do
    grep -rqF "mine $1 in $file" "$tree/$file" "$tree/.workshop/saved" || return 1
  done
}
for i in {1..8}; do
  for file in "$first" "$second"; do
    printf '// mine %s in %s\n' "$i" "$file" >"$tree/$file"
  done
  setsid "${as_user[@]}" ./workshop catch-up phase3 >/dev/null 2>&1 </dev/null &
  sleep "0.$((RANDOM % 60 + 15))"
  kill -KILL -- "-$!" 2>/dev/null
  wait "$!" 2>/dev/null
  kept "$i" || fail "killed in the middle, catch-up has lost what was written"
  for file in "$first" "$second"; do
    [[ $(<"$tree/$file") == "// mine $i in $file" ]] || grep -q '^}$' "$tree/$file" || fail "$file is half written" "$tree/$file"
  done
  works ./workshop catch-up phase3
  kept "$i" || fail "the catch-up after one that was killed has lost what was written"
done
[[ -z $(find "$tree" -name '.*.workshop') ]] || fail "a file is left beside another"
restore
ok "killed eight times, nothing lost"

# The disk is full: where it is saved to, and where it is written to.
on_small_disk() { # folder, what to do then
  # shellcheck disable=SC2016 # for the other bash
  unshare --mount "$BASH" -c '
    set -e
    folder=$1
    cp -a "$folder" "$folder.copy"
    mount -t tmpfs -o "size=$((512 * 1024)),mode=755" tmpfs "$folder"
    cp -a "$folder.copy/." "$folder/"
    rm -rf "$folder.copy"
    chown "$2:" "$folder"
    head -c "$((512 * 1024))" /dev/zero >"$folder/.full" 2>/dev/null || true
    shift 2
    "$@"' bash "$tree/$1" "$CI_USER" "${@:2}"
}
printf '// mine\n' >"$tree/$first"
mkdir -p "$tree/.workshop"
chown "$CI_USER:" "$tree/.workshop"
on_small_disk .workshop "${as_user[@]}" ./workshop catch-up phase3 >"$out" 2>"$err" </dev/null
assert_message $? "No space left" "Nothing was changed" "room"
[[ $(<"$tree/$first") == "// mine" ]] || fail "a full disk changes something"
on_small_disk phase2-ethernet/src/exercise "${as_user[@]}" ./workshop catch-up phase3 >"$out" 2>"$err" </dev/null
assert_message $? "No space left" "Nothing is lost" "./workshop undo"
works ./workshop undo
[[ $(<"$tree/$first") == "// mine" ]] || fail "undo does not bring back what a full disk has left half done"
restore
ok "a full disk"

# --- hints come one at a time, and the answer is the last
rm -rf "$tree/.workshop"
for id in "${ids[0]}" "${ids[1]}" "${ids[-1]}"; do
  count=1
  for ((number = 1; number <= count; number++)); do
    works ./workshop hint "$id"
    grep -q "^Hint $number of " "$out" || fail "hint $number of $id does not come" "$out"
    count=$(sed -n "s/^Hint $number of \([0-9]*\).*/\1/p" "$out")
  done
  grep -q '^+' "$out" || fail "the last hint of $id is no answer" "$out"
  ! grep -q '^-.*// ---' "$out" || fail "the answer of $id changes the marks" "$out"
done
# The least of five: whatever else the machine does only adds to it.
TIMEFORMAT='%U %S'
used=$(for _ in 1 2 3 4 5; do { time "${as_user[@]}" ./workshop hint 1.1 >/dev/null; } 2>&1; done | awk '{ print $1 + $2 }' | sort -n | head -n 1)
awk -v used="$used" 'BEGIN { exit !(used > 0 && used < 1) }' || fail "a hint takes $used s of the processor"
ok "hints: one more each time, each in less than a second ($used s of the processor)"

# --- run, with an exercise that is not done and without which nothing works, and with one that does not compile
works ./workshop run phase2 -- --help
on tun=closed net=new -- ./workshop run phase2
(($? == 2)) || fail "run with an exercise that is not done: the exit code is not 2" "$out" "$err"
for words in '^Exercise 1\.[0-9]* is not done yet' './workshop catch-up phase2'; do
  grep -q "$words" "$err" || fail "run does not say which exercise is not done, and what helps" "$err"
done
edit "$first" "s/$not_done/int x = \"one\"; &/"
on -- ./workshop run phase2 -- --help && fail "run with a file that does not compile" "$out"
for words in "^$first:[0-9]*: .*String" './workshop catch-up phase2'; do
  grep -q "$words" "$err" || fail "run does not say where it does not compile, and what helps" "$err"
done
works ./workshop catch-up phase2
works ./workshop run phase2 -- --help
restore
ok "run says what is not done, and what does not compile"

assert_clean "all of that"
