<?php
/**
 * The requests that are made of mtqc.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

/** What came back. */
final class Answer {
	/**
	 * @param int                  $status              0 where nobody answered.
	 * @param array<string, mixed> $body                The JSON object, empty where there is none.
	 * @param string               $problem             What went wrong, in words; '' where nothing did.
	 * @param int                  $retry_after_seconds The header Retry-After of a refusal, else 0.
	 */
	public function __construct(
		public readonly int $status,
		public readonly array $body,
		public readonly string $problem,
		public readonly int $retry_after_seconds = 0,
	) {}

	public function is_ok(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/** Would the very same request be refused for ever? */
	public function is_final(): bool {
		return in_array( $this->status, array( 400, 413, 415, 422 ), true );
	}
}

final class Service {
	/** Has the article kept; the answer is its state. Sent again under the same key, it is kept once. */
	public static function send( string $json, string $idempotency_key ): Answer {
		return self::call( 'POST', '/api/v1/articles', $json, array( 'Idempotency-Key' => $idempotency_key ) );
	}

	/** Where an article stands. */
	public static function state( string $article ): Answer {
		return self::call( 'GET', sprintf( '/api/v1/articles/%s', rawurlencode( $article ) ) );
	}

	/** What was found in it, and under `article` where it stands; 404 as long as there is no report. */
	public static function report( string $article ): Answer {
		return self::call( 'GET', sprintf( '/api/v1/articles/%s/report', rawurlencode( $article ) ) );
	}

	/** Its texts with what reviewers wrote. */
	public static function corrected( string $article ): Answer {
		return self::call( 'GET', sprintf( '/api/v1/articles/%s/corrected', rawurlencode( $article ) ) );
	}

	/** Does the key open it? Answers with what the service knows. */
	public static function capabilities(): Answer {
		return self::call( 'GET', '/api/v1/capabilities' );
	}

	/** The page on which people decide on it. */
	public static function page( string $article ): string {
		return Settings::address() . sprintf( '/articles/%s', rawurlencode( $article ) );
	}

	/** @param array<string, string> $headers */
	private static function call( string $method, string $path, ?string $json = null, array $headers = array() ): Answer {
		if ( '' === Settings::get( 'key' ) ) {
			return new Answer( 0, array(), __( 'There is no API key yet: see Settings, mtqc.', 'mtqc' ) );
		}
		$answer = wp_remote_request(
			Settings::address() . $path,
			array(
				'method'      => $method,
				'timeout'     => Settings::timeout(),
				'redirection' => 0, // the key goes where it was meant to go and nowhere else.
				'headers'     => $headers + array(
					'Authorization' => 'Bearer ' . Settings::get( 'key' ),
					'Content-Type'  => 'application/json',
					'Accept'        => 'application/json',
				),
				'body'        => $json,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return new Answer( 0, array(), $answer->get_error_message() );
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		$body   = json_decode( wp_remote_retrieve_body( $answer ), true );
		$body   = is_array( $body ) ? $body : array();
		if ( $status >= 200 && $status < 300 ) {
			return new Answer( $status, $body, '' );
		}
		$wait = (int) wp_remote_retrieve_header( $answer, 'retry-after' );
		return new Answer( $status, $body, self::problem( $status, $body ), max( $wait, 0 ) );
	}

	/**
	 * An RFC 9457 answer in one line.
	 *
	 * @param array<string, mixed> $body
	 */
	private static function problem( int $status, array $body ): string {
		$told = array( (string) $status );
		foreach ( array( 'title', 'detail' ) as $name ) {
			if ( is_string( $body[ $name ] ?? null ) && '' !== $body[ $name ] ) {
				$told[] = $body[ $name ];
			}
		}
		return implode( ' ', $told );
	}
}
