package io.footfall.engine;

/** A question that was not answered because too many are waiting already. Asking again in a second is right. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BusyException(String message) {
        super(message);
    }

    /** So many wait to be answered from memory. */
    static BusyException ofAsking(int waiting) {
        return new BusyException(
                waiting + " questions are waiting to be answered already; ask again in a second, or pin the question");
    }

    /** So many wait to be answered from files. */
    static BusyException ofFiles(int waiting) {
        return new BusyException(waiting
                + " questions that read what is not in memory are waiting to be answered from files already; ask again"
                + " when those are answered");
    }
}
