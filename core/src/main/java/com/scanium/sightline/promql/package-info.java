/**
 * PromQL: a parser that accepts and refuses exactly what Prometheus does, a tree with a place on
 * every node, printers, and walks over trees.
 *
 * <p>Start with {@link com.scanium.sightline.promql.PromQl}: {@code PromQl.parse(text)} gives a
 * {@link com.scanium.sightline.promql.PromQlParse} with the tree ({@link
 * com.scanium.sightline.promql.PromQlExpr}) and all errors; {@code PromQl.print(expr)} gives the
 * canonical text back. {@link com.scanium.sightline.promql.PromQlOptions} chooses the grammar's
 * version, experimental syntax and whether variables of a dashboard may stand in the query.
 *
 * <p>Trees are immutable and safe for use by several threads. The node types follow the language
 * and may gain members in minor versions: make nodes by parsing or by the factories of {@code
 * PromQl}, not by canonical constructors.
 */
@NullMarked
package com.scanium.sightline.promql;

import org.jspecify.annotations.NullMarked;
