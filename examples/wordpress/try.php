<?php
/**
 * What try.sh does inside WordPress: php try.php FOLDER PORT install|activate|deactivate|save|again|tell|show|is|has|holds …
 *
 * @package mtqc
 */

declare(strict_types=1);

[ , $folder, $port, $command ] = $argv;

$_SERVER['HTTP_HOST']       = "127.0.0.1:$port";
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';

if ( 'install' === $command ) {
	define( 'WP_INSTALLING', true );
	require "$folder/wp-load.php";
	/** Nobody is to get mail. */
	function wp_new_blog_notification(): void {}
	require ABSPATH . 'wp-admin/includes/upgrade.php';
	$password = wp_generate_password( 16, false );
	wp_install( 'mtqc', 'editor', 'editor@example.org', false, '', $password );
	echo $password;
	exit( 0 );
}

require "$folder/wp-load.php";

if ( 'activate' === $command ) {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$refused = activate_plugin( 'mtqc/mtqc.php' );
	if ( is_wp_error( $refused ) ) {
		fwrite( STDERR, $refused->get_error_message() . "\n" );
		exit( 1 );
	}
	exit( 0 );
}

if ( 'deactivate' === $command ) {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	deactivate_plugins( 'mtqc/mtqc.php' );
	exit( 0 );
}

if ( 'save' === $command ) { // a post with a wrong number, or with - what a JSON object says.
	wp_set_current_user( 1 );
	$post = wp_insert_post(
		wp_slash(
			json_decode( '-' === ( $argv[4] ?? '' ) ? stream_get_contents( STDIN ) : '{}', true ) + array(
				'post_title'   => 'The port reopens',
				'post_content' => "<!-- wp:paragraph -->\n<p>The port reopened after <strong>21</strong> days.</p>\n<!-- /wp:paragraph -->",
				'post_status'  => 'publish',
				'post_author'  => 1,
				'meta_input'   => array(
					'_mtqc_source_title' => 'إعادة فتح الميناء',
					'_mtqc_source'       => '<p>أعيد فتح الميناء بعد <strong>12</strong> يوما.</p>',
					'_mtqc_source_lang'  => 'ar',
				),
			)
		),
		true
	);
	if ( is_wp_error( $post ) ) {
		fwrite( STDERR, $post->get_error_message() . "\n" );
		exit( 1 );
	}
	echo $post;
	exit( 0 );
}

if ( 'again' === $command ) { // what wp-cron does when its time has come.
	$planned = wp_next_scheduled( Mtqc\Sending::AGAIN, array( (int) $argv[4] ) );
	wp_clear_scheduled_hook( Mtqc\Sending::AGAIN, array( (int) $argv[4] ) );
	if ( false !== $planned ) {
		do_action( Mtqc\Sending::AGAIN, (int) $argv[4] );
	}
	exit( false === $planned ? 1 : 0 );
}

$post  = get_post( (int) $argv[4] );
$known = Mtqc\State::of( (int) $argv[4] );
$told  = get_object_vars( $known ) + array(
	'status'  => $post->post_status ?? '',
	'content' => $post->post_content ?? '',
);
switch ( $command ) {
	case 'tell':
		echo wp_json_encode( $told + array( 'notice' => Mtqc\Wording::notice( $known ), 'standing' => Mtqc\Wording::standing( $known ) ) );
		exit( 0 );
	case 'show':
		printf( "   %s; verdict %s; %s %s\n", $told['status'], $told['verdict'] ?: '–', $told['reason'], $told['problem'] );
		foreach ( $known->report()['flags'] ?? array() as $flag ) {
			printf( "   %s “%s”: %s\n", $flag['severity'], $flag['text'], $flag['message'] );
		}
		exit( 0 );
	case 'is':
		exit( (string) $told[ $argv[5] ] === $argv[6] ? 0 : 1 );
	case 'has':
		exit( (string) $told[ $argv[5] ] !== '' ? 0 : 1 );
	case 'holds':
		exit( str_contains( $told['content'], $argv[5] ) ? 0 : 1 );
}
exit( 2 );
