package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LadderTest {
  private final Ladder ladder = new Ladder("kernel", "stack");

  @Test
  void showsWhoSentWhat() {
    ladder.left(0, Frames.tcp().flags("SYN").seq(1000).frame());
    ladder.right(1_500_000, Frames.tcp().fromStack().flags("SYN,ACK").seq(5000).ack(1001).frame());
    ladder.note(2_000_000_000L, "the next one is lost");
    ladder.left(2_000_000_001L, Frames.echoRequest().frame());
    ladder.left(2_000_000_001L, new byte[3]);
    assertThat(
        ladder.toString(),
        equalTo(
            "   seconds  kernel                          stack\n"
                + "  0.000000  40000>8080 SYN seq=0 win=65535 len=0 -->\n"
                + "  0.001500              "
                + "<-- 8080>40000 SYN,ACK seq=0 ack=1 win=65535 len=0\n"
                + "  2.000000  -- the next one is lost\n"
                + "  2.000000  192.168.100.1 > 192.168.100.2 ICMP echo request id=1 seq=1 len=0"
                + " -->\n"
                + "  2.000000  malformed frame of 3 bytes: an Ethernet header has 14 bytes,"
                + " here are 3 -->\n"));
  }

  @Test
  void takesWordsToo() {
    ladder.left(0, "ACK seq=-4 ack=1");
    ladder.right(0, "ACK seq=1 ack=1");
    assertThat(ladder.toString(), containsString("\n  0.000000  ACK seq=-4 ack=1 -->\n"));
    assertThat(
        ladder.toString(), containsString("\n  0.000000              <-- ACK seq=1 ack=1\n"));
  }

  @Test
  void countsFromTheSynWhereItHasSeenIt() {
    ladder.left(0, Frames.tcp().flags("ACK").seq(7).ack(8).frame());
    ladder.left(0, Frames.tcp().flags("SYN").seq(4_294_967_295L).frame());
    ladder.left(0, Frames.tcp().flags("ACK").seq(0).ack(9).frame());
    ladder.left(0, Frames.tcp().flags("ACK").seq(4_294_967_290L).ack(9).frame());
    assertThat(ladder.toString(), containsString("ACK seq=7 ack=8 "));
    assertThat(ladder.toString(), containsString("ACK seq=1 ack=9 "));
    assertThat(ladder.toString(), containsString("ACK seq=-5 ack=9 "));
  }

  @Test
  void keepsTheBeginningAndTheEnd() {
    for (int i = 0; i < 1000; i++) {
      ladder.note(0, "line " + i + ".");
    }
    String text = ladder.toString();
    assertThat(text, containsString("line 11.\n            (964 lines left out)\n"));
    assertThat(text, containsString("line 976."));
    assertThat(text.lines().count(), equalTo(1L + 12 + 1 + 24));
  }

  @Test
  void addsItselfToAFailure() {
    ladder.note(0, "what led to it");
    AssertionError cause = new AssertionError("too bad");
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                ladder.showOnFailure(
                    () -> {
                      throw cause;
                    }));
    assertThat(error.getMessage(), startsWith("too bad\n   seconds  kernel"));
    assertThat(error.getMessage(), containsString("what led to it"));
    assertThat(error.getCause(), sameInstance(cause));
  }
}
