#!/bin/sh
# What try.sh and wordpress.sh read in.

# wait_for SECONDS COMMAND…: until it succeeds.
wait_for() {
  left=$1
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$left" -gt 0 ] || return 1
    left=$((left - 1))
    sleep 1
  done
}
