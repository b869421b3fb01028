package io.footfall.connect.sources;

import io.footfall.connect.files.MappingException.Problem;
import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String name, List<Problem> problems) {
        super(describe(name, problems));
    }

    private static String describe(String name, List<Problem> problems) {
        StringBuilder text = new StringBuilder("the configuration " + name + " cannot be used:");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
