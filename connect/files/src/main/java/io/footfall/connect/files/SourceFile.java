package io.footfall.connect.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file being read, inflated if it is gzip, without the byte order mark some programs put first. */
final class SourceFile implements AutoCloseable {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int INFLATER_BYTES = 1 << 16;

    private final String name;
    private final CountedStream counted;
    private final InputStream content;

    private SourceFile(String name, CountedStream counted, InputStream content) {
        this.name = name;
        this.counted = counted;
        this.content = content;
    }

    static SourceFile open(Path path) throws IOException {
        CountedStream counted = new CountedStream(Files.newInputStream(path));
        try {
            InputStream plain = new BufferedInputStream(counted);
            InputStream content = isGzip(plain) ? new GZIPInputStream(plain, INFLATER_BYTES) : plain;
            return new SourceFile(path.toString(), counted, content);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    private static boolean isGzip(InputStream plain) throws IOException {
        plain.mark(2);
        boolean isGzip = plain.read() == GZIP_FIRST && plain.read() == GZIP_SECOND;
        plain.reset();
        return isGzip;
    }

    String name() {
        return name;
    }

    /** Bytes of the file read so far, as they are on disk. */
    long bytesRead() {
        return counted.count;
    }

    RowReader reader(Layout layout) throws IOException {
        LineBuffer buffer = new LineBuffer(content);
        if (buffer.look(0) == 0xef && buffer.look(1) == 0xbb && buffer.look(2) == 0xbf) {
            buffer.take(3);
        }
        return switch (layout.format()) {
            case Layout.Csv(char delimiter) -> new CsvReader(buffer, layout, delimiter);
            case Layout.Whitespace whitespace -> LineReader.ofWhitespace(buffer, layout);
            case Layout.JsonLines jsonLines -> LineReader.ofJsonLines(buffer, layout);
        };
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class CountedStream extends FilterInputStream {
        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
