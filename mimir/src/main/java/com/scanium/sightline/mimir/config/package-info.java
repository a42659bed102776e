/**
 * Mimir's own configuration file: {@link com.scanium.sightline.mimir.config.MimirConfig} finds what
 * Mimir refuses to start with, as far as that is certain from the file alone.
 */
@NullMarked
package com.scanium.sightline.mimir.config;

import org.jspecify.annotations.NullMarked;
