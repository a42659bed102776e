package com.scanium.sightline.grafana.loki;

/**
 * How much the index knows of; what only the ingesters hold may be missing.
 *
 * @param streams how many streams
 * @param chunks how many chunks
 * @param bytes how many bytes, decompressed
 * @param entries how many lines
 */
public record IndexStats(long streams, long chunks, long bytes, long entries) {}
