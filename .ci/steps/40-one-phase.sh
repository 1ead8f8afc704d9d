#!/usr/bin/env bash
# What a learner types: "mvn -pl phase3-ipv4 test", in a tree where nothing is installed.
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

quiet_mvn() { mvn -B -ntp -Dstyle.color=never "$@" >"$log" 2>&1; }

tested() { find . -path '*/surefire-reports/TEST-*.xml' | cut -d / -f 2 | sort -u | tr '\n' ' '; }
forget_reports() { find . -type d -name '*-reports' -prune -exec rm -rf {} +; }

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

# --- every spelling, and a red phase 2 is none of phase 3's business
plant_failure phase2-ethernet ethernet
for spelling in phase3-ipv4 phase3-ipv4/ ./phase3-ipv4 :phase3-ipv4 workshop.tcpip:phase3-ipv4; do
  forget_reports
  quiet_mvn -pl "$spelling" test || fail "mvn -pl $spelling test, with phase 2 red" "$log"
  [[ $(tested) == "phase3-ipv4 " ]] || fail "mvn -pl $spelling test ran the tests of: $(tested)" "$log"
  ok "mvn -pl $spelling test runs phase 3's tests alone: $(grep -E 'Tests run:' "$log" | tail -n 1)"
done
! quiet_mvn -pl phase2-ethernet test || fail "mvn -pl phase2-ethernet test is green with a red test" "$log"
grep -q 'planted' "$log" || fail "mvn -pl phase2-ethernet test failed, but not by the planted test" "$log"
! quiet_mvn test || fail "mvn test is green with a red test in phase 2" "$log"
ok "phase 2 itself is red then, and so is mvn test"
rm phase2-ethernet/src/test/java/workshop/ethernet/PlantedTest.java

# --- nothing run is a failure
for selection in -Dgroups=typo -Dtest=Typo; do
  ! quiet_mvn -pl phase3-ipv4 "$selection" test || fail "mvn -pl phase3-ipv4 $selection test ran nothing and is green" "$log"
  ok "$selection is red"
done

# --- formatting and warnings are no learner's business
mkdir -p phase3-ipv4/src/main/java/workshop/ipv4
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

# --- phase 3's own red test
plant_failure phase3-ipv4 ipv4
! quiet_mvn -pl phase3-ipv4 test || fail "mvn -pl phase3-ipv4 test is green with a red test in phase 3" "$log"
grep -q 'planted' "$log" || fail "mvn -pl phase3-ipv4 test failed, but not by the planted test" "$log"
rm phase3-ipv4/src/test/java/workshop/ipv4/PlantedTest.java
ok "a red test in phase 3 is red"

# --- the answers and the learner's classes share no folder
states() { # of all class files in the one place or the other
  if [[ $1 == solutions ]]; then
    find . -path '*/target/solutions/*' -name '*.class'
  else
    find . -path '*/target/*' -name '*.class' ! -path '*/target/solutions/*'
  fi | sort | xargs -d '\n' stat -c '%n %Y %s'
}
quiet_mvn clean || fail "mvn clean" "$log"
quiet_mvn -DskipTests test-compile || fail "mvn test-compile" "$log"
[[ -z $(find . -path '*/target/solutions/*' -name '*.class') ]] || fail "the learner's build writes into target/solutions"
states learner >"$TEMP/learner"
quiet_mvn -Psolutions -DskipTests test-compile || fail "mvn -Psolutions test-compile" "$log"
states solutions >"$TEMP/solutions"
[[ -s $TEMP/learner && -s $TEMP/solutions ]] || fail "there are no classes"
states learner | cmp -s - "$TEMP/learner" || fail "-Psolutions changes the learner's classes"
quiet_mvn -DskipTests test-compile || fail "mvn test-compile" "$log"
states solutions | cmp -s - "$TEMP/solutions" || fail "the learner's build changes the classes of the answers"
ok "the two kinds of answers share no folder of classes"

[[ ! -e $repository/workshop/tcpip ]] || fail "a test run installs something in the local repository"
