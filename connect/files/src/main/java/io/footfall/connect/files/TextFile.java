package io.footfall.connect.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file of text while its rows are read. */
final class TextFile implements RowFile {
    private final SourceFile file;
    private final LineBuffer buffer;
    private final RowReader rows;

    private TextFile(SourceFile file, LineBuffer buffer, RowReader rows) {
        this.file = file;
        this.buffer = buffer;
        this.rows = rows;
    }

    static TextFile open(Path path, Layout layout, boolean mayGrow) throws IOException {
        SourceFile file = SourceFile.open(path);
        try {
            if (mayGrow && !file.isPlain()) {
                throw new IllegalArgumentException(path + " is compressed: it can only be read once it is whole");
            }
            LineBuffer buffer = file.buffer(mayGrow);
            return new TextFile(file, buffer, SourceFile.reader(buffer, layout));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public RowReader rows() {
        return rows;
    }

    @Override
    public boolean mayGrow() {
        return buffer.mayGrow();
    }

    @Override
    public void endGrowth() {
        buffer.endGrowth();
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
