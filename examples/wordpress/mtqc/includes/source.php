<?php
/**
 * What a post was translated from: its metas, filled by the meta box, by the REST API or by a translation plug-in.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

use WP_Post;
use WP_REST_Request;

final class Source {
	public const TITLE    = '_mtqc_source_title';
	public const TEXT     = '_mtqc_source';
	public const LANGUAGE = '_mtqc_source_lang';
	public const KEYS     = array( self::TITLE, self::TEXT, self::LANGUAGE );
	public const FORM     = 'mtqc_source_nonce';

	/** @var array<int, array<string, string>> Of posts that a REST request is about to save: its metas come later. */
	private static array $coming = array();

	public static function register(): void {
		add_action( 'init', array( self::class, 'register_metas' ), 20 );
		add_action( 'save_post', array( self::class, 'save_form' ), 5, 2 );
	}

	public static function register_metas(): void {
		foreach ( Settings::post_types() as $type ) {
			foreach ( self::KEYS as $key ) {
				register_post_meta(
					$type,
					$key,
					array(
						'type'              => 'string',
						'single'            => true,
						'default'           => '',
						// So that the block editor sends it together with the text; readers of the site do not get it.
						'show_in_rest'      => array( 'schema' => array( 'context' => array( 'edit' ) ) ),
						'sanitize_callback' => static fn( $value ): string => self::cleaned( $key, (string) $value ),
						'auth_callback'     => static fn( $allowed, $meta, $post ): bool => current_user_can( 'edit_post', (int) $post ),
					)
				);
			}
			add_filter( "rest_pre_insert_$type", array( self::class, 'look_ahead' ), 10, 2 );
		}
	}

	/** Keeps in mind what the request will store after the post itself. */
	public static function look_ahead( mixed $prepared, WP_REST_Request $request ): mixed {
		$metas = $request['meta'];
		if ( is_object( $prepared ) && is_array( $metas ) ) {
			$texts = array_filter( array_intersect_key( $metas, array_flip( self::KEYS ) ), 'is_string' );
			self::$coming[ (int) ( $prepared->ID ?? 0 ) ] = $texts;
		}
		return $prepared;
	}

	/** Stores the meta box. */
	public static function save_form( int $post_id, WP_Post $post ): void {
		if ( in_array( $post->post_type, Settings::post_types(), true ) && current_user_can( 'edit_post', $post_id ) ) {
			foreach ( self::form( $post_id ) as $key => $text ) {
				update_post_meta( $post_id, $key, wp_slash( $text ) );
			}
		}
	}

	/** A post as it is stored; null where it is no translation. */
	public static function of_post( WP_Post $post ): ?Article {
		unset( self::$coming[ $post->ID ] );
		return self::article( $post->ID, $post->post_title, $post->post_content, array() );
	}

	/**
	 * A post as it is about to be stored; null where it is no translation.
	 *
	 * @param array<string, mixed> $sent What wp_insert_post() was given.
	 */
	public static function article( int $post_id, string $title, string $content, array $sent ): ?Article {
		$texts = self::form( $post_id ) + ( self::$coming[ $post_id ] ?? array() );
		$metas = is_array( $sent['meta_input'] ?? null ) ? wp_unslash( $sent['meta_input'] ) : array();
		foreach ( self::KEYS as $key ) {
			$stored        = $metas[ $key ] ?? ( $post_id ? get_post_meta( $post_id, $key, true ) : '' );
			$texts[ $key ] = self::cleaned( $key, (string) ( $texts[ $key ] ?? $stored ) );
		}
		$source = array(
			'title' => $texts[ self::TITLE ],
			'text'  => $texts[ self::TEXT ],
			'lang'  => $texts[ self::LANGUAGE ],
		);
		/**
		 * What a post was translated from. For translation plug-ins that keep it elsewhere.
		 *
		 * @param array{title: string, text: string, lang: string} $source HTML; lang is ISO 639-1, '' to have it detected.
		 * @param int                                               $post_id 0 for a post that is not stored yet.
		 */
		$source = (array) apply_filters( 'mtqc_source', $source, $post_id ) + $source;
		if ( '' === trim( (string) $source['text'] ) ) {
			return null;
		}
		return new Article(
			$post_id,
			$title,
			$content,
			self::paragraphs( $content ),
			(string) $source['title'],
			self::paragraphs( (string) $source['text'] ),
			(string) $source['lang']
		);
	}

	/** As a reader gets it: without blocks, an empty line ends a paragraph. Nothing but tags is added. */
	private static function paragraphs( string $text ): string {
		return has_blocks( $text ) ? $text : wpautop( $text );
	}

	/**
	 * What the meta box of this very post has sent, in this request.
	 *
	 * @return array<string, string>
	 */
	private static function form( int $post_id ): array {
		$nonce = $_POST[ self::FORM ] ?? null;
		if ( ! is_string( $nonce ) || ! wp_verify_nonce( sanitize_key( $nonce ), self::FORM . $post_id ) ) {
			return array();
		}
		$texts = array();
		foreach ( self::KEYS as $key ) {
			if ( is_string( $_POST[ $key ] ?? null ) ) {
				$texts[ $key ] = self::cleaned( $key, wp_unslash( $_POST[ $key ] ) );
			}
		}
		return $texts;
	}

	/** As it was typed: it is sent as data and shown in nothing but fields. A language that is none is mtqc's to refuse. */
	private static function cleaned( string $key, string $text ): string {
		return self::LANGUAGE === $key ? sanitize_text_field( $text ) : str_replace( "\r\n", "\n", $text );
	}
}
