package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;

@Exercise("3.1")
@DisplayName("Sum")
class SumTest {
  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({"1, 2, 3", "2, 2, 4"})
  @Order(1)
  @DisplayName("of two numbers")
  void two(int a, int b, int sum) {
    assertEquals(sum, Sum.of(a, b));
  }

  @Test
  @Order(2)
  @DisplayName("refuses what is negative")
  void negative() {
    assertThrows(IllegalArgumentException.class, () -> Sum.of(-1, 1));
  }

  @Test
  @Order(3)
  @Exercise("3.2")
  @DisplayName("of bytes without a sign")
  void bytes() {
    assertEquals(256, Sum.of(new byte[] {1, (byte) 0xFF}));
  }
}
