#!/usr/bin/env bash
# What there is to see before phase 5 is done: its main with the answers 1 to k, and a real client. As root, in a network of
# this step's own.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

SERVER=192.168.100.2
LINE='Hello, TCP!'

see() { # the last exercise that is done
  case $1 in
    0) echo "nothing of phase 5 done: the main goes on" ;;
    1) echo "5.1 done: the kernel's side is established" ;;
    2) echo "5.2 done: so is ours" ;;
    3) echo "5.3 done: as before" ;;
    4) echo "5.4 done: the log shows what was typed" ;;
    5) echo "5.5 done: it comes back" ;;
    6) echo "5.6 done: nc ends" ;;
  esac
}

# --- inside of that network: one main, and its client
main='' client=''
at_end() {
  local process
  for process in $main $client; do
    kill -KILL "$process"
    wait "$process"
  done 2>/dev/null
}

await() { # what is wrong as long as this command fails
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    ! "${@:2}" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  fail "5.1 to 5.$stage done: $1" "$out" "$err"
}

says() { grep -qE -- "$1" "$out"; }
tells() { grep -q "^Exercise $1 is not done yet: phase5-echo/src/exercise/java/workshop/echo/[A-Za-z]*\.java:[1-9][0-9]*$" "$err"; }
established() { [[ -n $(ss -Htn state established dst "$SERVER") ]]; }
ended() { ! kill -0 "$client"; }

inside() { # the last exercise that is done, the class path, the start of the files' names
  local stage=$1 out=$3.out err=$3.err status k
  ip link set lo up
  java -cp "$2" workshop.echo.Main >"$out" 2>"$err" </dev/null &
  main=$!
  await "the main does not listen" says '^Listening on '
  # The pipe is a terminal in which somebody types; its end is the end of the client's side.
  mkfifo "$3.typed"
  nc.openbsd -N "$SERVER" 8080 <"$3.typed" >"$3.echo" &
  client=$!
  exec 3>"$3.typed"
  ((stage < 1)) || await "the kernel's connection is not established" established
  ((stage < 2)) || await "the log does not tell of the connection" says 'connection established'
  printf '%s\n' "$LINE" >&3
  ((stage < 4)) || await "the log does not show what was typed" says "received 12 bytes: $LINE"
  ((stage < 5)) || await "what was typed does not come back" grep -qx "$LINE" "$3.echo"
  exec 3>&-
  if ((stage >= 6)); then
    await "nc does not end" ended
    await "the log does not tell of the end" says 'connection closed after 12 bytes'
  fi
  # What it has come upon: the next exercise, maybe later ones, each once; and it is still there.
  await "nobody says that 5.$((stage + 1)) is not done" tells "5.$((stage + 1))"
  for ((k = 1; k <= stage; k++)); do
    ! grep -q "^Exercise 5.$k is" "$err" || fail "5.1 to 5.$stage done: the main says that 5.$k is not" "$err"
  done
  [[ -z $(grep -o '^Exercise [0-9.]* is' "$err" | sort | uniq -d) ]] || fail "an exercise is told of twice" "$err"
  [[ $(grep -cx 'Going on with what works.' "$err") == 1 ]] || fail "it does not say, once, that it goes on" "$err"
  ! grep -qE 'Exception|^\s+at ' "$err" || fail "5.1 to 5.$stage done: a stack trace" "$err"
  kill -TERM "$main"
  wait "$main"
  status=$?
  main=
  ((status == 143)) || fail "5.1 to 5.$stage done: SIGTERM gives the exit code $status" "$out" "$err"
}

# --- the trees
stages() {
  local log=$TEMP/log earlier stage
  copy_tree "$TEMP/tree"
  cd "$TEMP/tree" || exit 1
  ./workshop catch-up phase5 >"$log" 2>&1 || fail "./workshop catch-up phase5" "$log"
  mvn -B -ntp -q -pl phase5-echo -DskipTests compile >"$log" 2>&1 || fail "the first build" "$log"
  earlier=$(printf '%s:' "$PWD"/phase[1-4]*/target/classes)$PWD/phase1-tap/target/lib/jna.jar
  for stage in 0 1 2 3 4 5 6; do
    ./workshop catch-up "5.$((stage + 1))" >"$log" 2>&1 || fail "./workshop catch-up 5.$((stage + 1))" "$log"
    find phase5-echo/src/main phase5-echo/src/exercise -name '*.java' \
      -exec javac -d "$TEMP/stage$stage" -cp "$earlier" {} + >"$log" 2>&1 ||
      fail "with 5.1 to 5.$stage done it does not compile" "$log"
    unshare --net -- "$ROOT/.ci/steps/46-early.sh" inside "$stage" "$TEMP/stage$stage:$earlier" "$TEMP/main$stage" || exit 1
    ok "$(see "$stage")"
  done
}

if [[ ${1:-} == inside ]]; then
  inside "${@:2}"
else
  stages
fi
