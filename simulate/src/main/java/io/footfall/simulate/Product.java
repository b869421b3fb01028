package io.footfall.simulate;

import java.util.ArrayList;
import java.util.List;

/** Something the shop sells. */
record Product(String id, String name, String category, int cents) {

    private static final List<String> CATEGORIES = List.of("shoes", "jackets", "shirts", "bags", "hats", "socks");
    private static final List<String> KINDS =
            List.of("Trail", "City", "Classic", "Alpine", "Harbour", "Studio", "Summer", "Weekend", "Night", "Garden");
    private static final int[] BASE_CENTS = {7_990, 12_900, 3_490, 5_990, 1_990, 890};

    /** What the shop sells, the best known first: the same in every shop. */
    static final List<Product> ALL = all();

    private static List<Product> all() {
        List<Product> products = new ArrayList<>();
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int i = 0; i < CATEGORIES.size(); i++) {
                String category = CATEGORIES.get(i);
                String name = KINDS.get(kind) + " " + Character.toUpperCase(category.charAt(0)) + category.substring(1);
                int cents = BASE_CENTS[i] + kind * BASE_CENTS[i] / 10 / 100 * 100;
                products.add(new Product("p" + (100 + products.size()), name, category, cents));
            }
        }
        return List.copyOf(products);
    }
}
