package io.footfall.connect.files;

import java.io.IOException;

/** Takes what became of rows, one by one, in the order of the file. */
interface Outcomes {
    void accept(Outcome outcome) throws IOException, InterruptedException;
}
