package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;

/** What a source is told. */
public sealed interface SourceConfig {

    /** What it is called; its events have this as their source. */
    String name();

    /** The word that stands for its kind. */
    String kind();

    /**
     * Files: all in a folder whose names match, or one.
     *
     * @param name what it is called
     * @param path the folder, or the file
     * @param matcher which names of the folder are its files
     * @param mapping how rows become events
     * @param settle how long a file must not have changed to be taken as whole
     */
    record Files(String name, Path path, PathMatcher matcher, Mapping mapping, Duration settle)
            implements SourceConfig {
        @Override
        public String kind() {
            return "files";
        }
    }
}
