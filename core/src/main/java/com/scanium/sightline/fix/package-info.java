/**
 * Applies the exact fixes of a report to the files that they are about.
 *
 * <p>{@link com.scanium.sightline.fix.FixPlan} puts the edits of all findings together file by file
 * and says which ones it leaves out and why; each {@link com.scanium.sightline.fix.FileChange} is
 * shown as a unified diff or written by {@link com.scanium.sightline.fix.FixFolder}, which keeps
 * every byte outside of the edits and refuses files that changed since the report was made.
 */
@NullMarked
package com.scanium.sightline.fix;

import org.jspecify.annotations.NullMarked;
