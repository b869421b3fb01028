package io.footfall.connect.sources;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory, as it is written: {@code 512m} or {@code 2g}. */
public final class MemorySize {
    /** What is expected where one is written. */
    public static final String EXPECTED = "a whole number of mebibytes or gibibytes such as 512m or 2g";

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,6})([mg])");

    private MemorySize() {}

    /** The bytes it is; empty if that is no such amount. */
    public static OptionalLong bytes(String written) {
        Matcher matcher = WRITTEN.matcher(written.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? OptionalLong.of(
                        Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("g") ? 30 : 20))
                : OptionalLong.empty();
    }

    /** An amount in words, in mebibytes, or in gibibytes where these are whole. */
    public static String words(long bytes) {
        long mebibytes = bytes >>> 20;
        return mebibytes % 1_024 == 0 && mebibytes > 0 ? (mebibytes >>> 10) + "g" : mebibytes + "m";
    }
}
