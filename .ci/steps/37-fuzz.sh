#!/usr/bin/env bash
# Every parser, and the whole stack in memory, with bytes that a fuzzer makes: about a minute for all of them together.
# (The inputs in fuzz/corpus are tried by the tests of fuzz/, too.)
#
#   FUZZ_SECONDS=600 .ci/run 37     longer: so many seconds for each
#   FUZZ_ONLY=Stack .ci/run 37      only the targets with this in their name
#   FUZZ_KEEP=yes .ci/run 37        and what reaches new code is kept in fuzz/corpus: read the difference
#
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

export SECONDS_EACH=${FUZZ_SECONDS:-4}
copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
mvn -q -B -ntp -Dstyle.color=never -Psolutions -pl fuzz -DskipTests compile dependency:build-classpath \
  -Dmdep.outputFile=target/solutions/classpath >"$TEMP/log" 2>&1 || fail "fuzz/ does not build" "$TEMP/log"

fuzz() { # class path, target, folders and options of libFuzzer…
  local target=$2
  # One that is stuck, or fills the memory, is a finding, too.
  timeout -k 5 $((60 + 10 * SECONDS_EACH)) java -XX:+UseSerialGC -Xmx512m -cp "$1" com.code_intelligence.jazzer.Jazzer \
    "--target_class=$target" '--instrumentation_includes=workshop.**' '--custom_hook_includes=workshop.**' "--reproducer_path=$TEMP" \
    -timeout=10 -artifact_prefix="$TEMP/found-$target-" "${@:3}" </dev/null >"$TEMP/$target.log" 2>&1
}

unpack() { # a file of the corpus, and a folder
  local line number=0
  mkdir -p "$2"
  while IFS= read -r line; do
    number=$((number + 1))
    [[ $line == '#'* ]] || xxd -r -p <<<"$line" >"$2/$number"
  done <"$1"
}

try() { # class path, target
  local target=$2
  unpack "fuzz/corpus/$target.txt" "$TEMP/corpus/$target"
  mkdir -p "$TEMP/new/$target"
  if fuzz "$1" "$target" "-max_total_time=$SECONDS_EACH" "$TEMP/new/$target" "$TEMP/corpus/$target" &&
    grep -E '^Done [0-9]+ runs' "$TEMP/$target.log" >"$TEMP/done-$target"; then
    printf '%s: %s\n' "$target" "$(<"$TEMP/done-$target")"
  else
    printf 'FAILED: %s has found something; a test becomes of it: add this line to fuzz/corpus/%s.txt\n' "$target" "$target"
    cat "$TEMP/found-$target-"* 2>/dev/null | xxd -p | tr -d '\n'
    printf '\n'
    grep -A 12 -m 1 -E '== Java Exception|^==[0-9]+== ERROR' "$TEMP/$target.log" || tail -n 30 "$TEMP/$target.log"
    return 1
  fi
}
export -f fuzz unpack try
export TEMP

# As many bytes, each from a seed of its own: what was found is printed, and need not come again.
classes=fuzz/target/solutions/classes:$(<fuzz/target/solutions/classpath)
mapfile -t targets < <(find fuzz/src/main/java -name "*${FUZZ_ONLY:-}*Target.java" -printf '%P\n' | sort | sed 's/\.java$//; s#/#.#g')
((${#targets[@]} > 0)) || fail "there is no such target"
printf '%s\n' "${targets[@]}" | xargs -P 2 -I TARGET bash -c 'try "$@"' try "$classes" TARGET || fail "the fuzzer has found something: see above"
ok "targets: ${#targets[@]}, $SECONDS_EACH seconds each: nothing found"

if [[ -n ${FUZZ_KEEP:-} ]]; then
  for target in "${targets[@]}"; do
    mkdir "$TEMP/kept-$target"
    fuzz "$classes" "$target" -merge=1 "$TEMP/kept-$target" "$TEMP/corpus/$target" "$TEMP/new/$target" || fail "merging $target" "$TEMP/$target.log"
    for file in "$TEMP/kept-$target"/*; do
      xxd -p "$file" | tr -d '\n'
      echo
    done | sort -u | grep -vxFf "fuzz/corpus/$target.txt" | awk '{ print length, $0 }' | sort -n | cut -d ' ' -f 2 >"$TEMP/lines"
    # Those that are there stay, with what is said of them.
    cat "$TEMP/lines" >>"$ROOT/fuzz/corpus/$target.txt"
  done
  ok "fuzz/corpus has what reaches more code"
fi
