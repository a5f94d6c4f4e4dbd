<?php
/**
 * Takes away everything that the plug-in kept, but no text of a post.
 *
 * @package mtqc
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'mtqc_settings' );
delete_option( 'mtqc_mode' );
foreach ( array( '_mtqc', '_mtqc_report', '_mtqc_source', '_mtqc_source_title', '_mtqc_source_lang' ) as $mtqc_key ) {
	delete_post_meta_by_key( $mtqc_key );
}
global $wpdb;
$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( 'mtqc_seen_' ) . '%' ) );
