package com.scanium.sightline.mimir.model;

/**
 * What a tenant sends and holds.
 *
 * @param ingestionRate samples per second
 * @param series series in memory
 * @param apiIngestionRate samples per second that came by remote write
 * @param ruleIngestionRate samples per second that rules made
 */
public record TenantStats(
    double ingestionRate, long series, double apiIngestionRate, double ruleIngestionRate) {}
