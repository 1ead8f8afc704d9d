#!/usr/bin/env bash
# update: a tree of an older version, with answers to 6.3 and 6.9, becomes the newest one, and no line is lost.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

# Git without anything that this machine's users may have set; Maven's files where they are.
export GIT_CONFIG_NOSYSTEM=1 MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.home=$HOME" HOME=$TEMP/home
mkdir "$HOME"
git config --global user.name CI
git config --global user.email ci@localhost
git config --global safe.directory '*'

[[ $(git rev-parse --is-shallow-repository) == false ]] || fail "this clone has no history: git fetch --unshallow"
# The last version in which 6.3 and 6.9 were what they are not today.
old=$(git log -1 --format=%H -S'// --- Exercise 6.3: Slow start and congestion avoidance' -- 'phase6-reliability/src/exercise/*')^
git rev-parse --verify -q "$old" >/dev/null || fail "there is no version of before the exercises of phase 6 got other numbers"

# What is here now, committed or not, is the newest version.
git clone -q . "$TEMP/newest" || fail "git clone" "$log"
find "$TEMP/newest" -mindepth 1 -maxdepth 1 ! -name .git -exec rm -rf {} +
copy_tree "$TEMP/newest"
git -C "$TEMP/newest" checkout -q -B main
git -C "$TEMP/newest" add -A
git -C "$TEMP/newest" commit -q --allow-empty -m 'The newest version'

tree=$TEMP/tree
git clone -q "$TEMP/newest" "$tree" || fail "git clone"
git -C "$tree" checkout -q -B main "$old" || fail "git checkout"

window=phase6-reliability/src/exercise/java/workshop/reliability/CongestionWindow.java
blocks=phase6-reliability/src/exercise/java/workshop/reliability/SackBlocks.java
own=phase6-reliability/src/exercise/java/workshop/reliability/Own.java
cd "$tree" || exit 1
sed -i -E 's/throw new workshop\.NotDone\("6\.3".*/return mine(63); \/\/ the learner wrote this/' "$window"
sed -i -E 's/throw new workshop\.NotDone\("6\.9".*/return mine(69); \/\/ the learner wrote this/' "$blocks"
printf 'final class Own {}\n' >"$own"
mkdir .workshop
printf '6.3 2\n' >.workshop/hints
cp -r phase6-reliability/src/exercise "$TEMP/before"
state() { # all but what is built
  find . -name .git -prune -o -name target -prune -o -path ./.workshop/saved -prune -o -path ./.workshop/lock -prune -o \
    -type f -print0 | sort -z | xargs -0 sha256sum
}
state >"$TEMP/state"
(($(grep -c 'the learner wrote this' "$window") > 2)) || fail "6.3 is not what this step takes it for" "$window"

"$TEMP/newest/workshop" update --tree "$tree" >"$log" 2>&1 || fail "update" "$log"
sed 's/^/    /' "$log"
grep -q '^Your own answers in it: 2$' "$log" || fail "update has not taken both answers over" "$log"
between() { sed -n "/--- Exercise $1: /,/--- End of exercise $1/p" "$2"; }
between 6.5 "$window" | grep -q 'mine(63)' || fail "what was 6.3 is not in 6.5" "$window"
between 6.8 "$blocks" | grep -q 'mine(69)' || fail "what was 6.9 is not in 6.8" "$blocks"
[[ $(<"$own") == 'final class Own {}' ]] || fail "the learner's own file is not as it was"
grep -rhF 'the learner wrote this' "$TEMP/before" | sort | uniq -c >"$TEMP/wrote"
grep -rhF 'the learner wrote this' phase6-reliability/src/exercise | sort | uniq -c | cmp -s - "$TEMP/wrote" || fail "a line is lost"
ok "two answers follow their exercises to other numbers"

# All else is the newest version's, byte by byte; and its own commands work here.
GIT_INDEX_FILE=$TEMP/index git read-tree origin/main
GIT_INDEX_FILE=$TEMP/index git diff --name-only >"$TEMP/names"
printf '%s\n' "$window" "$blocks" | cmp -s - "$TEMP/names" || fail "other files differ from the newest version" "$TEMP/names"
GIT_INDEX_FILE=$TEMP/index git ls-files --others --exclude-standard >"$TEMP/others"
[[ $(<"$TEMP/others") == "$own" ]] || fail "files of the old version are left" "$TEMP/others"
./workshop progress >"$log" 2>&1 || fail "progress in the tree that was updated" "$log"
grep -q '^  written   6\.5' "$log" || fail "progress does not see the answer" "$log"
./workshop hint 6.5 >"$log" 2>&1 || fail "hint in the tree that was updated" "$log"
grep -q '^Hint 3 of' "$log" || fail "the hints that were seen are forgotten" "$log"
ok "all else is the newest version's"

"$TEMP/newest/workshop" update --tree "$tree" >"$log" 2>&1 || fail "update, once more" "$log"
grep -q '^Nothing to do' "$log" || fail "update, once more, finds something to do" "$log"
printf '2 reliability: Slow start and congestion avoidance\n' >.workshop/hints
./workshop undo >"$log" 2>&1 || fail "undo" "$log"
state | diff "$TEMP/state" - >"$TEMP/diff" || fail "after undo, this is not as it was" "$TEMP/diff"
ok "nothing to do a second time, and undo brings back every byte"
