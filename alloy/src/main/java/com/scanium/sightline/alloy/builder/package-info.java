/**
 * Writes Alloy configurations in Java, and changes those that exist.
 *
 * <p>{@link com.scanium.sightline.alloy.builder.AlloyDocument} is a whole configuration, {@link
 * com.scanium.sightline.alloy.builder.AlloyBlock} any block and {@link
 * com.scanium.sightline.alloy.builder.AlloyExpr} any expression; {@link
 * com.scanium.sightline.alloy.builder.AlloyComponents} has the common components with their
 * arguments by name. What is built prints as {@code alloy fmt} would print it, and reading that
 * gives equal blocks again. {@link com.scanium.sightline.alloy.builder.AlloyEdit} changes one place
 * of a text and leaves every other character, comments included, as it is. All values are immutable
 * and safe for use by several threads; the builders are not.
 */
@NullMarked
package com.scanium.sightline.alloy.builder;

import org.jspecify.annotations.NullMarked;
