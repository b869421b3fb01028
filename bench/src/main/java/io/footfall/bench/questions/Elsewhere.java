package io.footfall.bench.questions;

import io.footfall.bench.Report;
import io.footfall.bench.WrongResultException;
import io.footfall.history.sql.SqlFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What becomes of sealed events elsewhere: what they take on other disks, and how pandas reads a result. */
final class Elsewhere {
    /** What each form of a large result is asked for by. */
    static final String ROWS = "select sequence, timestamp, event, user_id, properties_product,"
            + " coalesce(properties_price, properties_revenue) as amount from events where sequence <= ";

    private Elsewhere() {}

    /** The bytes that an event takes in each form, the sealed files first. */
    static List<List<String>> disk(List<Path> files, long events, long bytes, Path folder) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sealed files", each(bytes, events)));
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        files.forEach(file -> arguments.add(file.toString()));
        for (List<String> form : new PeerScript("disk.py").run(arguments)) {
            if (Long.parseLong(form.get(1)) != events) {
                throw new WrongResultException(form.getFirst() + " has " + form.get(1) + " events, not " + events);
            }
            rows.add(List.of(form.getFirst(), each(Long.parseLong(form.get(2)), events)));
        }
        return rows;
    }

    private static String each(long bytes, long events) {
        return Report.decimal((double) bytes / events, 1);
    }

    /**
     * How long a result is made and read, as JSON and as Arrow.
     *
     * @param body makes it
     */
    static List<List<String>> frames(Function<SqlFormat, byte[]> body, int runs, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<SqlFormat> formats = List.of(SqlFormat.JSON, SqlFormat.ARROW);
        List<String> arguments = new ArrayList<>();
        List<Double> made = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (SqlFormat format : formats) {
            double[] seconds = new double[runs];
            byte[] last = body.apply(format);
            for (int i = 0; i < runs; i++) {
                long began = System.nanoTime();
                last = body.apply(format);
                seconds[i] = (System.nanoTime() - began) / 1e9;
            }
            made.add(Peer.median(seconds));
            sizes.add((long) last.length);
            arguments.add(Files.write(folder.resolve(format.name()), last).toString());
        }
        arguments.add(Integer.toString(runs));
        Map<String, Double> read = new PeerScript("frame.py")
                .run(arguments).stream()
                        .collect(Collectors.toMap(
                                List::getFirst, fields -> Peer.median(PeerScript.seconds(fields.get(1)))));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            rows.add(List.of(
                    formats.get(i).name(),
                    Report.decimal(sizes.get(i) / 1e6, 1),
                    Report.decimal(made.get(i) * 1e3, 0),
                    Report.decimal(read.getOrDefault(formats.get(i).name(), Double.NaN) * 1e3, 0)));
        }
        return rows;
    }
}
