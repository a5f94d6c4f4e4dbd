<?php
/**
 * A post goes to mtqc when it is saved, and by wp-cron again until it has arrived and a verdict has come back.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

use WP_Post;

final class Sending {
	/** The event of wp-cron; its argument is the post's id. */
	public const AGAIN = 'mtqc_again';
	/** After each attempt; the last one again and again. */
	private const PAUSES_SECONDS = array( 60, 300, 1800, 3600 );
	/** Some three days: as long as mtqc goes on delivering a message. */
	private const MAX_TRIES = 72;

	public static function register(): void {
		add_action( 'wp_after_insert_post', array( self::class, 'after_saving' ), 10, 3 );
		add_action( self::AGAIN, array( self::class, 'again' ) );
	}

	/** Metas and terms are stored by now, whichever editor it was. */
	public static function after_saving( int $post_id, WP_Post $post, bool $update ): void {
		$passing = in_array( $post->post_status, array( 'auto-draft', 'inherit', 'trash' ), true );
		if ( $passing || Publishing::is_writing() || ! in_array( $post->post_type, Settings::post_types(), true ) ) {
			return;
		}
		$held    = Publishing::was_held( $update ? $post_id : 0 );
		$article = Source::of_post( $post );
		if ( defined( 'DOING_AUTOSAVE' ) && DOING_AUTOSAVE ) {
			return;
		}
		$state = State::of( $post_id );
		if ( null === $article ) {
			self::stop( $state );
			return;
		}
		if ( $held || 'pending' !== $post->post_status ) {
			$state->wanted = $held;
		}
		$is_new = $state->digest !== $article->digest();
		if ( $is_new ) {
			$state->begin( $article->digest() );
		}
		$state->keep();
		if ( $is_new || '' === $state->article ) {
			self::send( $article, $state );
		} elseif ( ! $state->may_be_public() && ( $held || 'publish' === $post->post_status ) ) {
			Publishing::ask( $post_id );
		}
		Publishing::settle( $post_id );
	}

	/**
	 * What wp-cron does: sends what has not arrived, asks for a verdict that has not come, and what became of a post
	 * that is held, as the message about it may be lost.
	 */
	public static function again( mixed $post_id ): void {
		$post    = get_post( (int) $post_id );
		$article = $post instanceof WP_Post && 'trash' !== $post->post_status ? Source::of_post( $post ) : null;
		if ( null === $article ) {
			return;
		}
		$state = State::of( $post->ID );
		if ( $state->digest !== $article->digest() ) {
			$state->begin( $article->digest() ); // it was saved while the plug-in was off.
		}
		++$state->tries;
		$state->keep();
		$arrived = '' !== $state->article;
		$known   = $arrived && Publishing::ask( $post->ID );
		if ( ! $arrived ) {
			self::send( $article, $state );
		}
		Publishing::settle( $post->ID );
		$now = State::of( $post->ID );
		if ( $arrived && ( ! $known || $now->is_waiting() || $now->wanted ) ) {
			self::plan( $now, 0 );
		}
	}

	/** Looks after every post that is not public once more: the plug-in was off, and messages did not reach it. */
	public static function resume(): void {
		$unfinished = array(
			'post_type'   => Settings::post_types(),
			'post_status' => array( 'pending', 'draft' ),
			'meta_key'    => State::META, // phpcs:ignore -- once, when somebody activates the plug-in.
			'numberposts' => -1,
			'fields'      => 'ids',
		);
		foreach ( get_posts( $unfinished ) as $post_id ) {
			$state        = State::of( $post_id );
			$state->tries = 0;
			if ( '' !== $state->digest ) {
				$state->keep();
				self::plan( $state, 0 );
			}
		}
	}

	/** Has it looked after once more, later. */
	public static function plan( State $state, int $at_least_seconds ): void {
		wp_clear_scheduled_hook( self::AGAIN, array( $state->post ) );
		if ( $state->tries < self::MAX_TRIES ) {
			$pause = self::PAUSES_SECONDS[ min( $state->tries, count( self::PAUSES_SECONDS ) - 1 ) ];
			wp_schedule_single_event( time() + max( $pause, $at_least_seconds ), self::AGAIN, array( $state->post ) );
		}
	}

	/** Somebody has taken the source text away. */
	private static function stop( State $state ): void {
		if ( '' !== $state->digest ) {
			$state->end();
			$state->keep();
			wp_clear_scheduled_hook( self::AGAIN, array( $state->post ) );
		}
	}

	/** One attempt, no longer than the timeout. */
	private static function send( Article $article, State $state ): void {
		$json   = $article->json( $state->number, Settings::get( 'callback' ) );
		$answer = Service::send( $json, $article->idempotency_key( $state->number, $json ) );
		$now    = State::of( $state->post );
		if ( $now->number !== $state->number || '' !== $now->verdict ) {
			return; // saved again, or its webhook was quicker than the answer.
		}
		if ( $answer->is_ok() ) {
			$now->tries = 0;
			$now->hear( $answer->body );
		} else {
			$now->problem = $answer->problem;
		}
		$now->refused = $answer->is_final();
		$now->keep();
		if ( ! $now->refused ) {
			self::plan( $now, $answer->retry_after_seconds );
		}
	}
}
