# ./workshop docs: one of its commands, "play", needs a network of its own. The script workshop reads this file.
# shellcheck shell=bash
# shellcheck disable=SC2154 # what workshop sets

docs() {
  if [[ ${1:-} == play ]]; then play_docs "${@:2}"; else program backstage docs "$@"; fi
}

# In a network and, so that nothing is left of what the pages start, a list of processes of its own.
play_docs() {
  local status maven
  need_linux
  tool backstage
  find_starter
  find_way demo
  maven=$("${starter_command[@]}" workshop.classroom.machine.MavenCommand) || exit
  make_scratch
  # So that /proc shows the list of processes in there.
  [[ ${way[1]} == env ]] || way+=(--mount-proc)
  start_inner_half "${way[@]:1}" "$BASH" "$ROOT/workshop" docs-inside "$user_id" "$user_group" \
    "${tool_command[@]}" "-Djava.io.tmpdir=${TMPDIR:-/tmp}" "-Dworkshop.maven=$(command -v "$maven")" \
    workshop.backstage.Main docs play "$@"
  wait "$inner_half"
  status=$?
  inner_half=
  exit "$status"
}

# A JVM keeps a file with its number for a name in there, and warns if somebody else has it: in a list
# of processes of one's own, numbers come twice.
own_performance_data() {
  [[ $$ == 1 ]] || return 0
  local id=$user_id group=$user_group folder
  ! in_user_namespace || id=0 group=0
  folder=/tmp/hsperfdata_$(id -un "$id" 2>/dev/null) && mkdir -p "$folder" &&
    mount -t tmpfs -o "mode=755,uid=$id,gid=$group" tmpfs "$folder"
} 2>/dev/null

# docs-inside USER-ID GROUP COMMAND…: ends with the outer half, and then all that runs in here ends too.
docs_inside() {
  user_id=$1 user_group=$2
  shift 2
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  exec 7<&0 </dev/null
  {
    read -r -u 7
    kill -TERM $$
  } 2>/dev/null &
  watcher=$!
  disown "$watcher"
  ip link set lo up || die "Cannot bring up lo in the pages' network."
  own_performance_data
  # A process group of its own: where the list of processes is not ours, nobody else ends it.
  set -m
  in_lab "$@" 7<&- &
  set +m
  docs_group=$!
  # Java takes away its files before it ends; its parent, in the same group, ends at once.
  trap 'trap "" INT TERM HUP
    kill -TERM -- "-$docs_group" "$watcher" 2>/dev/null
    for ((tries = 0; tries < 100; tries++)); do
      kill -0 -- "-$docs_group" 2>/dev/null || break
      sleep 0.1
    done' EXIT
  wait "$docs_group"
  exit "$?"
}
