<?php
/**
 * Is a message from mtqc? Standard Webhooks (standardwebhooks.com); needs PHP alone.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class Signature {
	/** How far the sender's clock and ours may differ, and how long a message that was caught can be sent again. */
	public const TOLERANCE_SECONDS = 300;

	/**
	 * Why the message is refused, or '' where its signature holds.
	 *
	 * @param string $secret     As the operator gave it: whsec_ and base64.
	 * @param string $id         The header webhook-id.
	 * @param string $timestamp  The header webhook-timestamp, seconds since 1970.
	 * @param string $signatures The header webhook-signature: one or more of "v1,base64", a space between them.
	 * @param string $body       The body as it came, byte by byte.
	 * @param int    $now        Seconds since 1970.
	 */
	public static function refusal( string $secret, string $id, string $timestamp, string $signatures, string $body, int $now ): string {
		$key = self::key( $secret );
		if ( '' === $key ) {
			return 'No secret is set here that could verify a message.';
		}
		if ( '' === $id || ! ctype_digit( $timestamp ) || '' === $signatures ) {
			return 'The message is not signed.';
		}
		if ( abs( $now - (int) $timestamp ) > self::TOLERANCE_SECONDS ) {
			return 'The message is too old, or from the future.';
		}
		$expected = 'v1,' . self::sign( $key, $id, $timestamp, $body );
		$holds    = false;
		foreach ( explode( ' ', $signatures ) as $signature ) {
			$holds = hash_equals( $expected, $signature ) || $holds;
		}
		return $holds ? '' : 'The signature does not belong to this message.';
	}

	/** The base64 of the signature. */
	private static function sign( string $key, string $id, string $timestamp, string $body ): string {
		return base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $key, true ) );
	}

	/** The bytes of the secret; '' where it is none. */
	private static function key( string $secret ): string {
		$encoded = str_starts_with( $secret, 'whsec_' ) ? substr( $secret, 6 ) : $secret;
		return (string) base64_decode( $encoded, true );
	}
}
