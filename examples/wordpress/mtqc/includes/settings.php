<?php
/**
 * Where the service is, and what opens it: constants of wp-config.php, or a page under Settings.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class Settings {
	private const OPTION = 'mtqc_settings';
	private const MODE   = 'mtqc_mode';
	private const HELD   = 'hold';
	/** Each by the constant that outweighs it, what it is called, and what it is when nothing is set. */
	private const KNOWN = array(
		'address'  => array( 'MTQC_ADDRESS', 'Address of the service', 'http://127.0.0.1:8000' ),
		'key'      => array( 'MTQC_KEY', 'API key (scopes submit and read)', '' ),
		'secret'   => array( 'MTQC_WEBHOOK_SECRET', 'Secret of the endpoint (whsec_…)', '' ),
		'callback' => array( 'MTQC_CALLBACK', 'Name of the endpoint', 'wordpress' ),
		'types'    => array( 'MTQC_POST_TYPES', 'Post types, with commas', 'post' ),
		'timeout'  => array( 'MTQC_TIMEOUT', 'Seconds to wait for the service at most, 1 to 4', '3' ),
	);
	/** Never shown again once they are stored. */
	private const SECRET = array( 'key', 'secret' );
	/** Two requests may be made before a webhook is answered, which mtqc wants within ten seconds. */
	private const MAX_TIMEOUT_SECONDS = 4.0;

	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'add_option' ) );
		add_action( 'admin_menu', array( self::class, 'add_page' ) );
	}

	/** The setting as text. */
	public static function get( string $name ): string {
		[ $constant, , $default ] = self::KNOWN[ $name ];
		if ( defined( $constant ) ) {
			return (string) constant( $constant );
		}
		$stored = (array) get_option( self::OPTION, array() );
		return '' !== (string) ( $stored[ $name ] ?? '' ) ? (string) $stored[ $name ] : $default;
	}

	/** Without a slash at its end. */
	public static function address(): string {
		return untrailingslashit( trim( self::get( 'address' ) ) );
	}

	/** For one request, in seconds. */
	public static function timeout(): float {
		return min( max( (float) self::get( 'timeout' ), 1.0 ), self::MAX_TIMEOUT_SECONDS );
	}

	/** @return string[] */
	public static function post_types(): array {
		return array_values( array_filter( array_map( 'trim', explode( ',', self::get( 'types' ) ) ) ) );
	}

	/** Does the site hold what it knows nothing of yet? As it was told last; until it is told, it does. */
	public static function holds(): bool {
		return self::HELD === get_option( self::MODE, self::HELD );
	}

	/** Every answer of the service says how the site publishes. */
	public static function remember_mode( string $mode ): void {
		update_option( self::MODE, $mode );
	}

	public static function add_option(): void {
		register_setting(
			'mtqc',
			self::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( self::class, 'cleaned' ),
			)
		);
	}

	public static function add_page(): void {
		add_options_page( 'mtqc', 'mtqc', 'manage_options', 'mtqc', array( self::class, 'show_page' ) );
	}

	/**
	 * An empty field leaves a key or a secret as it is.
	 *
	 * @return array<string, string>
	 */
	public static function cleaned( mixed $sent ): array {
		$stored = (array) get_option( self::OPTION, array() );
		$clean  = array();
		foreach ( array_keys( self::KNOWN ) as $name ) {
			$value          = is_array( $sent ) && is_string( $sent[ $name ] ?? null ) ? trim( sanitize_text_field( $sent[ $name ] ) ) : '';
			$keep           = '' === $value && in_array( $name, self::SECRET, true );
			$clean[ $name ] = $keep ? (string) ( $stored[ $name ] ?? '' ) : $value;
		}
		$clean['address'] = esc_url_raw( $clean['address'], array( 'http', 'https' ) );
		return $clean;
	}

	public static function show_page(): void {
		echo '<div class="wrap"><h1>mtqc</h1><form method="post" action="options.php">';
		settings_fields( 'mtqc' );
		echo '<table class="form-table" role="presentation">';
		foreach ( self::KNOWN as $name => [ $constant, $label ] ) {
			self::show_row( $name, $constant, $label );
		}
		echo '</table><p>';
		$answer = Service::capabilities();
		echo esc_html( $answer->is_ok() ? __( 'mtqc answers, and takes the key.', 'mtqc' ) : $answer->problem );
		echo '</p><p>';
		esc_html_e( 'Register this address with mtqc as the endpoint:', 'mtqc' );
		printf( ' <code>%s</code></p>', esc_html( rest_url( Receiver::SPACE . Receiver::ROUTE ) ) );
		submit_button();
		echo '</form></div>';
	}

	private static function show_row( string $name, string $constant, string $label ): void {
		$fixed  = defined( $constant );
		$secret = in_array( $name, self::SECRET, true );
		$value  = self::get( $name );
		printf(
			'<tr><th scope="row"><label for="mtqc-%1$s">%2$s</label></th><td><input id="mtqc-%1$s" class="regular-text" dir="ltr" autocomplete="off" name="%3$s[%1$s]" type="%4$s" value="%5$s" placeholder="%6$s"%7$s>%8$s</td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( self::OPTION ),
			$secret ? 'password' : 'text',
			esc_attr( $secret ? '' : $value ),
			esc_attr( $secret && '' !== $value ? __( 'is set', 'mtqc' ) : '' ),
			$fixed ? ' disabled' : '',
			$fixed ? '<p class="description">' . esc_html( $constant . ' (wp-config.php)' ) . '</p>' : ''
		);
	}
}
