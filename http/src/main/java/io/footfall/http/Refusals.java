package io.footfall.http;

/** How a family of routes says no, so that its clients understand. */
@FunctionalInterface
public interface Refusals {
    /**
     * A refusal.
     *
     * @param status the HTTP status; a family may choose another for the code
     * @param code a stable code, such as {@code unauthorized}
     * @param message what was found, what was expected, what to do
     */
    Response.Whole refuse(int status, String code, String message);
}
