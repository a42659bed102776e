package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Span;

/**
 * One token of a text.
 *
 * @param kind what it is
 * @param span its characters; empty for {@link TokenKind#EOF} and for a terminator at the end
 */
public record Token(TokenKind kind, Span span) {}
