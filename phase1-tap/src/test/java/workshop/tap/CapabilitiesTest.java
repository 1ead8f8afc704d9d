package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(11)
@DisplayName("Capabilities: what a link can do")
class CapabilitiesTest {

  @Test
  @Order(1)
  @DisplayName("plain: carries a header and the MTU, and takes no work off the stack")
  void plain() {
    Capabilities plain = Capabilities.plain(1500);
    assertThat("MTU", plain.mtu(), is(1500));
    assertThat("with the Ethernet header", plain.largestFrame(), is(1514));
    assertThat("checksums", plain.checksums(), is(false));
    assertThat("segmentation", plain.segmentation(), is(false));
  }
}
