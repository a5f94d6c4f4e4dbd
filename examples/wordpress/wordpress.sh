#!/bin/sh
# A WordPress with the plug-in, made in an empty folder, until it is stopped:
#     MTQC_ADDRESS=… MTQC_KEY=… MTQC_WEBHOOK_SECRET=… sh examples/wordpress/wordpress.sh FOLDER PORT
# Standard output: its address and how to log in, once it answers. `wordpress.sh lacks` says what is missing here.
# WORDPRESS names another WordPress than that of Debian's package.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
WORDPRESS=${WORDPRESS:-/usr/share/wordpress}

lacks() {
  for program in php mariadbd mariadb-install-db setsid; do
    command -v "$program" >/dev/null || { echo "there is no $program here"; return; }
  done
  [ -f "$WORDPRESS/wp-load.php" ] || { echo "there is no WordPress in $WORDPRESS"; return; }
  php -r 'exit(PHP_VERSION_ID >= 80100 && extension_loaded("mysqli") ? 0 : 1);' ||
    echo "PHP 8.1 or later with mysqli (php-mysql) is needed"
}
missing=$(lacks)
[ "$*" != lacks ] || { echo "$missing"; exit 0; }
fail() { echo "wordpress.sh: $1" >&2; exit 1; }
[ -z "$missing" ] || fail "$missing"
[ $# = 2 ] || fail "usage: wordpress.sh FOLDER PORT"
mkdir -p "$1"
work=$(CDPATH='' cd -- "$1" && pwd)
port=$2

running=''
clean_up() { # each with its children: PHP's server leaves its own behind
  for process in $running; do kill -- "-$process" 2>/dev/null || true; done
  wait
}
trap clean_up EXIT
trap 'exit 1' INT TERM

. "$here/wait_for.sh"

user=$(id -un)
mariadb-install-db --no-defaults --datadir="$work/mariadb" --user="$user" --skip-test-db \
  --auth-root-authentication-method=normal >"$work/mariadb.log" 2>&1 || { cat "$work/mariadb.log" >&2; fail "MariaDB"; }
setsid mariadbd --no-defaults --datadir="$work/mariadb" --user="$user" --skip-networking --socket="$work/db.sock" \
  --pid-file="$work/mariadb.pid" >>"$work/mariadb.log" 2>&1 &
running="$running $!"
create='(new mysqli("localhost", "root", "", "", 0, $argv[1]))->query("CREATE DATABASE IF NOT EXISTS wordpress") || exit(1);'
wait_for 60 php -r "$create" "$work/db.sock" || { cat "$work/mariadb.log" >&2; fail "MariaDB did not start"; }

mkdir "$work/wordpress"
cp -RL "$WORDPRESS/." "$work/wordpress/" 2>/dev/null || true # Debian's has links to packages that may not be there
rm -f "$work/wordpress/wp-config.php"
mkdir -p "$work/wordpress/wp-content/plugins" "$work/wordpress/wp-content/uploads"
cp -R "$here/mtqc" "$work/wordpress/wp-content/plugins/"
theme=$work/wordpress/wp-content/themes/plain # Debian packs themes by themselves
mkdir -p "$theme"
echo '/* Theme Name: Plain */' >"$theme/style.css"
cat >"$theme/index.php" <<'THEME'
<?php
wp_head();
while ( have_posts() ) {
	the_post();
	the_title( '<h1 dir="auto">', '</h1>' );
	the_content();
}
wp_footer();
THEME
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
define( 'WP_DEFAULT_THEME', 'plain' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$work/wordpress.log' );
define( 'MTQC_ADDRESS', '$MTQC_ADDRESS' );
define( 'MTQC_KEY', '$MTQC_KEY' );
define( 'MTQC_WEBHOOK_SECRET', '$MTQC_WEBHOOK_SECRET' );
\$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
CONFIG
password=$(php "$here/try.php" "$work/wordpress" "$port" install)
php "$here/try.php" "$work/wordpress" "$port" activate
PHP_CLI_SERVER_WORKERS=4 setsid php -S "127.0.0.1:$port" -t "$work/wordpress" >"$work/php.log" 2>&1 &
running="$running $!"
wait_for 30 php -r 'exit(@fsockopen("127.0.0.1", (int) $argv[1]) ? 0 : 1);' "$port" || fail "PHP's server did not start"
echo "WordPress is ready: http://127.0.0.1:$port/wp-admin/ (name editor, password $password)"
wait
