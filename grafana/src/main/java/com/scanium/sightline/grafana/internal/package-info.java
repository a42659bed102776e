/** What several packages of this module share; not exported, not promised. */
@NullMarked
package com.scanium.sightline.grafana.internal;

import org.jspecify.annotations.NullMarked;
