package io.footfall.question.trend;

import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out a formula of what several series say. */
final class SeriesFigures implements Figures {
    private final Formula formula;
    private final List<Figures> parts = new ArrayList<>();

    SeriesFigures(SeriesQuestion question, Cells cells, Vocabulary vocabulary) {
        this.formula = question.formula();
        for (int i = 0; i < question.parts().size(); i++) {
            parts.add(question.parts().get(i).figures(new Cells(cells.sum(), i), vocabulary));
        }
    }

    @Override
    public @Nullable Object of(int by, int bucket) {
        List<@Nullable BigDecimal> values = new ArrayList<>(parts.size());
        for (Figures part : parts) {
            Object figure = part.of(by, bucket);
            values.add(figure instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) figure);
        }
        return formula.of(values);
    }
}
