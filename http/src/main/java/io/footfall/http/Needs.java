package io.footfall.http;

/** What a caller must show to be let through to a route. */
public enum Needs {
    /** Nothing: the route is open. */
    NOTHING,
    /** Nothing from a program on this machine; what {@link #READ} needs from elsewhere. */
    LOCAL,
    /** A write key. It may be in the body, so the route's handler asks for it itself. */
    WRITE,
    /** A read key, an admin key, or the page's cookie. */
    READ,
    /** An admin key. */
    ADMIN,
    /** A read key, the page's cookie, or a stream token in the query, which the handler opens itself. */
    STREAM
}
