/**
 * Places in text: {@link com.scanium.sightline.text.Span} (two offsets), {@link
 * com.scanium.sightline.text.SourceText} (the text, which knows its lines), {@link
 * com.scanium.sightline.text.SourceLocation} (what a report prints) and {@link
 * com.scanium.sightline.text.OffsetMap} (from offsets in a derived text back to the text that the
 * user typed). {@link com.scanium.sightline.text.Doc} is the located tree for JSON and YAML of
 * others, read by {@link com.scanium.sightline.text.DocReader}, written by {@link
 * com.scanium.sightline.text.DocWriter}.
 *
 * <p>Every offset is counted in UTF-16 code units; lines and columns are 1-based and computed on
 * demand. All types are immutable and safe for use by several threads.
 */
@NullMarked
package com.scanium.sightline.text;

import org.jspecify.annotations.NullMarked;
