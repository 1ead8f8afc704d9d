#!/usr/bin/env bash
# The site that is made of the pages: it is built, and a browser finds nothing wrong in it, on a screen and on a phone, light and dark.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

# In a folder of its own below the host, as it is published.
export SITE_BASE=/workshop/ SITE_REPOSITORY=https://example.org/people/workshop

copy_tree "$TEMP/tree"
cd "$TEMP/tree/site" || exit 1
npm ci >"$log" 2>&1 || fail "npm ci" "$log"
npm run build >"$log" 2>&1 || fail "npm run build" "$log"
npm test >"$log" 2>&1 || fail "npm test" "$log"
ok "$(tail -n 1 "$log")"
