#!/usr/bin/env bash
# The reference answers: all unit and integration tests, formatter and warnings, on the oldest JDK. On the newest LTS, too,
# all is compiled; of the tests those run there that meet what a JDK may change: the C library, compilers, worker JVMs.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

is_lts() { (($1 == 17 || ($1 > 17 && ($1 - 17) % 4 == 0))); }

# The attributes of the first <testsuite …> of each report, added up.
add_up() { # attribute, reports…
  local attribute=$1 sum=0 value
  shift
  while read -r value; do
    sum=$((sum + value))
  done < <(sed -n "s/.*<testsuite .*[[:space:]]$attribute=\"\([0-9]*\)\".*/\1/p" "$@")
  echo "$sum"
}

verify() { # version, home, the modules whose tests run: all if none is named
  local version=$1 home=$2 modules=${*:3} folders=("${@:3}") log=$TEMP/verify-$1.log
  ((${#folders[@]} > 0)) || folders=(.)
  printf -- '--- mvn -Psolutions verify on JDK %s (%s)\n' "$version" "$home"
  copy_tree "$TEMP/tree-$version"
  cd "$TEMP/tree-$version" || exit 1
  # A Maven that colours its output hides the marks that are looked for below.
  local maven=(env "JAVA_HOME=$home" mvn -B -ntp -Dstyle.color=never -Psolutions verify) status
  "${maven[@]}" ${modules:+-pl "${modules// /,}"} -Dintegration=required >"$log" 2>&1
  status=$?
  # What none of these needs is compiled all the same.
  [[ -z $modules ]] || "${maven[@]}" -DskipTests >>"$log" 2>&1 || status=1
  grep -E ' tests? green' "$log"
  ((status == 0)) || fail "mvn -Psolutions verify on JDK $version" "$log"

  if grep -nE '^\[WARNING\]|WARNING:|^warning:|\bwarning: \[' "$log"; then
    fail "the warnings above, on JDK $version"
  fi

  local reports kind tests skipped source name
  for kind in surefire failsafe; do
    mapfile -t reports < <(find . -path "*/target/solutions/$kind-reports/TEST-*.xml")
    ((${#reports[@]} > 0)) || fail "no test ran under $kind on JDK $version"
    tests=$(add_up tests "${reports[@]}")
    skipped=$(add_up skipped "${reports[@]}")
    ((tests > 0)) || fail "no test ran under $kind on JDK $version"
    ((skipped == 0)) || fail "$skipped tests were skipped under $kind on JDK $version"
    printf '[INFO] JDK %s, %s: Tests run: %s, Failures: %s, Errors: %s, Skipped: %s\n' "$version" "$kind" "$tests" \
      "$(add_up failures "${reports[@]}")" "$(add_up errors "${reports[@]}")" "$skipped"
  done

  # Every file of tests has run.
  while IFS= read -r source; do
    grep -qE '^(public )?abstract class' "$source" && continue
    name=${source#*/src/test/java/}
    name=${name%.java}
    name=${name//\//.}
    compgen -G "${source%%/src/*}/target/solutions/*-reports/TEST-$name*.xml" >/dev/null ||
      fail "$source did not run on JDK $version"
  done < <(find "${folders[@]}" \( -path '*/target' -o -path '*/src/test/resources' \) -prune -o -path '*/src/test/java/*' \( -name '*Test.java' -o -name '*IT.java' \) -print)
  ok "verify on JDK $version: no warning, nothing skipped"
}

jdks=$(list_jdks)
oldest=$(grep -m 1 '^17 ' <<<"$jdks") || fail "There is no JDK 17."
newest=$(while read -r version home; do is_lts "$version" && echo "$version $home"; done <<<"$jdks" | tail -n 1)
jdks=("$oldest")
[[ ${newest%% *} == 17 ]] || jdks+=("$newest")

# Both at once, each in a tree of its own: much of it is waiting, for a kernel and its timers. With -m, for what runs in
# the background otherwise ignores Ctrl-C, and so would the mains that are tested.
tries=()
at_end() { ((${#tries[@]} == 0)) || kill -TERM -- "${tries[@]/#/-}" 2>/dev/null; }
set -m
for jdk in "${jdks[@]}"; do
  modules=
  [[ ${jdk%% *} == 17 ]] || modules='testkit classroom phase1-tap'
  # shellcheck disable=SC2086 # words
  (verify $jdk $modules) >"$TEMP/said-${jdk%% *}" 2>&1 &
  tries+=($!)
done
set +m
for i in "${!jdks[@]}"; do
  wait "${tries[i]}" || status=1
  said=$TEMP/said-${jdks[i]%% *}
  cat "$said"
  grep '^\[INFO\] JDK' "$said" >>"${CI_RESULTS:-/dev/null}"
done
((${#jdks[@]} == 2)) || printf 'There is no newer LTS JDK here: 17 is all that was tried.\n'
((${status:-0} == 0)) || exit 1
