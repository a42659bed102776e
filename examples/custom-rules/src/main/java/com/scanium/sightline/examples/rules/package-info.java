/**
 * The rules of an invented company, as a jar that Sightline finds on the class path: {@link
 * com.scanium.sightline.examples.rules.CompanyRules} is named in {@code META-INF/services}.
 */
@NullMarked
package com.scanium.sightline.examples.rules;

import org.jspecify.annotations.NullMarked;
