#!/bin/sh
# The plug-in in a real WordPress against a real mtqc, both thrown away afterwards:
#     sh examples/wordpress/try.sh [stay]
# `stay` leaves both running, to be tried by hand in a browser, until Ctrl-C. It needs Debian's packages wordpress,
# php-cli, php-mysql and mariadb-server, and the environment of `make setup`. Where one of them is missing it says so
# and exits with 0. WORDPRESS names another WordPress than Debian's, PYTHON another Python than that of .venv.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
PYTHON=${PYTHON:-$root/.venv/bin/python}
[ "$*" = stay ] || [ $# = 0 ] || { echo "try.sh: usage: try.sh [stay]" >&2; exit 2; }

skip() { echo "Skipped: $1"; exit 0; }
fail() { echo "Failed: $1" >&2; exit 1; }
missing=$(sh "$here/wordpress.sh" lacks)
[ -z "$missing" ] || skip "$missing"
command -v "$PYTHON" >/dev/null || skip "there is no $PYTHON here"
"$PYTHON" -c 'import waitress, standardwebhooks' 2>/dev/null || skip "mtqc's packages are not installed: make setup"

work=$(mktemp -d)
running=''
clean_up() {
  for process in $running; do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

. "$here/wait_for.sh"

echo "1. mtqc's service (loading the model takes a moment)"
cd "$root"
"$PYTHON" scripts/serve.py --port 0 --data "$work/data" >"$work/service.out" 2>"$work/service.log" &
service=$!
running="$running $service"
started() { grep -q '^mtqc is ready' "$work/service.out" || ! kill -0 "$service" 2>/dev/null; }
wait_for 600 started
grep -q '^mtqc is ready' "$work/service.out" || { cat "$work/service.log" >&2; fail "mtqc did not start"; }
address=$(sed -n 's|^mtqc is ready: \(http://[^ /]*\)/.*|\1|p' "$work/service.out")
key=$(sed -n 's/^Your first API key.*: \(mtqc_.*\)$/\1/p' "$work/service.out")
port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
secret=$("$PYTHON" scripts/webhooks.py --database "sqlite:///$work/data/mtqc.sqlite3" add --site default --name wordpress \
  --url "http://127.0.0.1:$port/?rest_route=/mtqc/v1/webhook" --inside-allowed 2>"$work/webhooks.log") ||
  { cat "$work/webhooks.log" >&2; fail "no endpoint was made"; }

echo "2. WordPress with the plug-in"
MTQC_ADDRESS=$address MTQC_KEY=$key MTQC_WEBHOOK_SECRET=$secret \
  sh "$here/wordpress.sh" "$work/site" "$port" >"$work/site.out" 2>"$work/site.log" &
running="$! $running"
wait_for 120 grep -q '^WordPress is ready' "$work/site.out" || { cat "$work/site.log" >&2; fail "WordPress did not start"; }
wordpress() { php "$here/try.php" "$work/site/wordpress" "$port" "$@"; }

if [ "$*" = stay ]; then
  cat "$work/site.out"
  echo "mtqc is ready: $address (key $key)"
  echo "Ctrl-C stops both and throws them away."
  wait
fi

# The own fault of the plug-in comes first, then what went wrong elsewhere.
explain() {
  for log in site/wordpress.log site/php.log service.log; do [ -f "$work/$log" ] && tail -n 30 "$work/$log" >&2; done
  wordpress show "$post" >&2 || true
  fail "$1"
}

echo "3. A forged message is refused"
forged=$(php -r '$c = stream_context_create(["http" => ["method" => "POST", "ignore_errors" => true, "content" => "{}",
  "header" => "content-type: application/json\r\nwebhook-id: 1\r\nwebhook-timestamp: " . time() .
  "\r\nwebhook-signature: v1,AAAA"]]); file_get_contents($argv[1], false, $c); echo $http_response_header[0];' \
  "http://127.0.0.1:$port/?rest_route=/mtqc/v1/webhook")
post=0
case $forged in *' 401 '*) ;; *) explain "a forged message was answered: $forged" ;; esac

echo "4. A translation with a wrong number is to be published: it is held, and its verdict arrives"
post=$(wordpress save)
wordpress is "$post" status pending || explain "the post was not held"
wait_for 120 wordpress has "$post" verdict || explain "no verdict arrived"
wordpress show "$post"

echo "5. A reviewer corrects it: it is published, with the corrected text"
KEY=$key ADDRESS=$address PYTHONPATH="$root/examples" "$PYTHON" "$here/try_review.py" "$post"
wait_for 60 wordpress is "$post" status publish || explain "the post was not published"
wait_for 60 wordpress holds "$post" 'after <strong>12</strong> days' || explain "the corrected text did not arrive"
wordpress show "$post"
if [ -f "$work/site/wordpress.log" ] && grep -n 'plugins/mtqc' "$work/site/wordpress.log"; then fail "PHP complains of the plug-in"; fi
echo "All of it worked."
