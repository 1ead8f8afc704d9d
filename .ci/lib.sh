# shellcheck shell=bash
# What the steps share. Each step is a script of its own: it reads this file first.

set -u
export LC_ALL=C.UTF-8
ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
cd "$ROOT" || exit 1

# A folder that is gone at the end. An ordinary user may pass through it.
TEMP=$(mktemp -d)
chmod 755 "$TEMP"
at_end() { :; } # a step may have more to clear away
trap 'at_end; rm -rf "$TEMP"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  shift
  local file
  for file in "$@"; do
    printf -- '--- %s\n' "$file" >&2
    tail -n 200 "$file" >&2
  done
  exit 1
}

ok() { printf 'ok: %s\n' "$1"; }

# A copy of the tree as git would commit it: what is built lies outside of it.
copy_tree() { # where to
  mkdir -p "$1"
  git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do
      [[ ! -e $file ]] || printf '%s\0' "$file"
    done | tar --null --no-recursion -cf - -T - | tar -C "$1" -xf - --no-same-owner
}

# The JDKs of this machine: one line each, "version home", oldest first.
list_jdks() {
  local java
  {
    for java in /usr/lib/jvm/*/bin/java "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java)"; do
      [[ ! -x $java || ! -x $(dirname "$(readlink -f "$java")")/javac ]] ||
        dirname "$(dirname "$(readlink -f "$java")")"
    done
    env | sed -n 's/^JAVA_HOME_[0-9]*_[A-Z0-9]*=//p'
  } | sort -u | while IFS= read -r home; do
    printf '%s %s\n' "$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')" "$home"
  done | sort -n
}
