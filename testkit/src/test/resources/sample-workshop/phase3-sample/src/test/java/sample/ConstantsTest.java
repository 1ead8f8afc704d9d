package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@DisplayName("Constants")
class ConstantsTest {
  @Test
  void word() {
    assertEquals(2, Constants.word(), "bytes of a word");
  }
}
