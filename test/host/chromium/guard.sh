#!/bin/sh
# guard.sh PROFILE COMMAND...: runs Chromium and removes its profile once it has ended, also where the host was killed:
# the DevTools pipe closes then, and Chromium ends by itself.
profile=$1
shift
trap '' INT TERM HUP
"$@"
rm -rf "$profile" || { sleep 1; rm -rf "$profile"; }
