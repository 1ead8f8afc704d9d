package workshop.architecture;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Tells of each ring who in it knows whom, and one place in the source where that is so. */
final class NoRing extends ArchCondition<JavaClass> {
  /** A field or a parameter has no line, or line 0. */
  private static final Comparator<Dependency> LINES_FIRST =
      comparing((Dependency d) -> d.getSourceCodeLocation().getLineNumber() == 0)
          .thenComparing(naturalOrder());

  private final Function<JavaClass, String> group;

  /** Who knows whom, and where. */
  private final Map<String, Map<String, Dependency>> known = new TreeMap<>();

  /** A condition for one check only: it remembers what it has seen. */
  NoRing(Function<JavaClass, String> group) {
    super("not be in a ring");
    this.group = group;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String from = group.apply(type);
    Map<String, Dependency> places = known.computeIfAbsent(from, name -> new TreeMap<>());
    for (Dependency place : type.getDirectDependenciesFromSelf()) {
      String to = group.apply(place.getTargetClass());
      if (!to.equals(from)) {
        places.merge(to, place, BinaryOperator.minBy(LINES_FIRST));
      }
    }
  }

  @Override
  public void finish(ConditionEvents events) {
    Set<String> told = new HashSet<>();
    for (String name : known.keySet()) {
      Set<String> ring = new TreeSet<>(reachedFrom(name));
      ring.removeIf(other -> !reachedFrom(other).contains(name));
      if (!ring.isEmpty() && told.addAll(ring)) {
        events.add(SimpleConditionEvent.violated(ring, describe(ring)));
      }
    }
  }

  private Set<String> reachedFrom(String name) {
    Set<String> reached = new HashSet<>();
    reach(name, reached);
    return reached;
  }

  private void reach(String name, Set<String> reached) {
    for (String next : known.getOrDefault(name, Map.of()).keySet()) {
      if (reached.add(next)) {
        reach(next, reached);
      }
    }
  }

  private String describe(Set<String> ring) {
    StringBuilder text = new StringBuilder("a ring of " + ring.size());
    for (String from : ring) {
      for (String to : ring) {
        Dependency place = known.get(from).get(to);
        if (place != null) {
          text.append("\n  %s -> %s %s".formatted(from, to, place.getSourceCodeLocation()));
        }
      }
    }
    return text.toString().replace(":0)", ")");
  }
}
