package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.question.Activity;
import io.footfall.question.Changes;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Folding;
import io.footfall.question.LookedUp;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Sum;
import io.footfall.question.Top;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Robots;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the customers behind a number: each is folded as for the answer, and is behind it if what they alone add to the answer's
 * sum has something in a row that the number is of. So there is no second definition of who counts.
 */
final class MemberSearch {
    private final Scan scan;
    private final Asking asking;
    private final Set<String> passiveEvents;

    MemberSearch(Scan scan, Asking asking, Set<String> passiveEvents) {
        this.scan = scan;
        this.asking = asking;
        this.passiveEvents = passiveEvents;
    }

    /** The customers who are wanted, at a moment. */
    Members find(MembersAsked asked, Moment moment) {
        Question question = asked.question();
        Scope scope = question.scope();
        Range range = PeriodClock.resolve(scope.period(), scope.zone(), moment.second());
        List<LookedUp> unused = Asking.lookedUp(question, moment.view());
        // Both before and after: what it reads may leave the memory meanwhile.
        Asking.requireComplete(question, moment.view());
        Top top = asking.top(question, moment, range);
        Vocabulary vocabulary = moment.view().vocabulary();
        Supplier<Finish> answered = () -> asking.counted(question, moment, range, top);
        LongSet rows = question.memberRows(asked.row(), vocabulary, top, range, answered);
        LongSet not = asked.not()
                .map(key -> question.memberRows(key, vocabulary, top, range, answered))
                .orElse(LongSets.EMPTY_SET);
        List<Finding<?>> shares = scan.walk(moment, Asking.traitPaths(question, moment.view()), () -> {
            Activity activity = new Activity(vocabulary, passiveEvents);
            FoldContext context = FoldContext.asked(moment.view(), range, top, activity, moment.second());
            NameSet names = question.reads().nameSet(vocabulary);
            return new Finding<>(
                    Folding.of(question, context),
                    names,
                    Membership.of(scope, moment, passiveEvents),
                    scope.robots(),
                    moment,
                    rows,
                    not,
                    firstFew(asked));
        });
        Asking.requireComplete(question, moment.view());
        FirstFew<IdentityKey> few = firstFew(asked);
        shares.forEach(share -> share.found.addTo(few));
        return new Members(few.first(), few.hasMore(), moment.asOf(), false);
    }

    private static FirstFew<IdentityKey> firstFew(MembersAsked asked) {
        return new FirstFew<>(Members.ORDER, asked.after(), asked.limit());
    }

    /** Looks at the customers one thread meets, one by one. */
    private static final class Finding<S> implements Scan.Walker {
        private final Fold<S> fold;
        private final @Nullable NameSet names;
        private final IntPredicate members;
        private final Robots robots;
        private final View view;
        private final LongSet rows;
        private final LongSet not;
        private final FirstFew<IdentityKey> found;
        private final Sum sum;
        private final S state;
        private final Changes changes;

        Finding(
                Fold<S> fold,
                @Nullable NameSet names,
                IntPredicate members,
                Robots robots,
                Moment moment,
                LongSet rows,
                LongSet not,
                FirstFew<IdentityKey> found) {
            this.fold = fold;
            this.names = names;
            this.members = members;
            this.robots = robots;
            this.view = moment.view();
            this.rows = rows;
            this.not = not;
            this.found = found;
            this.sum = new Sum(view.vocabulary());
            this.state = fold.start();
            long asOfSecond = moment.second();
            this.changes = (second, changed, value, n) -> {
                if (second <= asOfSecond && (rows.contains(changed) || not.contains(changed))) {
                    sum.add(changed, value, n);
                }
            };
        }

        @Override
        public @Nullable NameSet names() {
            return names;
        }

        @Override
        public void customer(int head, TimelineReader reader) {
            if (!members.test(head)) {
                return;
            }
            reader.open(head, robots);
            fold.clear(state);
            sum.clear();
            fold.takeAll(state, reader, changes);
            if (hasAny(rows) && !hasAny(not)) {
                found.offer(view.nameOf(head));
            }
        }

        private boolean hasAny(LongSet of) {
            for (LongIterator each = of.iterator(); each.hasNext(); ) {
                if (sum.has(each.nextLong())) {
                    return true;
                }
            }
            return false;
        }
    }
}
