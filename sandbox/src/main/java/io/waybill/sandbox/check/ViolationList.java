package io.waybill.sandbox.check;

import io.waybill.sandbox.check.Violation.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects violations, of each property the first thousand; the rest is counted. For one thread. */
final class ViolationList {
    private static final int MOST = 1000;

    private final List<Violation> kept = new ArrayList<>();
    private final Map<Property, Integer> counts = new EnumMap<>(Property.class);

    void add(Property property, Place place, String sentence) {
        if (counts.merge(property, 1, Integer::sum) <= MOST) {
            kept.add(new Violation(property, place, sentence));
        }
    }

    void addAll(List<Violation> others) {
        others.forEach(other -> add(other.property(), other.place(), other.sentence()));
    }

    /** In the order of the properties; a property that has more ends with their number. */
    List<Violation> toList() {
        List<Violation> all = new ArrayList<>(kept);
        counts.forEach((property, count) -> {
            if (count > MOST) {
                all.add(new Violation(property, Place.NOWHERE, "and " + (count - MOST) + " more"));
            }
        });
        all.sort(java.util.Comparator.comparing(Violation::property));
        return List.copyOf(all);
    }
}
