package io.footfall.connect.files;

/** What a reader found next in a file: a row, or bytes that are none. */
sealed interface Read permits Row, Outcome.Bad {}
