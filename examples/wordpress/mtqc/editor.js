/**
 * Keeps the box "Translation quality" up to date, says what mtqc did to a post that is open, and lets the block editor
 * save the source text with the post.
 */
( function () {
	'use strict';
	const { path, metas, changed, published, review } = window.mtqc;
	const { apiFetch, data } = window.wp;
	const EVERY_MS = 5000;
	const SELDOM_MS = 30000; // people take longer than the checker.
	const MAX_LOOKS = 36; // three minutes, then seldom.
	const box = document.getElementById( 'mtqc-found' );
	const editor = data.select( 'core/editor' );
	const isBlockEditor = Boolean( editor && editor.getCurrentPostId() ) || document.body.classList.contains( 'block-editor-page' );
	let status = window.mtqc.status; // of the post as it is open here.
	let corrected = false;
	let looks = 0;
	let timer = 0;
	let noticed = '';

	function showInBlockEditor( told ) {
		const notices = data.dispatch( 'core/notices' );
		if ( told.notice && told.notice !== noticed ) {
			const actions = told.page ? [ { label: review, url: told.page } ] : [];
			notices.createWarningNotice( told.notice, { id: 'mtqc-held', actions } );
			data.dispatch( 'core/edit-post' ).closePublishSidebar(); // it would go on asking "Are you ready to publish?"
		} else if ( ! told.notice ) {
			notices.removeNotice( 'mtqc-held' );
		}
		noticed = told.notice;
		if ( told.corrected && ! corrected ) {
			notices.createWarningNotice( changed, { id: 'mtqc-changed' } );
		} else if ( status === 'pending' && told.status === 'publish' ) {
			status = told.status;
			data.dispatch( 'core' ).invalidateResolutionForStoreSelector( 'getEntityRecord' );
			notices.createSuccessNotice( published, { id: 'mtqc-changed' } );
		}
	}

	function show( told ) {
		if ( box ) {
			box.innerHTML = told.html; // escaped by the plug-in.
		}
		if ( isBlockEditor ) {
			showInBlockEditor( told );
		} else if ( box && ( told.status !== status || ( told.corrected && ! corrected ) ) ) {
			box.prepend( Object.assign( document.createElement( 'p' ), { className: 'notice notice-warning inline', textContent: changed } ) );
		}
	}

	async function look() {
		clearTimeout( timer );
		let told = { waits: true };
		try {
			told = await apiFetch( { path } );
			corrected = looks ? corrected : told.corrected; // what is open here has it.
			show( told );
		} catch ( error ) {
			// Nobody answered: asked again below.
		}
		looks += 1;
		if ( told.waits || told.held ) {
			timer = setTimeout( look, told.waits && looks < MAX_LOOKS ? EVERY_MS : SELDOM_MS );
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
				noticed = '';
				status = post.getCurrentPostAttribute( 'status' );
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
