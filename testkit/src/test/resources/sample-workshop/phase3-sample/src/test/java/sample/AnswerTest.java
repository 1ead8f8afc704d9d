package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;

@Exercise("3.10")
@DisplayName("Answer")
@Order(2)
class AnswerTest {
  @Test
  @Order(1)
  void alone() {
    assertEquals(2, Answer.to(1));
  }

  @Test
  @Order(2)
  @DisplayName("with a number of the phase before")
  void needsAnEarlierPhase() {
    assertEquals(3, Answer.to(Earlier.number()));
  }
}
