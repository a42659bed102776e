/**
 * Alloy's components as a configuration uses them: {@link
 * com.scanium.sightline.alloy.component.Component} is one block that runs, {@link
 * com.scanium.sightline.alloy.component.ComponentGraph} says who refers to whom, {@link
 * com.scanium.sightline.alloy.component.Catalogue} which components, arguments and blocks Alloy
 * has.
 */
@NullMarked
package com.scanium.sightline.alloy.component;

import org.jspecify.annotations.NullMarked;
