#!/usr/bin/env bash
# The pages in docs/, and those beside them, are true: their code is the sources', their links lead somewhere, and what they show is what comes.
# (That each check can fail is shown by the tests of backstage/.)
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

./workshop docs check >"$log" 2>&1 || fail "./workshop docs check" "$log"
cat "$log"

./workshop docs diagrams >"$log" 2>&1 || fail "./workshop docs diagrams" "$log"
cat "$log"

# What is played is a copy: the tree itself stays as it is.
state() { git -c safe.directory='*' status --porcelain --untracked-files=all; }
before=$(state)
mkdir "$TEMP/played"
# Most tests are run without Maven, and the first ones of each chapter with and without: both must say the same. Two
# pages at a time, those that take longest first. A line with AGAIN is a scene that was right the second time: what else
# came the first time is to be seen.
long=(docs/phase{6-reliability,5-echo,4-tcp,7-services,8-speed,3-ipv4,2-ethernet,1-tap}.md)
mapfile -t pages < <(find README.md CONTRIBUTING.md backstage/README.md docs -name '*.md' -exec grep -lE '^```(console|sh)$' {} + |
  grep -vxF "$(printf '%s\n' "${long[@]}")")
play() { # a page
  ./workshop docs play "$1" >"$TEMP/played/${1//\//-}" 2>&1
}
export -f play
export TEMP
printf '%s\n' "${long[@]}" "${pages[@]}" | xargs -P 2 -I PAGE bash -c 'play PAGE'
status=$?
grep -hv '^ok ' "$TEMP/played"/* >"$log"
cat "$log"
((status == 0)) || fail "./workshop docs play: what the pages show is not what comes"
[[ $(state) == "$before" ]] || fail "./workshop docs play has changed the tree"

# --- it leaves nothing behind, when it is ended in the middle of a page
copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
mkdir "$TEMP/temp"
cat >docs/planted.md <<'END'
# Planted

```console
$ setsid sleep 987654 & echo Ready; sleep 987654
Ready
$ echo never
```
END
sleepers() { pgrep -fx 'sleep 987654'; }
left() {
  ls "$TEMP/temp"
  sleepers
}
await() { # what
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    ! "$@" || return 0
    sleep 0.1
  done
  return 1
}
is_clean() { [[ -z $(left) ]]; }
TMPDIR=$TEMP/temp ./workshop docs play planted >"$log" 2>&1 &
playing=$!
at_end() { kill -TERM "$playing" 2>/dev/null; }
await sleepers >/dev/null || fail "the planted page is not played" "$log"
kill -TERM "$playing"
wait "$playing"
await is_clean || fail "after ./workshop docs play was ended, this is left: $(left)"
ok "./workshop docs play leaves nothing behind when it is ended"
