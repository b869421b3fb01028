package io.footfall.connect.kafka;

import java.util.List;

/** What a look for records brought. */
public sealed interface Reading {

    /** Records, those of a partition in their order; none if there are none now. */
    record Messages(List<Message> messages) implements Reading {
        /** Copies the list. */
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /** Nothing, since some places are no longer there. */
    record Jumps(List<Jump> jumps) implements Reading {
        /** Copies the list. */
        public Jumps {
            jumps = List.copyOf(jumps);
        }
    }
}
