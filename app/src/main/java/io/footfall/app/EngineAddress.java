package io.footfall.app;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a running engine. */
final class EngineAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String written) {
        try {
            URI address = URI.create(written);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException ignored) {
            // The same is wrong with it as with other texts that are no address.
        }
        throw new TypeConversionException(
                "\"" + written + "\" is no address of an engine; expected such as http://127.0.0.1:8080");
    }
}
