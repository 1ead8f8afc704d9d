#!/usr/bin/env bash
# What a learner reads: answers that are wrong in every way, seen through Maven.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
log=$TEMP/log
test_phase=(mvn -B -ntp -Dstyle.color=never -Dseconds.for.a.test=5 -pl phase3-ipv4 test)

# The first method of the first exercise of phase 3.
place=$(grep -rn -m 1 'workshop\.NotDone.*("3\.1"' phase3-ipv4/src/exercise)
file=${place%%:*}
line=${place#*:}
line=${line%%:*}
method=$(sed -n "$((line - 1))s/.* \([a-zA-Z]*\)().*/\1/p" "$file")
[[ -n $method ]] || fail "where is the first exercise of phase 3? $place"
original=$(<"$file")

answer() { # what stands in place of the line with NotDone, and runs the tests
  printf '%s\n' "$original" >"$file"
  sed -i "${line}s#[^ ].*#$1#" "$file"
  SECONDS=0
  ! timeout -k 5 240 "${test_phase[@]}" >"$log" 2>&1 || fail "green, although the answer is: $1" "$log"
  ((SECONDS < 200)) || fail "the run did not end, with the answer: $1" "$log"
  ! pgrep -f "$TEMP/tree.*surefire" >/dev/null || fail "the tests' JVM is left over, with the answer: $1"
  ! grep -qE 'forked VM|Crashed|BUILD|at org\.(junit|apache)|Failures:' "$log" || fail "noise, with the answer: $1" "$log"
}
tells() { # what the report must say
  local text
  for text in "$@"; do
    grep -qF -- "$text" "$log" || fail "nobody says: $text" "$log"
  done
}

# --- what does not end
for endless in 'while (true) { }' \
  'while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }'; do
  answer "$endless"
  tells '  3.1  wrong ' 'It did not end within 5 seconds' "at $file:$line" "Edit        $file:$line" \
    'No test after it has run: fix this first.' '  3.2  not run '
done
answer 'java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new long[1 << 16]); }'
tells '  3.1  wrong ' 'memory ran out' 'OutOfMemoryError' '  3.2  not run '
answer "return $method();"
tells '  3.1  wrong ' 'StackOverflowError' "Edit        $file:$line" '  3.2  not done '
ok "endless loops, of the busy and the sleeping kind, full memory and endless recursion end with a message"

# --- an exception of the learner's own, a value, a typing error
answer 'Object none = null; return none.hashCode();'
tells 'Wrong: 3.1 ' 'The first red test:' 'NullPointerException' "at $file:$line" 'Hint        ./workshop hint 3.1' \
  'Run again   mvn -pl phase3-ipv4 test' 'Read        docs/phase3-ipv4.md, 3.1 '
grep -qx '3.1=wrong' phase3-ipv4/target/exercises.txt || fail "the results are not written down" phase3-ipv4/target/exercises.txt
answer 'return 99;'
tells 'Also red:' "Edit        $file:"
answer 'retrun 99;'
tells "$file:[$line,"
ok "an exception, a wrong value and a typing error name the place to edit"

# --- given code
printf '%s\n' "$original" >"$file"
cat >phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java <<'END'
package workshop.ipv4;

@workshop.testkit.Given
class PlantedTest {
  @org.junit.jupiter.api.Test
  void isRed() {
    throw new AssertionError("planted");
  }
}
END
! "${test_phase[@]}" >"$log" 2>&1 || fail "green with a red test of given code" "$log"
tells 'Given code is broken.' 'planted' 'git diff phase3-ipv4'
rm phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java
ok "given code that is broken is told apart"

# --- some tests only
cp phase3-ipv4/target/exercises.txt "$TEMP/before"
! "${test_phase[@]}" -Dtest=Ipv4HeaderTest >"$log" 2>&1 || fail "green, and nothing is solved" "$log"
tells 'only the tests selected by -Dtest=Ipv4HeaderTest' 'All tests of this phase: mvn -pl phase3-ipv4 test'
cmp -s "$TEMP/before" phase3-ipv4/target/exercises.txt || fail "a run of some tests changes what is written down for all"
ok "a run of some tests says so"

# --- Maven is quiet, and can be asked to speak
! mvn -B -ntp -o -pl phase33 test >"$log" 2>&1 || fail "there is no phase33, and mvn is green" "$log"
tells 'phase33'
mvn -B -ntp -pl testkit validate >"$log" 2>&1 || fail "mvn validate" "$log"
! grep -q INFO "$log" || fail "Maven is not quiet" "$log"
MAVEN_OPTS=-Dorg.slf4j.simpleLogger.defaultLogLevel=info mvn -B -ntp -pl testkit validate >"$log" 2>&1
tells '[INFO] Building'
mvn -B -X -pl testkit validate >"$log" 2>&1
tells '[DEBUG]'
mvn -B "-Dmaven.repo.local=$TEMP/empty" -pl testkit validate >"$log" 2>&1 || fail "mvn validate with an empty repository" "$log"
tells 'Downloaded from'
ok "Maven says nothing of its own but errors and what it downloads, unless it is asked to"
