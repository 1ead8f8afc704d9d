#!/usr/bin/env bash
# What a new machine lacks.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

# The clients of the integration tests and of the pages in docs/, every kind of nc for the demo, what checks scripts, and
# what draws the pages' diagrams.
packages=(
  apache2-utils arping bsdextrautils busybox curl ethtool git iproute2 iputils-ping ncat netcat-openbsd netcat-traditional nmap
  procps shellcheck socat sudo tcpdump traceroute tshark unzip util-linux wget wrk xxd
)
# Ubuntu has Chromium as a snap only; machines that build for GitHub have Chrome.
for browser in chromium chromium-browser google-chrome chromium; do
  ! command -v "$browser" >/dev/null || break
done
command -v "$browser" >/dev/null || packages+=("$browser")
# What drives it in the tests; Chrome's machines have it already.
command -v chromedriver >/dev/null || packages+=(chromium-driver)
# What builds the site.
command -v npm >/dev/null || packages+=(nodejs npm)
export DEBIAN_FRONTEND=noninteractive

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -qx 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]} > 0)); then
  apt-get -q update >"$TEMP/log" 2>&1 || fail "apt-get update" "$TEMP/log"
  apt-get -q -y --no-install-recommends install "${missing[@]}" >"$TEMP/log" 2>&1 || fail "apt-get install ${missing[*]}" "$TEMP/log"
fi
ok "installed: ${packages[*]}"

command -v mvn >/dev/null || fail "There is no mvn."
list_jdks | grep -q '^17 ' || fail "There is no JDK 17 under /usr/lib/jvm."
[[ -c /dev/net/tun ]] || fail "There is no /dev/net/tun: the integration tests need it."
list_jdks
