/** The {@code sightline} command. Start with {@link com.scanium.sightline.cli.Main}. */
@NullMarked
package com.scanium.sightline.cli;

import org.jspecify.annotations.NullMarked;
