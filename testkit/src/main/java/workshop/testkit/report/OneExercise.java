package workshop.testkit.report;

import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import workshop.testkit.Belonging;

/**
 * If a system property names an exercise, this leaves out the tests of all others.
 *
 * <p>JUnit finds this by its entry in META-INF/services.
 */
public final class OneExercise implements PostDiscoveryFilter {
  static final String PROPERTY = "workshop.exercise";

  private final Optional<String> wanted;

  public OneExercise() {
    this(Optional.ofNullable(System.getProperty(PROPERTY)));
  }

  OneExercise(Optional<String> wanted) {
    this.wanted = wanted;
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    return FilterResult.includedIf(wanted.isEmpty() || wanted.equals(exercise(test)));
  }

  private static Optional<String> exercise(TestDescriptor test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .flatMap(method -> Belonging.of(method.getJavaMethod(), method.getJavaClass()));
  }
}
