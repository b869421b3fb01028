package io.footfall.collect;

import java.util.Locale;

/**
 * Why an item is set aside. Every reason is also a counter, a row in {@code docs/reference/quarantine.md}, and a test.
 */
public enum Reason {
    /** It is past the limit of a single event. */
    TOO_LARGE("the event is larger than a single one may be"),
    /** It is JSON, but no object. */
    NO_OBJECT("the event is not a JSON object"),
    /** It is JSON, but past a limit of depth, digits or exponent, or has a key twice or half of a surrogate pair. */
    BAD_JSON("nested too deep, a number too long, a key twice, or half of a surrogate pair"),
    /** Its type is none of the six. */
    UNKNOWN_TYPE("type is none of track, page, screen, identify, group and alias"),
    /** It is a track call without the name of its event. */
    MISSING_EVENT("a track call needs event, the name of what happened"),
    /** Its properties are neither an object nor null. */
    BAD_PROPERTIES("properties is neither an object nor null"),
    /** It has neither a user id nor an anonymous id. */
    MISSING_ID("userId or anonymousId is needed"),
    /** Its ids are ones that many customers would share. */
    ILLEGAL_ID("the ids are ones that a mistake gives to many customers, such as null or undefined"),
    /** Its time is no time, before 1970, or more than 23 hours ahead. */
    BAD_TIMESTAMP("the time is unreadable, before 1970, or more than 23 hours ahead"),
    /** It happened before what is kept of history. */
    BEFORE_HISTORY("it happened earlier than history is kept");

    private final String code;
    private final String words;

    Reason(String words) {
        this.code = name().toLowerCase(Locale.ROOT);
        this.words = words;
    }

    /** The code that stands for it everywhere outside, such as {@code bad_timestamp}. */
    public String code() {
        return code;
    }

    /** What is wrong, for whoever sent it. */
    public String words() {
        return words;
    }
}
