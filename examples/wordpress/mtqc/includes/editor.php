<?php
/**
 * What an editor sees: the source text, and what mtqc found. Meta boxes, which both editors show.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

use WP_Post;
use WP_REST_Request;

final class Editor {
	private const STYLE = '.mtqc-flags li{border-inline-start:3px solid #8c8f94;padding-inline-start:8px;margin-block:8px}'
		. '.mtqc-flags .mtqc-major{border-color:#dba617}.mtqc-flags .mtqc-critical{border-color:#d63638}'
		. '.mtqc-source textarea,.mtqc-source .large-text{inline-size:100%}';

	private static string $file = '';

	/** @param string $file The plug-in's main file. */
	public static function register( string $file ): void {
		self::$file = $file;
		add_action( 'add_meta_boxes', array( self::class, 'add_boxes' ), 10, 2 );
		add_action( 'admin_enqueue_scripts', array( self::class, 'add_script' ) );
		add_action( 'admin_notices', array( self::class, 'show_notice' ) );
		add_action( 'rest_api_init', array( self::class, 'add_route' ) );
	}

	public static function add_boxes( string $type, mixed $post ): void {
		if ( $post instanceof WP_Post && in_array( $type, Settings::post_types(), true ) ) {
			add_meta_box( 'mtqc-findings', __( 'Translation quality', 'mtqc' ), array( self::class, 'show_findings' ), $type, 'normal', 'high' );
			add_meta_box( 'mtqc-source', __( 'Translated from', 'mtqc' ), array( self::class, 'show_source' ), $type );
		}
	}

	public static function show_findings( WP_Post $post ): void {
		echo '<div id="mtqc-found" aria-live="polite">' . self::findings( $post->ID ) . '</div>'; // phpcs:ignore -- escaped there.
	}

	public static function show_source( WP_Post $post ): void {
		wp_nonce_field( Source::FORM . $post->ID, Source::FORM, false );
		$row   = '<p class="mtqc-source"><label for="%1$s">%2$s</label><br><input id="%1$s" name="%1$s" class="%4$s" dir="auto" value="%3$s"></p>';
		$value = static fn( string $key ): string => (string) get_post_meta( $post->ID, $key, true );
		printf( $row, esc_attr( Source::LANGUAGE ), esc_html__( 'Source language (ar, fa, ru …; empty: detected)', 'mtqc' ), esc_attr( $value( Source::LANGUAGE ) ), 'small-text' );
		printf( $row, esc_attr( Source::TITLE ), esc_html__( 'Source title', 'mtqc' ), esc_attr( $value( Source::TITLE ) ), 'large-text' );
		printf(
			'<p class="mtqc-source"><label for="%1$s">%2$s</label><br><textarea id="%1$s" name="%1$s" rows="10" dir="auto" lang="%4$s">%3$s</textarea></p>',
			esc_attr( Source::TEXT ),
			esc_html__( 'Source text (without one, the post is not sent)', 'mtqc' ),
			esc_textarea( $value( Source::TEXT ) ),
			esc_attr( $value( Source::LANGUAGE ) )
		);
	}

	public static function add_script( string $page ): void {
		$post = get_post();
		if ( ! in_array( $page, array( 'post.php', 'post-new.php' ), true ) || ! $post instanceof WP_Post ) {
			return;
		}
		if ( in_array( $post->post_type, Settings::post_types(), true ) ) {
			wp_enqueue_script( 'mtqc', plugins_url( 'editor.js', self::$file ), array( 'wp-api-fetch', 'wp-data' ), VERSION, true );
			$told = array(
				'path'      => sprintf( '/%s/posts/%d', Receiver::SPACE, $post->ID ),
				'metas'     => Source::KEYS,
				'status'    => $post->post_status,
				'changed'   => __( 'mtqc has changed this post since you opened it. Reload the page before you go on.', 'mtqc' ),
				'published' => __( 'The post is published: mtqc allows it.', 'mtqc' ),
				'review'    => __( 'Review it in mtqc', 'mtqc' ),
			);
			wp_add_inline_script( 'mtqc', 'window.mtqc = ' . wp_json_encode( $told ) . ';', 'before' );
			wp_add_inline_style( 'wp-admin', self::STYLE );
		}
	}

	/** For the classic editor; the script shows the same in the block editor, which has notices of its own. */
	public static function show_notice(): void {
		$screen = get_current_screen();
		$post   = get_post();
		if ( null === $screen || 'post' !== $screen->base || $screen->is_block_editor() || ! $post instanceof WP_Post ) {
			return;
		}
		$notice = Wording::notice( State::of( $post->ID ) );
		if ( '' !== $notice ) {
			printf( '<div class="notice notice-warning"><p dir="auto">%s</p></div>', esc_html( $notice ) );
		}
	}

	public static function add_route(): void {
		register_rest_route(
			Receiver::SPACE,
			'/posts/(?P<post>\d+)',
			array(
				'methods'             => 'GET',
				'callback'            => array( self::class, 'tell' ),
				'permission_callback' => static fn( WP_REST_Request $request ): bool => current_user_can( 'edit_post', (int) $request['post'] ),
			)
		);
	}

	/**
	 * What the script shows.
	 *
	 * @return array<string, mixed>
	 */
	public static function tell( WP_REST_Request $request ): array {
		$state = State::of( (int) $request['post'] );
		return array(
			'html'      => self::findings( $state->post ),
			'notice'    => Wording::notice( $state ),
			'page'      => '' === $state->article ? '' : Service::page( $state->article ),
			'waits'     => $state->is_waiting(),
			'held'      => $state->wanted,
			'status'    => (string) get_post_status( $state->post ),
			'corrected' => $state->corrected,
		);
	}

	/** HTML, escaped. */
	private static function findings( int $post_id ): string {
		$state = State::of( $post_id );
		if ( '' === $state->digest ) {
			return '<p>' . esc_html__( 'Give a source text and save: then the translation is checked.', 'mtqc' ) . '</p>';
		}
		$html = '<p><strong>' . self::any_direction( Wording::standing( $state ) ) . '</strong></p>';
		if ( '' !== $state->problem ) {
			$html .= '<p>' . self::any_direction( Wording::problem( $state ) ) . '</p>';
		}
		if ( '' === $state->verdict ) {
			return $html;
		}
		$report = $state->report();
		$html  .= '<p>' . esc_html( Wording::scores( $state->verdict, (array) ( $report['scores'] ?? array() ) ) ) . '</p>';
		$html  .= self::items( 'mtqc-reasons', array_map( array( self::class, 'any_direction' ), (array) ( $report['verdict_reasons'] ?? array() ) ) );
		$html  .= self::flags( (array) ( $report['flags'] ?? array() ) );
		$review = __( 'Review it in mtqc', 'mtqc' );
		return $html . sprintf( '<p><a href="%s" target="_blank" rel="noopener noreferrer">%s</a></p>', esc_url( Service::page( $state->article ) ), esc_html( $review ) );
	}

	/** @param array<int, array<string, string>> $flags */
	private static function flags( array $flags ): string {
		$html = '';
		foreach ( $flags as $flag ) {
			$html .= sprintf(
				'<li class="mtqc-%1$s"><strong>%2$s</strong> “%3$s” %4$s</li>',
				esc_attr( sanitize_html_class( $flag['severity'] ?? '' ) ),
				esc_html( $flag['severity'] ?? '' ),
				self::any_direction( $flag['text'] ?? '' ),
				self::any_direction( $flag['message'] ?? '' )
			);
		}
		return '' === $html ? '' : "<ul class=\"mtqc-flags\">$html</ul>";
	}

	/** @param string[] $items Escaped. */
	private static function items( string $css, array $items ): string {
		return array() === $items ? '' : "<ul class=\"$css\"><li>" . implode( '</li><li>', $items ) . '</li></ul>';
	}

	/** A text of either direction, which turns nothing around it. */
	private static function any_direction( string $text ): string {
		return '<bdi dir="auto">' . esc_html( $text ) . '</bdi>';
	}
}
