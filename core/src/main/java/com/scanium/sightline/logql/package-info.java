/**
 * LogQL: Loki's query language, as Loki reads it.
 *
 * <p>Start with {@link com.scanium.sightline.logql.LogQl#parse}: it gives a {@link
 * com.scanium.sightline.logql.LogQlParse} with a tree of {@link
 * com.scanium.sightline.logql.LogQlExpr} nodes, a {@link com.scanium.sightline.text.Span} on each,
 * and every error. {@link com.scanium.sightline.logql.LogQlLabels} says which labels the streams
 * must have and which may come from the pipeline. Dashboards' variables may stand in a query.
 *
 * <p>Evolving: node types may gain members in minor versions. All types are immutable.
 */
@NullMarked
package com.scanium.sightline.logql;

import org.jspecify.annotations.NullMarked;
