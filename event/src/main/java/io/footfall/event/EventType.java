package io.footfall.event;

import java.util.Locale;

/** The kind of call an event arrived as, named as in the Segment specification. */
public enum EventType {
    TRACK(1),
    PAGE(2),
    SCREEN(3),
    IDENTIFY(4),
    GROUP(5),
    ALIAS(6);

    private static final EventType[] BY_CODE = new EventType[7];

    static {
        for (EventType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final byte code;
    private final String word;

    EventType(int code) {
        this.code = (byte) code;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** The number that stands for this type in stored bytes; it never changes. */
    public byte code() {
        return code;
    }

    /** The word that stands for this type in JSON, such as {@code track}. */
    public String word() {
        return word;
    }

    /**
     * The type that a word stands for.
     *
     * @throws CorruptBytesException if it stands for none
     */
    public static EventType ofWord(String word) {
        for (EventType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new CorruptBytesException("no event type is called " + word);
    }

    /** Whether the customer did something: a track, page or screen call. The others only say who they are. */
    public boolean isActivity() {
        return this == TRACK || this == PAGE || this == SCREEN;
    }

    /**
     * The type with the given stored number.
     *
     * @throws CorruptBytesException if no type has it
     */
    public static EventType of(byte code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new CorruptBytesException("no event type has the number " + code);
        }
        return BY_CODE[code];
    }
}
