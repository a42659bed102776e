/**
 * Who reaches whom: containers, the networks they are on, the names that resolve there, and which
 * host files they see.
 *
 * <p>Start with {@link com.scanium.sightline.network.ComposeTopology} (Compose files) or {@link
 * com.scanium.sightline.network.InspectTopology} (what {@code docker inspect} printed); both give a
 * {@link com.scanium.sightline.network.NetworkTopology}, which answers {@code resolve(from, host)}
 * with a {@link com.scanium.sightline.network.Resolution} and {@code mountsOf(file)} with {@link
 * com.scanium.sightline.network.MountUse}s.
 *
 * <p>Names follow Docker's embedded DNS: on a user-defined network service names, aliases,
 * hostnames, short ids and container names resolve for the network's members, case-insensitively
 * and also as {@code name.network}; on the default bridge none do. What the files leave open (an
 * unset variable, a container outside the model) is said, never guessed. All types are immutable.
 */
@NullMarked
package com.scanium.sightline.network;

import org.jspecify.annotations.NullMarked;
