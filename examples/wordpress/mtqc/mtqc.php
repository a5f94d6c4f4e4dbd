<?php
/**
 * Plugin Name:       mtqc: translation quality
 * Description:       Sends machine-translated posts to mtqc, publishes them when it allows that, and shows what it found.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       mtqc
 *
 * A post with a source text (a meta box, or the filter mtqc_source) is a translation: it is sent whenever it is saved
 * with another text. All that is known of it is in two post metas, see State. `signature.php` and `article.php` need
 * no WordPress.
 *
 * @package mtqc
 */

declare(strict_types=1);

namespace Mtqc;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.0.0';

foreach ( array( 'signature', 'article', 'settings', 'service', 'state', 'source', 'sending', 'publishing', 'receiver', 'wording', 'editor', 'post_list' ) as $part ) {
	require_once __DIR__ . "/includes/$part.php";
}

Settings::register();
Source::register();
Sending::register();
Publishing::register();
Receiver::register();
Editor::register( __FILE__ );
PostList::register();

register_activation_hook( __FILE__, array( Sending::class, 'resume' ) );
register_deactivation_hook(
	__FILE__,
	static function (): void {
		wp_unschedule_hook( Sending::AGAIN );
		wp_unschedule_hook( Receiver::TIDY );
	}
);
