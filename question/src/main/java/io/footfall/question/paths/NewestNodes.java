package io.footfall.question.paths;

/** The newest few of the nodes that came by, direct repeats as one. */
final class NewestNodes {
    private final int[] nodes;
    private int count;

    // Where the next one goes.
    private int end;

    NewestNodes(int capacity) {
        nodes = new int[capacity];
    }

    void clear() {
        count = 0;
        end = 0;
    }

    void add(int node) {
        if (count > 0 && nodes[before(end)] == node) {
            return;
        }
        nodes[end] = node;
        end = end + 1 == nodes.length ? 0 : end + 1;
        count = Math.min(count + 1, nodes.length);
    }

    /** Copies all, the newest first, and says how many they are. */
    int copyBackwards(int[] to) {
        int at = end;
        for (int i = 0; i < count; i++) {
            at = before(at);
            to[i] = nodes[at];
        }
        return count;
    }

    private int before(int at) {
        return at == 0 ? nodes.length - 1 : at - 1;
    }
}
