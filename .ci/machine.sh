#!/usr/bin/env bash
# A machine that lacks something, for one command:
#
#   machine.sh [tun=open|closed|missing] [net=new] [hide=NAME,…] -- COMMAND…
#
# In a mount namespace (and one of networks) of its own, so that the real machine stays as it is.
set -eu
if [[ ${1:-} != inside ]]; then
  namespaces=(--mount)
  [[ " $* " != *" net=new "* ]] || namespaces+=(--net)
  exec unshare "${namespaces[@]}" "$BASH" "$0" inside "$@"
fi
shift
while [[ $1 != -- ]]; do
  case $1 in
    tun=*)
      mount -t tmpfs tmpfs /dev/net
      # An ordinary user may pass through it: what is tested is the right to open the device.
      chmod 755 /dev/net
      case $1 in
        tun=open) mknod -m 666 /dev/net/tun c 10 200 ;;
        tun=closed) mknod -m 600 /dev/net/tun c 10 200 ;;
        tun=missing) ;;
      esac
      ;;
    net=new) ip link set lo up ;;
    hide=*)
      IFS=, read -r -a names <<<"${1#hide=}"
      for name in "${names[@]}"; do
        # Wherever the command lies: nothing that can be executed is there now.
        for place in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
          file=$(readlink -f "$place/$name")
          [[ ! -x $file ]] || mount --bind /dev/null "$file"
        done
      done
      ;;
  esac
  shift
done
shift
exec "$@"
