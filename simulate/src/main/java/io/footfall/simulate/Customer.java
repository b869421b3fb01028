package io.footfall.simulate;

import java.util.HexFormat;
import java.util.List;

/**
 * A customer whose account exists, known by one number all else is made of.
 *
 * @param number any number; the same in every run of the same shop
 */
record Customer(long number) {

    private static final List<String> FIRST = List.of(
            "Ann", "Bob", "Chloe", "Dario", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena", "Mara",
            "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Sven", "Tara");
    private static final List<String> LAST = List.of(
            "Adams", "Berg", "Costa", "Diaz", "Evans", "Fischer", "Gupta", "Haas", "Ito", "Jones", "Kim", "Lopez",
            "Moreau", "Novak", "O'Brien", "Perez", "Rossi", "Silva", "Tanaka", "Weber");
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "ES", "NL", "JP", "BR");

    String userId() {
        return "c" + HexFormat.of().toHexDigits(number).substring(0, 12);
    }

    /** The anonymous id of the device the customer mostly uses. */
    String deviceId() {
        return "d" + HexFormat.of().toHexDigits(Chance.mix(number, 1));
    }

    String name() {
        return FIRST.get(part(2, FIRST.size())) + " " + LAST.get(part(3, LAST.size()));
    }

    String email() {
        return userId() + "@example.com";
    }

    String country() {
        return COUNTRIES.get(part(4, COUNTRIES.size()));
    }

    /** In which of so many regions the customer lives. */
    int region(int regions) {
        return part(7, regions);
    }

    /** One in eight pays for membership; of those who are asked again later, some more do. */
    String plan(boolean isLater) {
        return part(5, 8) == 0 || (isLater && part(6, 5) == 0) ? "plus" : "free";
    }

    private int part(int which, int bound) {
        return (int) Long.remainderUnsigned(Chance.mix(number, which), bound);
    }
}
