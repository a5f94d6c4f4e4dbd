<?php
/**
 * How a post stands, in the words of the editor's box, of its notice and of the list of posts.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class Wording {
	/** In one line; '' where the post is no translation. */
	public static function standing( State $state ): string {
		if ( '' === $state->digest ) {
			return '';
		}
		if ( $state->refused ) {
			return __( 'It cannot be checked as it is.', 'mtqc' );
		}
		if ( '' === $state->article ) {
			return __( 'It has not reached mtqc yet.', 'mtqc' );
		}
		/* translators: %s: the reason, a sentence. */
		$told = $state->is_allowed() ? __( 'May be published: %s', 'mtqc' ) : __( 'Not to be published: %s', 'mtqc' );
		return sprintf( $told, $state->reason );
	}

	/** What went wrong, and what happens next; '' where nothing did. */
	public static function problem( State $state ): string {
		$next = wp_next_scheduled( Sending::AGAIN, array( $state->post ) );
		if ( '' === $state->problem || false === $next ) {
			return $state->problem;
		}
		/* translators: 1: what went wrong. 2: a time of day. */
		return sprintf( __( '%1$s (It is tried again by itself, the next time at %2$s.)', 'mtqc' ), $state->problem, wp_date( 'H:i', max( $next, time() ) ) );
	}

	/** Why the post is not published; '' where nobody wanted that or nothing is in the way. */
	public static function notice( State $state ): string {
		if ( ! $state->wanted || $state->may_be_public() ) {
			return '';
		}
		$next = $state->refused
			? __( 'Change it and publish it again.', 'mtqc' )
			: __( 'It is published by itself as soon as it may be.', 'mtqc' );
		$why = '' !== $state->reason ? $state->reason : self::standing( $state );
		/* translators: %s: the reason, a sentence. */
		$told = array( sprintf( __( 'mtqc holds this post: %s', 'mtqc' ), $why ), self::problem( $state ), $next );
		return implode( ' ', array_filter( $told ) );
	}

	/** @param array<string, mixed> $scores */
	public static function scores( string $verdict, array $scores ): string {
		/* translators: %s: pass, review or reject. */
		$told = array( sprintf( __( 'verdict: %s', 'mtqc' ), $verdict ) );
		foreach ( $scores as $name => $score ) {
			$told[] = $name . ': ' . ( is_numeric( $score ) ? number_format_i18n( 100 * (float) $score ) : '–' );
		}
		return implode( ', ', $told );
	}
}
