/**
 * Runs the company's rules as people run them: as classes beside the library, and as a jar of their
 * own that is put on the class path of another program.
 */
@NullMarked
package com.scanium.sightline.examples.rules;

import org.jspecify.annotations.NullMarked;
