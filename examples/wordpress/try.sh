#!/bin/sh
# The plug-in in a real WordPress against a real mtqc, both thrown away afterwards:
#     sh examples/wordpress/try.sh
# It needs Debian's packages wordpress, php-cli, php-mysql and mariadb-server, and the environment of `make setup`.
# Where one of them is missing it says so and exits with 0. WORDPRESS names another WordPress than Debian's, PYTHON
# another Python than that of .venv.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
WORDPRESS=${WORDPRESS:-/usr/share/wordpress}
PYTHON=${PYTHON:-$root/.venv/bin/python}

skip() { echo "Skipped: $1"; exit 0; }
fail() { echo "Failed: $1" >&2; exit 1; }

for program in php mariadbd mariadb-install-db "$PYTHON"; do
  command -v "$program" >/dev/null || skip "there is no $program here"
done
[ -f "$WORDPRESS/wp-load.php" ] || skip "there is no WordPress in $WORDPRESS"
php -r 'exit(PHP_VERSION_ID >= 80100 && extension_loaded("mysqli") ? 0 : 1);' ||
  skip "PHP 8.1 or later with mysqli (php-mysql) is needed"
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

echo "1. mtqc's service"
cd "$root"
"$PYTHON" scripts/serve.py --port 0 --data "$work/data" >"$work/service.out" 2>"$work/service.log" &
running="$running $!"
wait_for 180 grep -q '^mtqc is ready' "$work/service.out" || { cat "$work/service.log" >&2; fail "mtqc did not start"; }
address=$(sed -n 's|^mtqc is ready: \(http://[^ /]*\)/.*|\1|p' "$work/service.out")
key=$(sed -n 's/^Your first API key.*: \(mtqc_.*\)$/\1/p' "$work/service.out")
port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
secret=$("$PYTHON" scripts/webhooks.py --database "sqlite:///$work/data/mtqc.sqlite3" add --site default \
  --name wordpress --url "http://127.0.0.1:$port/?rest_route=/mtqc/v1/webhook" --inside-allowed)

echo "2. MariaDB"
user=$(id -un)
mariadb-install-db --no-defaults --datadir="$work/mariadb" --user="$user" --skip-test-db \
  --auth-root-authentication-method=normal >"$work/mariadb.log" 2>&1 || { cat "$work/mariadb.log" >&2; fail "MariaDB"; }
mariadbd --no-defaults --datadir="$work/mariadb" --user="$user" --skip-networking --socket="$work/db.sock" \
  --pid-file="$work/mariadb.pid" >>"$work/mariadb.log" 2>&1 &
running="$running $!"
create='(new mysqli("localhost", "root", "", "", 0, $argv[1]))->query("CREATE DATABASE IF NOT EXISTS wordpress") || exit(1);'
wait_for 60 php -r "$create" "$work/db.sock" || { cat "$work/mariadb.log" >&2; fail "MariaDB did not start"; }

echo "3. WordPress with the plug-in"
mkdir "$work/wordpress"
cp -RL "$WORDPRESS/." "$work/wordpress/" 2>/dev/null || true # Debian's has links to packages that may not be there
rm -f "$work/wordpress/wp-config.php"
mkdir -p "$work/wordpress/wp-content/plugins" "$work/wordpress/wp-content/uploads"
cp -R "$here/mtqc" "$work/wordpress/wp-content/plugins/"
cat >"$work/wordpress/wp-config.php" <<CONFIG
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$work/db.sock' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', 'http://127.0.0.1:$port' );
define( 'WP_SITEURL', 'http://127.0.0.1:$port' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$work/wordpress.log' );
define( 'MTQC_ADDRESS', '$address' );
define( 'MTQC_KEY', '$key' );
define( 'MTQC_WEBHOOK_SECRET', '$secret' );
\$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
CONFIG
wordpress() { php "$here/try.php" "$work/wordpress" "$port" "$@"; }
wordpress install
wordpress activate
PHP_CLI_SERVER_WORKERS=4 php -S "127.0.0.1:$port" -t "$work/wordpress" >"$work/php.log" 2>&1 &
running="$running $!"
wait_for 30 php -r 'exit(@fsockopen("127.0.0.1", (int) $argv[1]) ? 0 : 1);' "$port" || fail "PHP's server did not start"

# The own fault of the plug-in comes first, then what went wrong elsewhere.
explain() {
  for log in wordpress.log php.log service.log; do [ -f "$work/$log" ] && tail -n 30 "$work/$log" >&2; done
  wordpress show "$post" >&2 || true
  fail "$1"
}

echo "4. A forged message is refused"
forged=$(php -r '$c = stream_context_create(["http" => ["method" => "POST", "ignore_errors" => true, "content" => "{}",
  "header" => "webhook-id: 1\r\nwebhook-timestamp: " . time() . "\r\nwebhook-signature: v1,AAAA"]]);
  file_get_contents($argv[1], false, $c); echo $http_response_header[0];' \
  "http://127.0.0.1:$port/?rest_route=/mtqc/v1/webhook")
post=0
case $forged in *' 401 '*) ;; *) explain "a forged message was answered: $forged" ;; esac

echo "5. A translation with a wrong number is to be published: it is held, and its verdict arrives"
post=$(wordpress create)
wordpress is "$post" status pending || explain "the post was not held"
wait_for 120 wordpress has "$post" verdict || explain "no verdict arrived"
wordpress show "$post"

echo "6. A reviewer corrects it: it is published, with the corrected text"
KEY=$key ADDRESS=$address PYTHONPATH="$root/examples" "$PYTHON" "$here/try_review.py" "$post"
wait_for 60 wordpress is "$post" status publish || explain "the post was not published"
wait_for 60 wordpress holds "$post" 'after <strong>12</strong> days' || explain "the corrected text did not arrive"
wordpress show "$post"
if [ -f "$work/wordpress.log" ] && grep -n 'plugins/mtqc' "$work/wordpress.log"; then fail "PHP complains of the plug-in"; fi
echo "All of it worked."
