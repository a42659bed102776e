/**
 * The configuration language of Grafana Alloy as text: {@link
 * com.scanium.sightline.alloy.syntax.AlloySyntax} reads a file and gives an {@link
 * com.scanium.sightline.alloy.syntax.AlloyFile}, the tree together with every error found.
 *
 * <p>The tree is made of records: {@link com.scanium.sightline.alloy.syntax.Statement}s (attributes
 * and blocks) hold {@link com.scanium.sightline.alloy.syntax.Expression}s. Each node has a span in
 * UTF-16 code units of the text; comments are kept beside the tree. What is accepted, what is
 * refused and where errors are reported follows Alloy's own parser.
 *
 * <p>{@link com.scanium.sightline.alloy.syntax.AlloyFormat} writes a file as {@code alloy fmt}
 * does.
 *
 * <p>Nodes may gain kinds in minor versions.
 */
@NullMarked
package com.scanium.sightline.alloy.syntax;

import org.jspecify.annotations.NullMarked;
