package io.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = NOW.plus(StreamTokens.VALID_FOR);
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path data;

    private Keys keys;

    @BeforeEach
    void open() {
        keys = Keys.open(data, random);
    }

    @Test
    void aStreamTokenOpensItsStreamOnce() {
        StreamTokens tokens = new StreamTokens(keys, random);
        String token = tokens.issue("orders", NOW);

        assertThat(tokens.open("carts", token, NOW)).isFalse();
        assertThat(tokens.open("orders", token, NOW)).isTrue();
        assertThat(tokens.open("orders", token, NOW)).isFalse();
        assertThat(tokens.open("orders", tokens.issue("orders", NOW), NOW)).isTrue();
    }

    @Test
    void aStreamTokenIsGoodUpToTenMinutes() {
        StreamTokens tokens = new StreamTokens(keys, random);
        String token = tokens.issue("orders", NOW);

        assertThat(tokens.open("orders", token, END)).isFalse();
        assertThat(tokens.open("orders", token, END.minusMillis(1))).isTrue();
    }

    @Test
    void aStreamTokenOutlivesARestart() {
        String token = new StreamTokens(keys, random).issue("orders", NOW);
        assertThat(new StreamTokens(Keys.open(data, random), random).open("orders", token, NOW))
                .isTrue();
    }

    @Test
    void whatNobodyIssuedOpensNothing() {
        StreamTokens tokens = new StreamTokens(keys, random);
        String token = tokens.issue("orders", NOW);
        for (String other :
                new String[] {"", "?", "a".repeat(1000), token.substring(1), "A" + token.substring(1) + "A"}) {
            assertThat(tokens.open("orders", other, NOW)).isFalse();
        }
        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'Q' : 'A';
            String other = token.substring(0, i) + changed + token.substring(i + 1);
            assertThat(tokens.open("orders", other, NOW)).as("character %s", i).isFalse();
        }
    }

    @Test
    void keepsAsManyOpenedTokensAsItMayAndForgetsExpiredOnes() {
        StreamTokens tokens = new StreamTokens(keys, random, 2);
        assertThat(tokens.open("orders", tokens.issue("orders", NOW), NOW)).isTrue();
        assertThat(tokens.open("orders", tokens.issue("orders", NOW), NOW)).isTrue();
        assertThat(tokens.open("orders", tokens.issue("orders", NOW), NOW)).isFalse();
        assertThat(tokens.open("orders", tokens.issue("orders", END), END)).isTrue();
    }

    @Test
    void thePagesLinkGivesACookieThatReads() {
        PageLink link = new PageLink(keys, random);
        assertThat(link.cookieFor("wrong")).isEmpty();
        assertThat(link.cookieFor(link.token()))
                .hasValueSatisfying(cookie -> assertThat(link.mayRead(cookie)).isTrue());
        assertThat(link.mayRead("")).isFalse();
    }

    @Test
    void thePagesCookieOutlivesARestartAndItsLinkDoesNot() {
        PageLink before = new PageLink(keys, random);
        PageLink after = new PageLink(keys, random);
        assertThat(after.mayRead(before.cookieFor(before.token()).orElseThrow()))
                .isTrue();
        assertThat(after.cookieFor(before.token())).isEmpty();
    }
}
