<?php
/**
 * What is known of a post: two post metas.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class State {
	public const META    = '_mtqc';
	private const REPORT = '_mtqc_report';
	/** What is shown of a report at most, so that a post's metas stay small. */
	private const MAX_FLAGS = 100;

	/** Whose state it is: a copy of a post begins anew. */
	public int $post = 0;
	/** Counts the texts of the post that were to be sent; mtqc knows it as cms_revision. */
	public int $number = 0;
	/** Of the text that was sent, or of the corrected one that took its place. */
	public string $digest = '';
	/** Mtqc's id of the article, '' as long as this text has not been accepted. */
	public string $article = '';
	public string $verdict = '';
	public string $review  = '';
	/** May it be published? Null: nobody has said. */
	public ?bool $allowed = null;
	public bool $review_wanted = false;
	/** Why it may be published, or may not. */
	public string $reason = '';
	/** How many sentences reviewers wrote anew. */
	public int $edits = 0;
	/** The corrected text stands in the post. */
	public bool $corrected = false;
	/** The corrected text is to be fetched before the post may be published. */
	public bool $correction_due = false;
	/** Somebody wanted it published while it was not allowed. */
	public bool $wanted = false;
	/** What went wrong last. */
	public string $problem = '';
	/** Mtqc will never take this text as it is: trying again is of no use. */
	public bool $refused = false;
	/** How often it has been tried again. */
	public int $tries = 0;

	/** Read afresh: another request may have written in the meantime. */
	public static function of( int $post ): self {
		$state = new self();
		wp_cache_delete( $post, 'post_meta' );
		$kept = get_post_meta( $post, self::META, true );
		if ( is_array( $kept ) && ( $kept['post'] ?? 0 ) === $post ) {
			foreach ( array_intersect_key( $kept, get_object_vars( $state ) ) as $name => $value ) {
				$state->$name = $value;
			}
		}
		$state->post = $post;
		return $state;
	}

	public function keep(): void {
		update_post_meta( $this->post, self::META, wp_slash( get_object_vars( $this ) ) );
	}

	/** Another text is to be sent: nothing that was said of the one before holds. */
	public function begin( string $digest ): void {
		$anew         = new self();
		$anew->post   = $this->post;
		$anew->number = $this->number + 1;
		$anew->digest = $digest;
		$anew->wanted = $this->wanted;
		foreach ( get_object_vars( $anew ) as $name => $value ) {
			$this->$name = $value;
		}
		delete_post_meta( $this->post, self::REPORT );
	}

	/** The post is no translation any more: what is still said of its text is about none that is there. */
	public function end(): void {
		$this->begin( '' );
		$this->wanted = false;
	}

	/**
	 * What the service says of the article. False where that is about another text than the one sent last.
	 *
	 * @param array<string, mixed> $told An article's state, as every answer about it has it.
	 */
	public function hear( array $told ): bool {
		$publishing = $told['publishing'] ?? null;
		if ( ! is_array( $publishing ) || (string) ( $told['cms_revision'] ?? '' ) !== (string) $this->number ) {
			return false;
		}
		$this->article        = (string) $told['id'];
		$this->verdict        = (string) ( $told['verdict'] ?? '' );
		$this->review         = (string) ( $told['review'] ?? '' );
		$this->allowed        = true === ( $publishing['allowed'] ?? null );
		$this->review_wanted  = true === ( $publishing['review_wanted'] ?? null );
		$this->reason         = (string) ( $publishing['reason'] ?? '' );
		$this->edits          = (int) ( $publishing['edits'] ?? 0 );
		$this->correction_due = 0 !== $this->edits || $this->corrected;
		$this->problem        = 'retired' === ( $told['state'] ?? '' ) ? (string) ( $told['error'] ?? '' ) : '';
		Settings::remember_mode( (string) ( $publishing['mode'] ?? 'hold' ) );
		return true;
	}

	/** Does mtqc allow it? Where it has not said yet, the site's mode decides. */
	public function is_allowed(): bool {
		return $this->allowed ?? ! Settings::holds();
	}

	/** Is a verdict to come by itself? */
	public function is_waiting(): bool {
		return '' !== $this->digest && '' === $this->verdict && ! $this->refused;
	}

	/** May it be made public now, just as it stands in the post? */
	public function may_be_public(): bool {
		return $this->is_allowed() && ! $this->correction_due;
	}

	/**
	 * Keeps of a report what the editor shows.
	 *
	 * @param array<string, mixed> $report
	 */
	public function keep_report( array $report ): void {
		$shown = array(
			'scores'          => (array) ( $report['scores'] ?? array() ),
			'verdict_reasons' => (array) ( $report['verdict_reasons'] ?? array() ),
			'flags'           => array(),
		);
		foreach ( array_slice( (array) ( $report['flags'] ?? array() ), 0, self::MAX_FLAGS ) as $flag ) {
			if ( true !== ( $flag['dismissed'] ?? null ) ) {
				$names            = array_flip( array( 'severity', 'message', 'text', 'side', 'field' ) );
				$shown['flags'][] = array_map( 'strval', array_intersect_key( $flag, $names ) );
			}
		}
		update_post_meta( $this->post, self::REPORT, wp_slash( $shown ) );
	}

	/** @return array<string, mixed> As keep_report() kept it, empty where there is none. */
	public function report(): array {
		$kept = get_post_meta( $this->post, self::REPORT, true );
		return is_array( $kept ) ? $kept : array();
	}
}
