/** What reads the resources that this library brings along. Not exported and not promised. */
@NullMarked
package com.scanium.sightline.text.internal;

import org.jspecify.annotations.NullMarked;
