/**
 * The rules of layer {@code mimir}: each judges one kind of live evidence that core gathered from a
 * store. They ask nothing themselves. Not exported; {@link java.util.ServiceLoader} finds {@link
 * com.scanium.sightline.mimir.rules.MimirRules}.
 */
@NullMarked
package com.scanium.sightline.mimir.rules;

import org.jspecify.annotations.NullMarked;
