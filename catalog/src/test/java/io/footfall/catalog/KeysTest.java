package io.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String THREE =
            "\"write\":\"wwwwwwwwwwwwwwww\",\"read\":\"rrrrrrrrrrrrrrrr\",\"admin\":\"aaaaaaaaaaaaaaaa\"";

    @TempDir
    Path data;

    @Test
    void areMadeAtTheFirstStartAndFoundAtTheNext() throws IOException {
        Keys made = Keys.open(data, new SecureRandom());
        Keys found = Keys.open(data, new SecureRandom());

        assertThat(made.origin()).isEqualTo(Keys.Origin.MADE);
        assertThat(found.origin()).isEqualTo(Keys.Origin.FOUND);
        assertThat(found.all()).isEqualTo(made.all());
        assertThat(Files.getPosixFilePermissions(data.resolve("keys.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void areMadeAnewBesideDataAndSaySo() throws IOException {
        Files.createDirectories(data.resolve("log"));
        Files.createFile(data.resolve("log/00000000000000000001.log"));
        assertThat(Keys.open(data, new SecureRandom()).origin()).isEqualTo(Keys.Origin.MADE_ANEW);
    }

    @Test
    void openWhatTheirKindOpens() {
        Keys keys = Keys.open(data, new SecureRandom());
        for (KeyKind kind : KeyKind.values()) {
            assertThat(keys.kindOf(keys.first(kind).secret())).contains(kind);
        }
        assertThat(keys.kindOf("nothing")).isEmpty();
        assertThat(keys.kindOf("")).isEmpty();
    }

    @Test
    void nameTheSourceOfWhatTheyCollect() throws IOException {
        write("{" + THREE + ", \"write:web\" : \"vvvvvvvvvvvvvvvv\"}");
        Keys keys = Keys.open(data, new SecureRandom());

        assertThat(keys.sourceOf("wwwwwwwwwwwwwwww")).contains("http");
        assertThat(keys.sourceOf("vvvvvvvvvvvvvvvv")).contains("web");
        assertThat(keys.sourceOf("rrrrrrrrrrrrrrrr")).isEmpty();
    }

    @Test
    void neverTellTheirSecretInAText() {
        Key key = Keys.open(data, new SecureRandom()).first(KeyKind.ADMIN);
        assertThat(key.toString()).doesNotContain(key.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"write\":\"wwwwwwwwwwwwwwww\"}",
                "{" + THREE + "} more",
                "{" + THREE + ",}",
                "{" + THREE + ",\"write\":\"vvvvvvvvvvvvvvvv\"}",
                "{" + THREE + ",\"write:a b\":\"vvvvvvvvvvvvvvvv\"}",
                "{" + THREE + ",\"write:read\":\"vvvvvvvvvvvvvvvv\"}",
                "{" + THREE + ",\"root\":\"vvvvvvvvvvvvvvvv\"}",
                "{" + THREE + ",\"write:web\":\"short\"}",
                "{" + THREE + ",\"write:web\":\"rrrrrrrrrrrrrrrr\"}",
                "{" + THREE + ",\"write:web\":5}",
            })
    void areRefusedByTheNameOfTheFileWhenTheyCannotBeUnderstood(String text) throws IOException {
        write(text);
        assertThatThrownBy(() -> Keys.open(data, new SecureRandom()))
                .isInstanceOf(InvalidKeysException.class)
                .hasMessageContaining(data.resolve("keys.json").toString());
        assertThat(data.resolve("keys.json")).content().isEqualTo(text);
    }

    @Test
    void areRefusedWhenTheyAreNoText() throws IOException {
        Files.write(data.resolve("keys.json"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> Keys.open(data, new SecureRandom())).hasMessageContaining("keys.json");
    }

    @Test
    void areRefusedPastTheirLimit() throws IOException {
        write("{" + THREE + many(Keys.KEYS_MAX - 3) + "}");
        assertThat(Keys.open(data, new SecureRandom()).all()).hasSize(Keys.KEYS_MAX);
        write("{" + THREE + many(Keys.KEYS_MAX - 2) + "}");
        assertThatThrownBy(() -> Keys.open(data, new SecureRandom())).hasMessageContaining("limit is 100");
    }

    private static String many(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(",\"write:k")
                    .append(i)
                    .append("\":\"secret-secret-")
                    .append(1000 + i)
                    .append('"');
        }
        return text.toString();
    }

    private void write(String text) throws IOException {
        Files.writeString(data.resolve("keys.json"), text, StandardCharsets.UTF_8);
    }
}
