package io.footfall.engine;

/**
 * What is counted of questions that are asked, and of those who listen, since the start.
 *
 * @param cacheHits answers that were there already
 * @param cacheMisses answers that were computed
 * @param waiting questions that wait to be answered now
 * @param refused questions refused since too many were waiting
 * @param listenerFailures times a listener failed at what it was told
 * @param fromFiles questions that were answered from files
 * @param waitingForFiles questions that wait to be answered from files now
 */
public record AskCounters(
        long cacheHits,
        long cacheMisses,
        long waiting,
        long refused,
        long listenerFailures,
        long fromFiles,
        int waitingForFiles) {}
