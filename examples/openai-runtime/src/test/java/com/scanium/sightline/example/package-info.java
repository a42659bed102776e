/** How a backend's own test suite embeds Sightline. */
@NullMarked
package com.scanium.sightline.example;

import org.jspecify.annotations.NullMarked;
