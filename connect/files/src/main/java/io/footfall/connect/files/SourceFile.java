package io.footfall.connect.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A file being read, inflated if it is gzip or zstd, without the byte order mark some programs put first. */
final class SourceFile implements AutoCloseable {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final int MAGIC_BYTES = 4;
    private static final int INFLATER_BYTES = 1 << 16;

    private final CountedStream counted;
    private final InputStream content;
    private final boolean isPlain;

    private SourceFile(CountedStream counted, InputStream content, boolean isPlain) {
        this.counted = counted;
        this.content = content;
        this.isPlain = isPlain;
    }

    static SourceFile open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder; name the files in it");
        }
        CountedStream counted = new CountedStream(Files.newInputStream(path));
        try {
            BufferedInputStream plain = new BufferedInputStream(counted);
            plain.mark(MAGIC_BYTES);
            byte[] magic = plain.readNBytes(MAGIC_BYTES);
            plain.reset();
            if (startsWith(magic, GZIP)) {
                return new SourceFile(counted, new GZIPInputStream(plain, INFLATER_BYTES), false);
            }
            if (startsWith(magic, ZSTD)) {
                return new SourceFile(counted, new ZstdInputStream(plain), false);
            }
            return new SourceFile(counted, plain, true);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Whether the file holds its rows as they are: only then they can be read while it grows. */
    boolean isPlain() {
        return isPlain;
    }

    /** Bytes of the file read so far, as they are on disk. */
    long bytesRead() {
        return counted.count;
    }

    LineBuffer buffer(boolean mayGrow) throws IOException {
        LineBuffer buffer = new LineBuffer(content, mayGrow);
        if (buffer.look(0) == 0xef && buffer.look(1) == 0xbb && buffer.look(2) == 0xbf) {
            buffer.take(3);
        }
        return buffer;
    }

    static RowReader reader(LineBuffer buffer, Layout layout) throws IOException {
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
