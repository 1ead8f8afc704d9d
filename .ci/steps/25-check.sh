#!/usr/bin/env bash
# Exercises, tests, hints, chapters and wrong answers fit together; what docs/instructors.md shows about changing them works.
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

# --- it finds what is wrong, all of it; the tests of classroom/ have every kind of problem
derived=$(find phase3-ipv4/src/exercise -name '*.java' | sort | head -n 1)
chapter=docs/phase3-ipv4.md
echo '// a line more' >>"$derived"
sed -i 's/^### 3\.1 /### /' "$chapter"
! ./workshop check >"$log" 2>&1 || fail "./workshop check is content with a changed file and a missing heading" "$log"
grep -q "^$derived:[0-9]*: " "$log" || fail "./workshop check does not find the line that was added to $derived" "$log"
grep -q "^$chapter: " "$log" || fail "./workshop check does not find the heading that is missing in $chapter" "$log"
grep -q 'Problems found: 2,' "$log" || fail "./workshop check finds something else as well" "$log"
git checkout -q . || fail "git checkout"
ok "./workshop check finds a derived file that was changed, and a heading that is missing"

# --- the worked example: blocks of code below "<!-- run -->" are run; what is below "<!-- prints -->" is what they print
mkdir "$TEMP/blocks"
awk -v folder="$TEMP/blocks" '
  /^<!-- (run|prints) -->$/ { kind = $2; next }
  kind && !file && /^```/ { file = sprintf("%s/%02d.%s", folder, ++count, kind); printf "" >file; next }
  file && /^```$/ { close(file); file = ""; kind = ""; next }
  file { print >file }
' docs/instructors.md

# Where a change stands in a file, and what git calls the file, is not shown, or may change.
normal() { sed -E '/^index /d; s/^@@ [^@]*@@/@@/; s/[[:space:]]+$//' "$1"; }

runs=0 compared=0
for block in "$TEMP"/blocks/*; do
  if [[ $block == *.run ]]; then
    bash -eu "$block" >"$TEMP/printed" 2>"$log" || fail "docs/instructors.md, this block: $(<"$block")" "$TEMP/printed" "$log"
    runs=$((runs + 1))
  else
    diff <(normal "$block") <(normal "$TEMP/printed") || fail "docs/instructors.md shows the lines marked <; it prints those marked >"
    compared=$((compared + 1))
  fi
done
((runs > 0 && compared > 0)) || fail "docs/instructors.md has no worked example"
ok "the worked example of docs/instructors.md: $runs blocks run, what $compared of them print compared"

mvn -B -ntp -Dstyle.color=never -pl phase3-ipv4 com.diffplug.spotless:spotless-maven-plugin:check >"$log" 2>&1 ||
  fail "the worked example leaves a file behind that is not formatted" "$log"
ok "what it leaves behind is formatted"
