#!/usr/bin/env bash
# Exercises, tests, hints, chapters and wrong answers fit together.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

./workshop check >"$log" 2>&1 || fail "./workshop check" "$log"
cat "$log"

copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
export GIT_AUTHOR_NAME=CI GIT_AUTHOR_EMAIL=ci@localhost GIT_COMMITTER_NAME=CI GIT_COMMITTER_EMAIL=ci@localhost
git init -q . || fail "git init"
git add -A || fail "git add"
git commit -q -m 'The workshop' || fail "git commit"

# --- it finds what is wrong, all of it; the tests of backstage/ have every kind of problem
derived=$(find phase3-ipv4/src/exercise -name '*.java' | sort | head -n 1)
chapter=docs/phase3-ipv4.md
echo '// a line more' >>"$derived"
sed -i 's/^### 3\.1 /### /' "$chapter"
! ./workshop check >"$log" 2>&1 || fail "./workshop check is content with a changed file and a missing heading" "$log"
grep -q "^$derived:[0-9]*: " "$log" || fail "./workshop check does not find the line that was added to $derived" "$log"
grep -q "^$chapter:[0-9]*: .*3\.1" "$log" || fail "./workshop check does not find the heading that is missing in $chapter" "$log"
grep -q 'Problems found: 2,' "$log" || fail "./workshop check finds something else as well" "$log"
git checkout -q . || fail "git checkout"
ok "./workshop check finds a derived file that was changed, and a heading that is missing"
