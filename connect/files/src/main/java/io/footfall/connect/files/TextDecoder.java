package io.footfall.connect.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Turns the bytes of a row into text, and says so when they are none. */
final class TextDecoder {

    private final CharsetDecoder decoder;

    TextDecoder(Charset encoding) {
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The text, or empty when the bytes are not text in this encoding. */
    Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException ignored) {
            // The caller keeps the bytes and says on which line they stand.
            return Optional.empty();
        }
    }
}
