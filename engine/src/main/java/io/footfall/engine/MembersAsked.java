package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.question.Question;
import io.footfall.question.RowKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which customers are wanted: those whom a row of an answer counts.
 *
 * @param question the question
 * @param row the row
 * @param not another row, whose customers are left out
 * @param asOfSecond at which as-of, in seconds since 1970 UTC; empty for now
 * @param after only those who come after this one in {@link Members#ORDER}
 * @param limit how many at most
 */
public record MembersAsked(
        Question question,
        RowKey row,
        Optional<RowKey> not,
        OptionalLong asOfSecond,
        Optional<IdentityKey> after,
        int limit) {}
