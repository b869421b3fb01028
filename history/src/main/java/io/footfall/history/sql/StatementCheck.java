package io.footfall.history.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a text is exactly one statement that only reads.
 *
 * <p>The database parses it and hands out the tree as JSON, which is walked here, by the database too. That it can be handed
 * out is not enough: {@code with x as (delete …)} can be. So every node that is a query must be of a kind that reads, and every
 * function that makes a table must be listed: {@code query('…')} and {@code json_execute_serialized_sql('…')} run text.
 */
final class StatementCheck implements AutoCloseable {
    private static final String PARSED = "select json_serialize_sql(?)";

    private static final String PROBLEM = """
            with parsed as (select ?::json as tree),
            nodes as (select t.value as node from parsed, json_tree(parsed.tree) as t where t.type = 'OBJECT'),
            kinds as (
                select node ->> 'type' as kind
                from nodes
                where json_exists(node, '$.cte_map') or (node ->> 'type') like '%\\_NODE' escape '\\'
            ),
            tables as (
                select lower(node ->> '$.function.function_name') as name
                from nodes
                where (node ->> 'type') = 'TABLE_FUNCTION'
            )
            select case
                when (tree ->> 'error') = 'true' then tree ->> 'error_message'
                when json_array_length(tree, '$.statements') <> 1
                    then 'expected one statement, found ' || json_array_length(tree, '$.statements')
                when exists (
                    select 1 from kinds
                    where kind is null
                       or kind not in ('SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE'))
                    then 'only SELECT is allowed, in every part of the statement'
                when exists (
                    select 1 from tables
                    where name is null
                       or name not in ('range', 'generate_series', 'unnest', 'json_each', 'json_tree'))
                    then (
                        select 'the table function ' || min(coalesce(name, '?'))
                            || ' is not allowed; there are range, generate_series, unnest, json_each and json_tree'
                        from tables
                        where name is null
                           or name not in ('range', 'generate_series', 'unnest', 'json_each', 'json_tree'))
                end
            from parsed
            """;

    private final PreparedStatement parsed;
    private final PreparedStatement problem;

    private StatementCheck(PreparedStatement parsed, PreparedStatement problem) {
        this.parsed = parsed;
        this.problem = problem;
    }

    /** Makes it ready; the database has nothing yet, and may have something afterwards. */
    static StatementCheck prepare(Connection connection) throws SQLException {
        PreparedStatement parsed = connection.prepareStatement(PARSED);
        return new StatementCheck(parsed, connection.prepareStatement(PROBLEM));
    }

    /**
     * Returns if the text is such a statement. It is parsed, and nothing of it runs.
     *
     * @throws RefusedException if it is not
     */
    void check(String sql) throws SQLException, RefusedException {
        String tree = one(parsed, sql);
        String found = one(problem, tree == null ? "null" : tree);
        if (found != null) {
            throw RefusedException.invalid(
                    found.startsWith("Only SELECT") ? "only SELECT is allowed; " + hint(sql) : found);
        }
    }

    @Override
    public void close() throws SQLException {
        parsed.close();
        problem.close();
    }

    private static String hint(String sql) {
        return "this is: " + sql.strip().lines().findFirst().orElse("nothing");
    }

    private static @Nullable String one(PreparedStatement statement, String argument) throws SQLException {
        statement.setString(1, argument);
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }
}
