package io.footfall.connect.files;

import java.util.List;

/** A mapping that cannot be used, with everything that is wrong with it. */
public final class MappingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    MappingException(String name, List<Problem> problems) {
        super(describe(name, problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the mapping. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param key where, such as {@code properties.price.type}
     * @param value what stands there
     * @param expected what could stand there
     */
    public record Problem(String key, String value, String expected) {
        @Override
        public String toString() {
            return key + " is " + value + ", expected " + expected;
        }
    }

    private static String describe(String name, List<Problem> problems) {
        StringBuilder text = new StringBuilder("the mapping " + name + " cannot be used:");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
