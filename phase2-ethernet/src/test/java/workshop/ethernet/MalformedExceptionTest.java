package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.MalformedException;
import workshop.testkit.Given;

@Given
@Order(9)
@DisplayName("MalformedException: bytes that do not hold together")
class MalformedExceptionTest {

  @Test
  @Order(1)
  @DisplayName("says why in words, and costs no stack trace")
  void saysWhy() {
    MalformedException e = new MalformedException(EthernetDrop.ARP_TOO_SHORT);
    assertThat(e.reason(), is(EthernetDrop.ARP_TOO_SHORT));
    assertThat(e.getMessage(), is(EthernetDrop.ARP_TOO_SHORT.words()));
    assertThat(e.getStackTrace(), is(emptyArray()));
  }
}
