package workshop.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(15)
@DisplayName("MalformedException: bytes that are no valid frame or packet")
class MalformedExceptionTest {

  @Test
  @Order(1)
  @DisplayName("says why in words, and costs no stack trace")
  void saysWhy() {
    DropReason reason = new DropReason("the packet is cut short");
    MalformedException e = new MalformedException(reason);
    assertThat(e.reason(), is(reason));
    assertThat(e.getMessage(), is("the packet is cut short"));
    assertThat(
        "the reason, in a message of a test", reason, hasToString("the packet is cut short"));
    assertThat(e.getStackTrace(), is(emptyArray()));
  }
}
