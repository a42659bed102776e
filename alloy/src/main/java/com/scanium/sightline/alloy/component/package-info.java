/**
 * Alloy's components as a configuration uses them: {@link
 * com.scanium.sightline.alloy.component.Component} is one block that runs, {@link
 * com.scanium.sightline.alloy.component.Catalogue} says which components, arguments and blocks
 * Alloy has, and of which types.
 */
@NullMarked
package com.scanium.sightline.alloy.component;

import org.jspecify.annotations.NullMarked;
