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
mark=$(grep -n -m 1 -e '--- Exercise 3\.1:' "$file" | cut -d: -f1)
original=$(<"$file")

answer() { # what stands in place of the line with NotDone, and runs the tests
  printf '%s\n' "$original" >"$file"
  sed -i "${line}s#[^ ].*#$1#" "$file"
  SECONDS=0
  ! timeout -k 5 240 "${test_phase[@]}" >"$log" 2>&1 || fail "green, although the answer is: $1" "$log"
  ((SECONDS < 200)) || fail "the run did not end, with the answer: $1" "$log"
  ! pgrep -f "$TEMP/tree.*surefire" >/dev/null || fail "the tests' JVM is left over, with the answer: $1"
  ! grep -qE 'forked VM|Crashed|BUILD|at org\.(junit|apache)|Failures:' "$log" || fail "noise, with the answer: $1" "$log"
  [[ $1 == *retrun* ]] || report_is_last
}
plain() { sed 's/\x1b\[[0-9;]*m//g' "$log"; } # without colours
last_line() { plain | grep -v '^ *$' | tail -n 1; }
report_is_last() {
  ! plain | grep -q '^\[ERROR\]' || fail "Maven tells once more that tests are red" "$log"
  last_line | grep -qE '^(After that|All tests of this phase|  (Run again|This alone|Hint)|  \.\.\. and|     )|No test' ||
    fail "the report is not the last thing on the screen" "$log"
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
  tells '  3.1  wrong ' 'It did not end within 5 seconds' "at $file:$line" "Edit        $file:$mark" \
    'No test after this one has run: fix this first.' '  3.2  not run '
done
answer 'java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new long[1 << 16]); }'
tells '  3.1  wrong ' 'memory ran out' 'OutOfMemoryError' '  3.2  not run '
answer "return $method();"
tells '  3.1  wrong ' 'StackOverflowError' "at $file:$line" "Edit        $file:$mark" '  3.2  not done '
ok "endless loops, of the busy and the sleeping kind, full memory and endless recursion end with a message"

# --- in colours, as on a terminal
test_phase=("${test_phase[@]/color=never/color=always}")
answer 'return -1;'
test_phase=("${test_phase[@]/color=always/color=never}")
ok "the report is the last thing in colours, too"

# --- an exception of the learner's own, a value, a typing error
answer 'Object none = null; return none.hashCode();'
tells 'Wrong: 3.1 ' 'The first red test:' 'NullPointerException' "at $file:$line" 'Hint        ./workshop hint 3.1' \
  'Run again   mvn -pl phase3-ipv4 test' 'Read        docs/phase3-ipv4.md, 3.1 '
grep -qx '3.1=wrong' phase3-ipv4/target/exercises.txt || fail "the results are not written down" phase3-ipv4/target/exercises.txt
answer 'return 99;'
tells 'Also red:' "Edit        $file:$mark"
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
tells 'Given code is broken:' 'planted' 'git diff phase3-ipv4'
rm phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java
ok "given code that is broken is told apart"

# --- some tests only
cp phase3-ipv4/target/exercises.txt "$TEMP/before"
! "${test_phase[@]}" -Dtest=Ipv4HeaderTest >"$log" 2>&1 || fail "green, and nothing is solved" "$log"
tells 'only the tests selected by -Dtest=Ipv4HeaderTest' 'All tests of this phase: mvn -pl phase3-ipv4 test'
cmp -s "$TEMP/before" phase3-ipv4/target/exercises.txt || fail "a run of some tests changes what is written down for all"
ok "a run of some tests says so"

# --- ./workshop test: the same, by a shorter word
workshop_test() { # the words after test
  timeout -k 5 240 ./workshop test "$@" >"$log" 2>&1
}
! workshop_test 3 || fail "test 3 is green, and nothing is solved" "$log"
tells 'Phase 3: IPv4 and ICMP: 0 of ' 'Run again   ./workshop test 3'
report_is_last
! workshop_test 3.2 || fail "test 3.2 is green, and nothing is solved" "$log"
tells 'Phase 3: IPv4 and ICMP: exercise 3.2 only' '  3.2  not done' 'Run again   ./workshop test 3.2' \
  'All tests of this phase: ./workshop test 3'
report_is_last
! grep -q 'not run' "$log" || fail "test 3.2 lists exercises that were not asked for" "$log"
! workshop_test || fail "test is green, and nothing is solved" "$log"
tells 'Phase 1: ' 'Run again   ./workshop test 1'
cp -r phase1-tap/src/solution/. phase1-tap/src/exercise/
workshop_test 1 || fail "test 1 is red, and phase 1 is solved" "$log"
tells '6 of 6 exercises done' 'Then go on:  ./workshop test 2'
workshop_test 1.2 || fail "test 1.2 is red, and phase 1 is solved" "$log"
! workshop_test || fail "test is green, and phase 2 is not solved" "$log"
tells 'Phase 2: '
for words in '9|no phase "9"' '3.99|no exercise 3.99'; do
  ! workshop_test "${words%%|*}" || fail "test ${words%%|*} is green" "$log"
  tells "${words#*|}"
  (($(wc -l <"$log") <= 2)) || fail "test ${words%%|*}: more than two lines" "$log"
done
ok "./workshop test runs a phase's tests, or an exercise's, and the report comes last"

# --- where the tests cannot run, Maven and ./workshop test say why
printf '%s\n' "$original" >"$file"
sed -i "${line}s#[^ ].*#retrun 99;#" "$file"
! workshop_test 3 || fail "test is green, and a file does not compile" "$log"
tells "$file:$line:" 'phase3-ipv4 does not build'
(($(wc -l <"$log") <= 5)) || fail "a file that does not compile: that is a screenful" "$log"
! "${test_phase[@]}" >"$log" 2>&1 || fail "mvn is green, and a file does not compile" "$log"
tells '[ERROR]' "$file:[$line,"
printf '%s\n' "$original" >"$file"
cat >phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java <<'END'
package workshop.ipv4;

class PlantedTest {
  @org.junit.jupiter.api.Test
  void endsTheJvm() {
    Runtime.getRuntime().halt(3);
  }
}
END
! "${test_phase[@]}" >"$log" 2>&1 || fail "mvn is green, and a test has ended its JVM" "$log"
tells '[ERROR]' 'The forked VM terminated without'
rm phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java
! unshare --net mvn -B -ntp "-Dmaven.repo.local=$TEMP/none" -pl phase3-ipv4 test >"$log" 2>&1 || fail "mvn is green without a network" "$log"
tells '[ERROR]'
! MAVEN_OPTS="-Dmaven.repo.local=$TEMP/none" unshare --net ./workshop test 3 >"$log" 2>&1 || fail "test is green without a network" "$log"
tells 'Maven cannot download from ' 'Are you online?'
(($(wc -l <"$log") <= 2)) || fail "without a network: more than two lines" "$log"
rm -rf "$TEMP/none"
ok "a file that does not compile, a JVM that ends, no network: Maven still says so, and ./workshop test in a few lines"

# --- in a phase's own folder
(cd phase3-ipv4 && mvn -B -ntp -Dstyle.color=never test) >"$log" 2>&1 && fail "mvn in a phase's folder is green, and nothing is solved" "$log"
tells 'Phase 3: IPv4 and ICMP: 0 of ' 'Run again   mvn -pl phase3-ipv4 test'
report_is_last
(cd phase1-tap && mvn -B -ntp -Dstyle.color=never test) >"$log" 2>&1 || fail "mvn in the folder of phase 1 is red, and phase 1 is solved" "$log"
ok "mvn in a phase's own folder tests that phase"

# --- nothing is ever installed: a later build might take it for what is in the tree
repository=$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null | grep -oE -m 1 '/[^[:cntrl:]]+')
mvn -B -ntp -DskipTests -pl phase1-tap install deploy >"$log" 2>&1 || fail "mvn install" "$log"
[[ -z $(find "${repository:?}" -path '*/workshop/tcpip/*' -print -quit) ]] || fail "mvn install installs the workshop"
ok "mvn install installs nothing"

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
