<?php
/**
 * Nothing is public that mtqc does not allow: held before it is published, taken back, and published when it may be.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

use WP_Post;

final class Publishing {
	private const VISIBLE = array( 'publish', 'future' );
	/** How the database says that a post has no date of its own yet. */
	private const NO_DATE = '0000-00-00 00:00:00';

	/** @var array<int, true> Posts that were held in this request; 0 is the one that is new. */
	private static array $held = array();
	/** A post is being saved by this class itself. */
	private static bool $writing = false;

	public static function register(): void {
		add_filter( 'wp_insert_post_data', array( self::class, 'before_saving' ), 99, 2 );
	}

	/**
	 * Makes what may not be public yet pending, before anybody is told that it is published.
	 *
	 * @param array<string, mixed> $data What is stored, with slashes.
	 * @param array<string, mixed> $sent What wp_insert_post() was given.
	 * @return array<string, mixed>
	 */
	public static function before_saving( array $data, array $sent ): array {
		if ( self::$writing || ! in_array( $data['post_type'], Settings::post_types(), true ) ) {
			return $data;
		}
		$post_id = (int) ( $sent['ID'] ?? 0 );
		unset( self::$held[ $post_id ] );
		if ( ! in_array( $data['post_status'], self::VISIBLE, true ) ) {
			return $data;
		}
		$article = Source::article( $post_id, wp_unslash( $data['post_title'] ), wp_unslash( $data['post_content'] ), $sent );
		if ( null === $article || self::may_be_public( $article ) ) {
			return $data;
		}
		self::$held[ $post_id ] = true;
		if ( 'publish' === $data['post_status'] && self::has_no_date( $post_id, $sent ) ) {
			$data['post_date_gmt'] = self::NO_DATE; // its date is that of the day on which it will be published.
		}
		$data['post_status'] = 'pending';
		return $data;
	}

	/** Was it held when this request saved it? Asked once. */
	public static function was_held( int $post_id ): bool {
		$held = isset( self::$held[ $post_id ] );
		unset( self::$held[ $post_id ] );
		return $held;
	}

	public static function is_writing(): bool {
		return self::$writing;
	}

	/** Asks mtqc where the post stands, and takes corrected text over. False: ask again later. */
	public static function ask( int $post_id ): bool {
		$state = State::of( $post_id );
		if ( '' === $state->article ) {
			return false;
		}
		$answer = Service::report( $state->article );
		$report = $answer->is_ok() ? $answer->body : array();
		if ( 404 === $answer->status ) {
			$answer = Service::state( $state->article );
		}
		$state = State::of( $post_id );
		if ( ! $answer->is_ok() ) {
			$state->problem = $answer->problem;
			$state->keep();
			return false;
		}
		if ( ! $state->hear( (array) ( $answer->body['article'] ?? $answer->body ) ) ) {
			return true; // about a text that has been replaced: its own message will come.
		}
		$state->keep();
		if ( array() !== $report ) {
			$state->keep_report( $report );
		}
		return true !== $state->allowed || ! $state->correction_due || self::take_over( $state );
	}

	/** Makes the post what mtqc allows it to be. */
	public static function settle( int $post_id ): void {
		$state = State::of( $post_id );
		$post  = get_post( $post_id );
		if ( ! $post instanceof WP_Post ) {
			return;
		}
		$is_public = in_array( $post->post_status, self::VISIBLE, true );
		if ( $is_public && ! $state->is_allowed() ) {
			$state->wanted = true;
			$state->keep();
			self::write( $post, array( 'post_status' => 'pending' ) );
		} elseif ( $state->wanted && 'pending' === $post->post_status && $state->may_be_public() && self::is_as_sent( $post, $state ) ) {
			$state->wanted = false;
			$state->keep();
			self::write( $post, array( 'post_status' => 'publish' ) ); // WordPress schedules it where its date is to come.
		}
	}

	/** What is known allows it; of another text than the one that was sent, nothing is known. */
	private static function may_be_public( Article $article ): bool {
		$state = State::of( $article->post );
		return $state->digest === $article->digest() ? $state->may_be_public() : ! Settings::holds();
	}

	private static function is_as_sent( WP_Post $post, State $state ): bool {
		return Source::of_post( $post )?->digest() === $state->digest;
	}

	/** Puts what reviewers wrote into the post. False: it could not be fetched. */
	private static function take_over( State $state ): bool {
		$answer = Service::corrected( $state->article );
		$post   = get_post( $state->post );
		if ( ! $answer->is_ok() || ! $post instanceof WP_Post ) {
			$state->problem = $answer->problem;
			$state->keep();
			return false;
		}
		$of_now  = (string) ( $answer->body['article']['cms_revision'] ?? '' ) === (string) $state->number;
		$article = Source::of_post( $post );
		if ( ! $of_now || null === $article || ! self::is_as_sent( $post, $state ) ) {
			return true; // somebody has changed the post: that text will be checked on its own.
		}
		$changes = array();
		foreach ( (array) ( $answer->body['fields'] ?? array() ) as $field ) {
			$column = 'title' === $field['name'] ? 'post_title' : 'post_content';
			$sent   = 'title' === $field['name'] ? $article->title : $article->html;
			$text   = (string) ( $field['html'] ?? $field['text'] );
			if ( $text !== $sent ) {
				$changes[ $column ] = $text;
			}
		}
		if ( array() !== $changes ) {
			self::write( $post, $changes );
		}
		$stored                = get_post( $state->post );
		$state->digest         = $stored instanceof WP_Post ? (string) Source::of_post( $stored )?->digest() : $state->digest;
		$state->corrected      = 0 !== $state->edits;
		$state->correction_due = false;
		$state->keep();
		return true;
	}

	/**
	 * Saves a post without being asked again whether it may be. Who is at work here (mtqc, wp-cron) has no right to
	 * HTML beyond the usual; where somebody who has it put some into the post, it must not be lost.
	 *
	 * @param array<string, string> $changes
	 */
	private static function write( WP_Post $post, array $changes ): void {
		$usual         = wp_kses_post( $post->post_content ) === $post->post_content;
		$filtered      = (bool) has_filter( 'content_save_pre', 'wp_filter_post_kses' );
		self::$writing = true;
		if ( ! $usual && $filtered ) {
			kses_remove_filters();
		}
		try {
			wp_update_post( wp_slash( array( 'ID' => $post->ID ) + $changes ) );
		} finally {
			self::$writing = false;
			if ( ! $usual && $filtered ) {
				kses_init_filters();
			}
		}
	}

	/** @param array<string, mixed> $sent */
	private static function has_no_date( int $post_id, array $sent ): bool {
		if ( 0 === $post_id ) {
			return empty( $sent['post_date'] ) && empty( $sent['post_date_gmt'] );
		}
		return self::NO_DATE === get_post_field( 'post_date_gmt', $post_id, 'raw' );
	}
}
