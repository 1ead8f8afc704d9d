package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@DisplayName("The tests of one exercise")
class OneExerciseTest {
  @Exercise("9.1")
  static class Sample {
    @Test
    void ofTheClass() {}

    @Test
    @Exercise("9.2")
    void ofTheMethod() {}

    @Test
    @Given
    void ofGivenCode() {}
  }

  private static List<String> found(Optional<String> exercise) {
    TestPlan plan =
        LauncherFactory.create()
            .discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(Sample.class))
                    .filters(new OneExercise(exercise))
                    .build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(test -> test.getDisplayName().replace("()", ""))
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("are those that belong to it, by what the method or else the class says")
  void one() {
    assertThat(found(Optional.of("9.1")), is(List.of("ofTheClass")));
    assertThat(found(Optional.of("9.2")), is(List.of("ofTheMethod")));
    assertThat(found(Optional.of("9.3")), is(List.of()));
  }

  @Test
  @DisplayName("are all tests where no exercise is named")
  void all() {
    assertThat(found(Optional.empty()), is(List.of("ofGivenCode", "ofTheClass", "ofTheMethod")));
  }
}
