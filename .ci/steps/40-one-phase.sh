#!/usr/bin/env bash
# What a learner types: "mvn -pl phase3-ipv4 test", in a tree where nothing is installed, on each Maven.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

# Without the marks for colours that Maven puts around it.
repository=$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null | grep -oE -m 1 '/[^[:cntrl:]]+')
[[ -d $repository ]] || fail "where is the local repository? \"$repository\""
[[ ! -e $repository/workshop/tcpip ]] ||
  fail "somebody has installed the workshop's modules in $repository: then this proves nothing; remove workshop/tcpip there"

copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
log=$TEMP/log

quiet() { "$mvn" -B -ntp -Dstyle.color=never "$@" >"$log" 2>&1; }
quiet_mvn() { mvn=mvn quiet "$@"; }
# The learner's words alone: Maven 4 puts marks before each line.
said() { sed 's/^\[INFO\] \[stdout\] \{0,1\}//' "$log" | grep -qF -- "$1"; }

tested() { find . -path '*/surefire-reports/TEST-*.xml' | cut -d / -f 2 | sort -u | tr '\n' ' '; }
forget_reports() { find . -type d -name '*-reports' -prune -exec rm -rf {} +; }
count() { grep -rhoE "^ *// --- Exercise $1\.[0-9]+:" phase"$1"-*/src/solution | wc -l; }

solve() { # phases
  local phase
  for phase in "$@"; do
    cp -r "$phase"/src/solution/. "$phase"/src/exercise/
  done
}

plant_failure() { # module, package
  mkdir -p "$1/src/test/java/workshop/$2"
  cat >"$1/src/test/java/workshop/$2/PlantedTest.java" <<END
package workshop.$2;

class PlantedTest {
  @org.junit.jupiter.api.Test
  void isRed() {
    throw new AssertionError("planted");
  }
}
END
}

# --- the Mavens: this machine's, and two more by their coordinates
mavens=("$(command -v mvn)")
for version in 3.9.16 4.0.0-rc-5; do
  (cd "$TEMP" && mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact="org.apache.maven:apache-maven:$version:zip:bin" -DoutputDirectory="$TEMP") >"$log" 2>&1 ||
    fail "Maven $version cannot be fetched by its coordinates" "$log"
  unzip -q "$TEMP/apache-maven-$version-bin.zip" -d "$TEMP"
  mavens+=("$TEMP/apache-maven-$version/bin/mvn")
done

all=$(count 3)

# In a tree of its own, so that they need not wait for each other.
try() { # a Maven
  local mvn=$1 version log phase spelling selection
  version=$("$mvn" -version | grep -oE -m 1 'Apache Maven [^ ]+' | sed 's/.*Maven \([0-9a-zA-Z.-]*\).*/\1/')
  log=$TEMP/log-$version
  (cd "$ROOT" && copy_tree "$TEMP/tree-$version")
  cd "$TEMP/tree-$version" || exit 1

  # --- nothing is solved
  forget_reports
  ! quiet -pl phase3-ipv4 test || fail "Maven $version: phase 3 is green, and nothing is solved" "$log"
  [[ $(tested) == "phase3-ipv4 " ]] || fail "Maven $version: -pl phase3-ipv4 ran the tests of: $(tested)" "$log"
  said "Phase 3: IPv4 and ICMP: 0 of $all exercises done" || fail "Maven $version: no list of the exercises" "$log"
  said "Nothing is broken: $all exercises to do" || fail "Maven $version: beginners are not told what to expect" "$log"
  said "Edit        phase3-ipv4/src/exercise/java/workshop/ipv4/" || fail "Maven $version: no file to edit" "$log"
  ! grep -qE 'T E S T S|BUILD|Reactor Summary|Tests run:|surefire-junit|^\[ERROR\]' "$log" || fail "Maven $version: Maven's noise" "$log"
  forget_reports
  (cd phase3-ipv4 && ! quiet test) || fail "Maven $version: in phase 3's folder: green, and nothing is solved" "$log"
  [[ $(tested) == "phase3-ipv4 " ]] || fail "Maven $version: in phase 3's folder, mvn test ran the tests of: $(tested)" "$log"
  ! grep -q '^\[ERROR\]' "$log" || fail "Maven $version: noise in phase 3's folder" "$log"
  forget_reports
  ! quiet test || fail "Maven $version: mvn test is green, and nothing is solved" "$log"
  [[ $(tested) == "phase1-tap " ]] || fail "Maven $version: mvn test went on to: $(tested)" "$log"

  # --- phase 3 is solved, and those before it are not
  solve phase3-ipv4
  forget_reports
  quiet -pl phase3-ipv4 test || fail "Maven $version: phase 3 is solved, and red" "$log"
  [[ $(tested) == "phase3-ipv4 " ]] || fail "Maven $version: -pl phase3-ipv4 ran the tests of: $(tested)" "$log"
  ! said "not done" || fail "Maven $version: an exercise of phase 3 is not done, although all are solved" "$log"

  # What follows depends on how a Maven reads its words: the oldest and the newest show it.
  [[ $mvn != "${mavens[1]}" ]] || return 0

  # --- phases 1 to 3 are solved
  solve phase1-tap phase2-ethernet
  forget_reports
  ! quiet test || fail "Maven $version: mvn test is green, and phase 4 is not solved" "$log"
  [[ $(tested) == "phase1-tap phase2-ethernet phase3-ipv4 phase4-tcp " ]] ||
    fail "Maven $version: mvn test with phases 1 to 3 solved ran the tests of: $(tested)" "$log"
  said "Phase 3: IPv4 and ICMP: $all of $all exercises done" || fail "Maven $version: phase 3 is not told as done" "$log"

  # --- every spelling, and a red phase 2 is none of phase 3's business
  plant_failure phase2-ethernet ethernet
  for spelling in phase3-ipv4/ ./phase3-ipv4 :phase3-ipv4 workshop.tcpip:phase3-ipv4; do
    forget_reports
    quiet -pl "$spelling" -Dtest=Ipv4HeaderTest test || fail "Maven $version: -pl $spelling test, with phase 2 red" "$log"
    [[ $(tested) == "phase3-ipv4 " ]] || fail "Maven $version: -pl $spelling test ran the tests of: $(tested)" "$log"
  done
  ! quiet -pl phase2-ethernet test || fail "Maven $version: phase 2 is green with a red test" "$log"
  said planted || fail "Maven $version: phase 2 failed, but not by the planted test" "$log"
  rm phase2-ethernet/src/test/java/workshop/ethernet/PlantedTest.java

  # --- nothing run is a failure
  for selection in -Dgroups=typo -Dtest=Typo; do
    ! quiet -pl phase3-ipv4 "$selection" test || fail "Maven $version: $selection ran nothing and is green" "$log"
  done
  ok "Maven $version: -pl phase3-ipv4, in every spelling, runs phase 3's tests alone; mvn test goes on to what is not done"
}

tries=()
for mvn in "${mavens[@]}"; do
  (try "$mvn") &
  tries+=($!)
done
for try in "${tries[@]}"; do
  wait "$try" || status=1
done
((${status:-0} == 0)) || exit 1

solve phase1-tap phase2-ethernet phase3-ipv4

# --- formatting and warnings are no learner's business
cat >phase3-ipv4/src/main/java/workshop/ipv4/Planted.java <<'END'
package workshop.ipv4;
  import java.util.List;
class Planted { List raw; }
END
quiet_mvn -pl phase3-ipv4 test || fail "bad formatting and a warning break a learner's build" "$log"
! quiet_mvn -Psolutions -pl phase3-ipv4 compile || fail "-Psolutions accepts a warning" "$log"
grep -qE 'rawtypes|raw type' "$log" || fail "-Psolutions failed, but not for the warning" "$log"
sed -i 's/List raw/List<String> raw/' phase3-ipv4/src/main/java/workshop/ipv4/Planted.java
! quiet_mvn -Psolutions -pl phase3-ipv4 -DskipTests verify || fail "-Psolutions accepts bad formatting" "$log"
grep -q 'format violations' "$log" || fail "-Psolutions failed, but not for the formatting" "$log"
rm phase3-ipv4/src/main/java/workshop/ipv4/Planted.java
ok "bad formatting and warnings break the build of the answers, and no learner's"

# --- what guards the workshop is no learner's business
plant_failure testkit testkit
forget_reports
quiet_mvn -pl testkit,phase3-ipv4 test || fail "a red test of the test kit is red for a learner" "$log"
[[ $(tested) == "phase3-ipv4 " ]] || fail "a learner's build ran the tests of: $(tested)" "$log"
! quiet_mvn -Psolutions -pl testkit -Dtest=PlantedTest test || fail "-Psolutions does not run the tests of the test kit" "$log"
rm testkit/src/test/java/workshop/testkit/PlantedTest.java
ok "the tests of the test kit run with -Psolutions only"

# --- the answers and the learner's classes share no folder
states() { # of all class files in the one place or the other
  if [[ $1 == solutions ]]; then
    find . -path '*/target/solutions/*' -name '*.class'
  else
    find . -path '*/target/*' -name '*.class' ! -path '*/target/solutions/*'
  fi | sort | xargs -d '\n' stat -c '%n %Y %s'
}
# One phase and those before it show it for all: no module has folders of its own.
! grep -lE '^    <(directory|(testO|o)utputDirectory)>' ./*/pom.xml || fail "the modules above have folders for classes of their own"
quiet_mvn clean || fail "mvn clean" "$log"
quiet_mvn -pl phase3-ipv4 -DskipTests test-compile || fail "mvn test-compile" "$log"
[[ -z $(find . -path '*/target/solutions/*' -name '*.class') ]] || fail "the learner's build writes into target/solutions"
states learner >"$TEMP/learner"
quiet_mvn -Psolutions -pl phase3-ipv4 -DskipTests test-compile || fail "mvn -Psolutions test-compile" "$log"
states solutions >"$TEMP/solutions"
[[ -s $TEMP/learner && -s $TEMP/solutions ]] || fail "there are no classes"
states learner | cmp -s - "$TEMP/learner" || fail "-Psolutions changes the learner's classes"
quiet_mvn -pl phase3-ipv4 -DskipTests test-compile || fail "mvn test-compile" "$log"
states solutions | cmp -s - "$TEMP/solutions" || fail "the learner's build changes the classes of the answers"
ok "the two kinds of answers share no folder of classes"

[[ ! -e $repository/workshop/tcpip ]] || fail "a test run installs something in the local repository"
