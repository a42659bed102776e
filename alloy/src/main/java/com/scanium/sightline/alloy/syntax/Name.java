package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Span;

/**
 * A name as written: of an attribute, a block, a block's label, an object's field, an accessed
 * member.
 *
 * @param text the name without quotes; a block's name has its dots
 * @param span the characters in the text, quotes included
 */
public record Name(String text, Span span) {}
