package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Given;

@Given
@Order(2)
@DisplayName("Errno: the kernel's error numbers")
class ErrnoTest {

  @ParameterizedTest(name = "{0} is {1}")
  @Order(1)
  // asm-generic/errno-base.h and errno.h
  @CsvSource({
    "1, EPERM",
    "2, ENOENT",
    "4, EINTR",
    "5, EIO",
    "6, ENXIO",
    "11, EAGAIN",
    "12, ENOMEM",
    "13, EACCES",
    "16, EBUSY",
    "19, ENODEV",
    "22, EINVAL",
    "24, EMFILE",
    "77, EBADFD",
    "105, ENOBUFS",
    "0, UNKNOWN",
    "-1, UNKNOWN",
    "4711, UNKNOWN"
  })
  @DisplayName("of: finds the error of a number")
  void hasItsNumber(int number, Errno errno) {
    assertThat(Errno.of(number), is(errno));
  }

  @Test
  @Order(2)
  @DisplayName("says name and words")
  void saysNameAndWords() {
    assertThat(Errno.EBUSY.toString(), is("EBUSY: device or resource busy"));
  }
}
