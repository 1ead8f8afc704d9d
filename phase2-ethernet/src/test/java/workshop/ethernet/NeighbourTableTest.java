package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.testkit.Given;

@Given
@Order(5)
@DisplayName("NeighbourTable: who has which Ethernet address")
class NeighbourTableTest {
  private static final long SECOND = 1_000_000_000;
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);
  private static final MacAddress MAC = new MacAddress(0x0200_0000_00AAL);
  private static final MacAddress OTHER_MAC = new MacAddress(0x0200_0000_00BBL);

  private final LoopClock clock = new LoopClock();
  private final NeighbourTable table = new NeighbourTable(clock);

  @Test
  @Order(1)
  @DisplayName("finds what it has learned, and nothing else")
  void finds() {
    learn(KERNEL, MAC, 0);
    assertThat(table.find(KERNEL).mac(), is(MAC));
    assertThat(table.find(new Ipv4Address(0xC0A8_6403)), is(nullValue()));
  }

  @Test
  @Order(2)
  @DisplayName("the latest is what counts")
  void latestCounts() {
    learn(KERNEL, MAC, 0);
    learn(KERNEL, OTHER_MAC, 1);
    assertThat(table.find(KERNEL).mac(), is(OTHER_MAC));
  }

  @Test
  @Order(3)
  @DisplayName("an entry that nobody has confirmed for more than a minute is stale")
  void becomesStale() {
    learn(KERNEL, MAC, 5 * SECOND);
    assertThat("after a minute", isStale(KERNEL, 65 * SECOND), is(false));
    assertThat("after more", isStale(KERNEL, 65 * SECOND + 1), is(true));
    learn(KERNEL, MAC, 70 * SECOND);
    assertThat("confirmed", isStale(KERNEL, 130 * SECOND), is(false));
  }

  @Test
  @Order(3)
  @DisplayName("an entry in doubt is stale at once, and still known")
  void becomesStaleByDoubt() {
    learn(KERNEL, MAC, 5 * SECOND);
    table.doubt(KERNEL);
    assertThat("at once", isStale(KERNEL, 5 * SECOND), is(true));
    assertThat("still known", table.find(KERNEL).mac(), is(MAC));
    learn(KERNEL, MAC, 6 * SECOND);
    assertThat("confirmed", isStale(KERNEL, 6 * SECOND), is(false));
    table.doubt(neighbour(1));
    assertThat("nobody knows this one", table.find(neighbour(1)), is(nullValue()));
  }

  @Test
  @Order(4)
  @DisplayName("has room for 1024; after that, a new one replaces the one used longest ago")
  void isBounded() {
    for (int i = 0; i < 1024; i++) {
      learn(neighbour(i), new MacAddress(0x0200_0000_0000L + i), i);
    }
    learn(neighbour(0), MAC, 2000); // confirmed
    assertThat(table.find(neighbour(1)).mac(), is(new MacAddress(0x0200_0000_0001L))); // used
    learn(KERNEL, MAC, 3000);
    assertThat("the new one", table.find(KERNEL).mac(), is(MAC));
    assertThat("the one confirmed", table.find(neighbour(0)).mac(), is(MAC));
    assertThat("the one used longest ago", table.find(neighbour(2)), is(nullValue()));
    for (int i : new int[] {1, 3, 1023}) {
      assertThat(table.find(neighbour(i)).mac(), is(new MacAddress(0x0200_0000_0000L + i)));
    }
  }

  private void learn(Ipv4Address address, MacAddress mac, long now) {
    clock.set(now);
    table.learn(address, mac);
  }

  private boolean isStale(Ipv4Address address, long now) {
    clock.set(now);
    return table.isStale(table.find(address));
  }

  private static Ipv4Address neighbour(int number) {
    return new Ipv4Address(0x0A00_0000 + number);
  }
}
