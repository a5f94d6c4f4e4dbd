/**
 * Keeps the box "Translation quality" up to date, and lets the block editor save the source text with the post.
 */
( function () {
	'use strict';
	const { path, metas, corrected, changed } = window.mtqc;
	const { apiFetch, data } = window.wp;
	const EVERY_MS = 5000;
	const MAX_LOOKS = 36; // three minutes, then the next saving begins anew.
	const box = document.getElementById( 'mtqc-found' );
	const editor = data.select( 'core/editor' );
	const isBlockEditor = Boolean( editor && editor.getCurrentPostId() ) || document.body.classList.contains( 'block-editor-page' );
	const notices = isBlockEditor && data.dispatch( 'core/notices' );
	let looks = 0;
	let timer = 0;

	function show( told ) {
		if ( box ) {
			box.innerHTML = told.html; // escaped by the plug-in.
		}
		if ( ! notices ) {
			return;
		}
		if ( told.notice ) {
			notices.createWarningNotice( told.notice, { id: 'mtqc-held' } );
		} else {
			notices.removeNotice( 'mtqc-held' );
		}
		const status = data.select( 'core/editor' ).getCurrentPostAttribute( 'status' );
		const isOther = status && status !== 'auto-draft' && status !== told.status;
		if ( isOther || ( told.corrected && ! corrected ) ) {
			notices.createInfoNotice( changed, { id: 'mtqc-changed' } );
		}
	}

	async function look() {
		clearTimeout( timer );
		let told = { waits: true };
		try {
			told = await apiFetch( { path } );
			show( told );
		} catch ( error ) {
			// Nobody answered: asked again below.
		}
		looks += 1;
		if ( told.waits && looks < MAX_LOOKS ) {
			timer = setTimeout( look, EVERY_MS );
		}
	}

	function lookAfterSaving() {
		let wasSaving = false;
		data.subscribe( function () {
			const post = data.select( 'core/editor' );
			const boxes = data.select( 'core/edit-post' );
			const saving = ( post.isSavingPost() && ! post.isAutosavingPost() ) || Boolean( boxes && boxes.isSavingMetaBoxes() );
			if ( wasSaving && ! saving ) {
				looks = 0;
				look();
			}
			wasSaving = saving;
		} );
	}

	function sendWithThePost( name ) {
		const input = document.getElementById( name );
		if ( input ) {
			input.addEventListener( 'input', function () {
				data.dispatch( 'core/editor' ).editPost( { meta: { [ name ]: input.value } } );
			} );
		}
	}

	if ( isBlockEditor ) {
		metas.forEach( sendWithThePost );
		lookAfterSaving();
	}
	look();
}() );
