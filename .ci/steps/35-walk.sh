#!/usr/bin/env bash
# The workshop as a learner goes through it, and the mistakes that learners make: tests are red for the right reason only.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

./workshop walk >"$log" 2>&1 || fail "./workshop walk" "$log"
[[ $(grep -c ': right$' "$log") == "$(compgen -G 'phase*/pom.xml' | wc -l)" ]] || fail "not every phase was walked through" "$log"
cat "$log"

./workshop wrong-answers >"$log" 2>&1 || fail "./workshop wrong-answers" "$log"
caught=$(sed -n 's/^\([0-9]*\) of \1 wrong answers are caught.*/\1/p' "$log")
((${caught:-0} >= 40)) || fail "there are too few wrong answers: at least 40 are wanted" "$log"
cat "$log"
