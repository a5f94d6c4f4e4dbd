<?php
/**
 * The column of the list of posts that says how each translation stands.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

final class PostList {
	private const COLUMN = 'mtqc';

	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'add_columns' ) );
	}

	public static function add_columns(): void {
		foreach ( Settings::post_types() as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( self::class, 'name' ) );
			add_action( "manage_{$type}_posts_custom_column", array( self::class, 'show' ), 10, 2 );
		}
	}

	/**
	 * @param array<string, string> $columns
	 * @return array<string, string>
	 */
	public static function name( array $columns ): array {
		return $columns + array( self::COLUMN => __( 'Translation quality', 'mtqc' ) );
	}

	public static function show( string $column, int $post_id ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		$state = State::of( $post_id );
		echo esc_html( Wording::standing( $state ) );
		if ( '' !== $state->article ) {
			printf( ' <a href="%s">%s</a>', esc_url( Service::page( $state->article ) ), esc_html__( 'Review', 'mtqc' ) );
		}
	}
}
