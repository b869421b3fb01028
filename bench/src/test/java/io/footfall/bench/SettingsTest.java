package io.footfall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    private static final List<Setting> KNOWN =
            List.of(new Setting("seconds", 10, "how long"), new Setting("share", "0.5", "how much"));

    @Test
    void aSettingThatNobodySaysIsAsTheBenchmarkHasIt() {
        Settings settings = Settings.read(KNOWN, List.of());

        assertThat(settings.number("seconds")).isEqualTo(10);
        assertThat(settings.fraction("share")).isEqualTo(0.5);
    }

    @Test
    void whatIsSaidHolds() {
        Settings settings = Settings.read(KNOWN, List.of("--share", "0.25", "--seconds", "1_000"));

        assertThat(settings.number("seconds")).isEqualTo(1_000);
        assertThat(settings.fraction("share")).isEqualTo(0.25);
    }

    @Test
    void anUnknownSettingIsRefusedByName() {
        assertThatThrownBy(() -> Settings.read(KNOWN, List.of("--second", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--second is unknown");
    }

    @Test
    void aSettingWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Settings.read(KNOWN, List.of("--seconds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--seconds needs a value");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        Settings settings = Settings.read(KNOWN, List.of("--seconds", "ten"));

        assertThatThrownBy(() -> settings.number("seconds"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--seconds is ten; it must be a whole number");
    }
}
