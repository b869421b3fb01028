package io.footfall.engine;

/** A question that was not answered because too many are waiting already. Asking again in a second is right. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(int waiting) {
        super(waiting + " questions are waiting to be answered already; ask again in a second, or pin the question");
    }
}
