/**
 * TraceQL: Tempo's query language, its syntax and types.
 *
 * <p>Start with {@link com.scanium.sightline.traceql.TraceQl#parse}: it gives a {@link
 * com.scanium.sightline.traceql.TraceQlParse} with a tree of {@link
 * com.scanium.sightline.traceql.TraceQlExpr} nodes, a {@link com.scanium.sightline.text.Span} on
 * each, and every error. Dashboards' variables may stand in a query.
 *
 * <p>Evolving: node types may gain members in minor versions. All types are immutable.
 */
@NullMarked
package com.scanium.sightline.traceql;

import org.jspecify.annotations.NullMarked;
