<?php
/**
 * Where mtqc says that a report is there, or that somebody has decided: POST /wp-json/mtqc/v1/webhook.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

use Throwable;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

final class Receiver {
	public const SPACE = 'mtqc/v1';
	public const ROUTE = '/webhook';
	/** The daily event of wp-cron that forgets old messages. */
	public const TIDY = 'mtqc_tidy';
	private const SEEN = 'mtqc_seen_';
	/** Mtqc tries a message again for some three days. */
	private const REMEMBERED_SECONDS = 5 * 86400;

	public static function register(): void {
		add_action( 'rest_api_init', array( self::class, 'add_route' ) );
		add_action( self::TIDY, array( self::class, 'forget_old' ) );
		add_action(
			'init',
			static function (): void {
				if ( ! wp_next_scheduled( self::TIDY ) ) {
					wp_schedule_event( time(), 'daily', self::TIDY );
				}
			}
		);
	}

	public static function add_route(): void {
		register_rest_route(
			self::SPACE,
			self::ROUTE,
			array(
				'methods'             => 'POST',
				'callback'            => array( self::class, 'receive' ),
				'permission_callback' => '__return_true', // the signature is what permits it; see receive().
			)
		);
	}

	/** 401 without a signature that holds, 503 where mtqc shall try again, else 200, also for what came before. */
	public static function receive( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$id      = (string) $request->get_header( 'webhook-id' );
		$refusal = Signature::refusal(
			Settings::get( 'secret' ),
			$id,
			(string) $request->get_header( 'webhook-timestamp' ),
			(string) $request->get_header( 'webhook-signature' ),
			$request->get_body(),
			time()
		);
		if ( '' !== $refusal ) {
			return new WP_Error( 'mtqc_not_signed', $refusal, array( 'status' => 401 ) );
		}
		if ( ! self::is_first( $id ) ) {
			return self::answer( 'It came before: nothing was done.' );
		}
		$message = json_decode( $request->get_body(), true );
		$data    = is_array( $message ) && is_array( $message['data'] ?? null ) ? $message['data'] : array();
		$why_not = self::why_not( $data );
		if ( '' !== $why_not ) {
			return self::answer( $why_not );
		}
		try {
			$done = self::act( $data );
		} catch ( Throwable $error ) {
			self::forget( $id );
			throw $error;
		}
		if ( ! $done ) {
			self::forget( $id );
			return new WP_Error( 'mtqc_later', 'The article could not be fetched: send the message again.', array( 'status' => 503 ) );
		}
		return self::answer( 'Done.' );
	}

	/**
	 * Why a message changes nothing here; '' where it does.
	 *
	 * @param array<string, mixed> $data
	 */
	private static function why_not( array $data ): string {
		$cms_id  = (string) ( $data['cms_id'] ?? '' );
		$post_id = ctype_digit( $cms_id ) ? (int) $cms_id : 0;
		if ( 0 === $post_id || null === get_post( $post_id ) ) {
			return 'There is no such post here.';
		}
		$state = State::of( $post_id );
		$same  = 0 !== $state->number && (string) ( $data['cms_revision'] ?? '' ) === (string) $state->number;
		return $same ? '' : 'The post has another text by now.';
	}

	/**
	 * The message says that something has changed; what is true now is asked, since messages may overtake one another.
	 *
	 * @param array<string, mixed> $data
	 */
	private static function act( array $data ): bool {
		$post_id = (int) $data['cms_id'];
		$state   = State::of( $post_id );
		if ( '' === $state->article ) { // the message was quicker than the answer to the request.
			$state->article = (string) ( $data['id'] ?? '' );
			$state->keep();
		}
		$known = Publishing::ask( $post_id );
		Publishing::settle( $post_id );
		return $known;
	}

	/** One statement, so that of two that come at the same moment one is the first. */
	private static function is_first( string $id ): bool {
		global $wpdb;
		$kept = "INSERT IGNORE INTO $wpdb->options (option_name, option_value, autoload) VALUES (%s, %s, 'no')";
		return 1 === $wpdb->query( $wpdb->prepare( $kept, self::SEEN . hash( 'sha256', $id ), (string) time() ) );
	}

	private static function forget( string $id ): void {
		global $wpdb;
		$wpdb->delete( $wpdb->options, array( 'option_name' => self::SEEN . hash( 'sha256', $id ) ) );
	}

	public static function forget_old(): void {
		global $wpdb;
		$old = "DELETE FROM $wpdb->options WHERE option_name LIKE %s AND CAST(option_value AS UNSIGNED) < %d";
		$wpdb->query( $wpdb->prepare( $old, $wpdb->esc_like( self::SEEN ) . '%', time() - self::REMEMBERED_SECONDS ) );
	}

	private static function answer( string $told ): WP_REST_Response {
		return new WP_REST_Response( array( 'message' => $told ) );
	}
}
