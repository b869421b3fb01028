package io.footfall.http;

/**
 * One entry of the route table.
 *
 * @param method the HTTP method
 * @param path the path, whose parts in braces match anything: {@code /api/v1/questions/{name}}
 * @param needs what a caller must show
 * @param bodyBytesMax the largest body, inflated
 * @param isCrossOrigin whether pages of other origins may call it
 * @param refusals how it says no
 * @param handler what answers
 */
public record Route(
        String method,
        String path,
        Needs needs,
        int bodyBytesMax,
        boolean isCrossOrigin,
        Refusals refusals,
        Handler handler) {}
