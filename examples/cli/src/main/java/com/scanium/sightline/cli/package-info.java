/**
 * The {@code sightline} command. {@link com.scanium.sightline.cli.Main} is its entry, {@link
 * com.scanium.sightline.cli.SightlineCommand} the list of what it can do; each subcommand is one
 * class.
 *
 * <p>Standard output carries the answer and nothing else; errors are one line on standard error.
 * The exit status is 0 (healthy, or done), 1 (not healthy) or 2 (could not run), see {@link
 * com.scanium.sightline.cli.ExitStatus}.
 */
@NullMarked
package com.scanium.sightline.cli;

import org.jspecify.annotations.NullMarked;
