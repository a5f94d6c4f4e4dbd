<?php
/**
 * A post as it is sent; needs PHP alone.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class Article {
	/**
	 * All texts are HTML.
	 *
	 * @param int    $post         The post's id.
	 * @param string $title        The translation's title.
	 * @param string $content      The translation as it is stored.
	 * @param string $html         The same as it is sent: with paragraphs, where the editor stores none.
	 * @param string $source_title What the title was translated from, '' where that is not known.
	 * @param string $source       What the content was translated from.
	 * @param string $source_lang  ISO 639-1, '' to have it detected.
	 */
	public function __construct(
		public readonly int $post,
		public readonly string $title,
		public readonly string $content,
		public readonly string $html,
		public readonly string $source_title,
		public readonly string $source,
		public readonly string $source_lang,
	) {}

	/** Stays the same as long as nothing that is checked changes. */
	public function digest(): string {
		$checked = array( $this->title, $this->content, $this->source_title, $this->source, $this->source_lang );
		return hash( 'sha256', self::encoded( $checked ) );
	}

	/**
	 * The body of the request. A title without a source is left out: mtqc takes sources of all fields or of none.
	 *
	 * @param int    $number   Counts what was sent of this post; it comes back as cms_revision.
	 * @param string $callback The name of the endpoint that is told, '' for all endpoints of the site.
	 */
	public function json( int $number, string $callback ): string {
		$fields = array();
		if ( '' !== trim( $this->source_title ) ) {
			$fields[] = self::field( 'title', $this->title, $this->source_title );
		}
		$fields[] = self::field( 'content', $this->html, $this->source );
		$body     = array(
			'id'       => (string) $this->post,
			'revision' => (string) $number,
			'fields'   => $fields,
		);
		if ( '' !== $this->source_lang ) {
			$body['source_lang'] = $this->source_lang;
		}
		if ( '' !== $callback ) {
			$body['callback'] = $callback;
		}
		return self::encoded( $body );
	}

	/**
	 * The same body of the same sending has the same key, however often it is tried; nothing else has it.
	 *
	 * @param int    $number As in json().
	 * @param string $json   What json() made.
	 */
	public function idempotency_key( int $number, string $json ): string {
		return sprintf( 'wordpress-%d-%d-%s', $this->post, $number, substr( hash( 'sha256', $json ), 0, 32 ) );
	}

	/** @return array<string, string> */
	private static function field( string $name, string $target, string $source ): array {
		return array(
			'name'   => $name,
			'target' => $target,
			'source' => $source,
			'format' => 'html',
		);
	}

	private static function encoded( mixed $value ): string {
		$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
		return json_encode( $value, $flags );
	}
}
