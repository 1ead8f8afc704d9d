package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.exercises.ExerciseId;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;

@DisplayName("Plainness: which class shows best what is wrong with an exercise")
class PlainnessTest {
  @Exercise("5.6")
  @Order(1)
  static class Sending {}

  @Exercise("5.7")
  @Order(2)
  static class Closing {}

  @Exercise("5.7")
  @Order(3)
  static class TimeWait {}

  @Scenario
  static class Conversations {}

  @Exercise("5.7")
  @Order(1)
  static class ConversationsInMemory extends Conversations {}

  @Test
  @DisplayName("the class that begins with the exercise, then the others, then scenarios")
  void order() {
    assertThat(sorted("5.7"), contains("Closing", "TimeWait", "Sending", "ConversationsInMemory"));
    assertThat(sorted("5.6"), contains("Sending", "Closing", "TimeWait", "ConversationsInMemory"));
  }

  private static List<String> sorted(String exercise) {
    return Stream.of(ConversationsInMemory.class, Sending.class, TimeWait.class, Closing.class)
        .sorted(Plainness.firstFor(ExerciseId.parse(exercise)))
        .map(Class::getSimpleName)
        .toList();
  }
}
