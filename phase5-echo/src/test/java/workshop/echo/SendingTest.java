package workshop.echo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 sections 3.7 and 3.8.6: segment sizes, windows, Nagle, silly windows. */
@Order(27)
@Exercise("5.5")
@DisplayName("Sending, as much as the peer takes")
class SendingTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();
  private final ManualApplication application = new ManualApplication();

  /** The application writes that much of the stream, from there on. */
  private void writes(long offset, int count) {
    exchange.application(
        () ->
            Told.assertIs(
                "bytes taken by write",
                application.stream.write(ByteBuffer.wrap(Exchange.stream(offset, count))),
                count));
  }

  private void connected(String syn) {
    exchange.serving(() -> application);
    peer.connects(syn);
  }

  @ParameterizedTest(name = "{0} bytes at most")
  @Order(1)
  @DisplayName("no segment has more text than the peer's MSS")
  @ValueSource(ints = {48, 49, 536, 1459, 1460})
  void mss(int mss) {
    connected("mss=" + mss);
    writes(0, 3 * mss);
    peer.expects("ACK seq=1 ack=1 len=" + mss);
    peer.expects("ACK seq=%d ack=1 len=%d".formatted(1 + mss, mss));
    peer.expects("PSH,ACK seq=%d ack=1 len=%d".formatted(1 + 2 * mss, mss));
    peer.expectsNothing();
  }

  @ParameterizedTest(name = "{0}: up to {1} bytes in a segment")
  @Order(23)
  @DisplayName("the peer's MSS is obeyed; 536 where it tells none (MUST-15), or nonsense")
  @CsvSource({
    "'', 536",
    "mss=536, 536",
    "mss=48, 48",
    "mss=1460, 1460",
    "mss=1461, 1460", // more than our own link carries
    "mss=65535, 1460",
    "mss=0, 536",
    "options='01 01 02 04 02 00', 512", // after NOPs
    "options='fe 04 aa bb 02 04 02 00', 512", // after an unknown one
    "options='00 00 00 00 02 04 02 00', 536", // after the end of the list
    "options='fe 00 02 04 02 00', 536", // after a broken one
    "options='fe 01 02 04 02 00', 536",
    "options='02 03 02 00', 536", // broken itself
    "options='02 04 02', 536",
    "options='02', 536",
    "options='fe ff 00 00', 536",
    "options='02 04 05 b4 04 02 08 0a 00 00 00 01 00 00 00 00 01 03 03 07', 1460" // Linux
  })
  void peersMss(String options, int mss) {
    peer.sends("SYN seq=0 " + options);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    int text = 2 * mss + 1;
    exchange.batch(
        () -> {
          for (int at = 0; at < text; at += 1000) {
            peer.sends("ACK seq=%d ack=1 len=%d".formatted(1 + at, Math.min(1000, text - at)));
          }
        });
    // Two full ones at once; the last one is small, and waits for their acknowledgment (Nagle).
    int echoed = 0;
    while (echoed < 2 * mss) {
      int size = peer.expects("ACK seq=%d len=%d".formatted(1 + echoed, mss)).payload().limit();
      echoed += size;
      // An ACK of every second segment of ours may come in between.
    }
    if (peer.peek() != null && peer.peek().payload().limit() == 0) {
      peer.expects("ACK seq=" + (1 + echoed));
    }
    peer.sends("ACK seq=%d ack=%d".formatted(1 + text, 1 + echoed));
    peer.expects("ACK seq=%d ack=%d len=1".formatted(1 + echoed, 1 + text));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(21)
  @DisplayName("an MSS below 48 is not obeyed: tiny segments would cost us more than the peer")
  @ValueSource(ints = {1, 47})
  void tinyMss(int mss) {
    connected("mss=" + mss);
    writes(0, 96);
    peer.expects("ACK seq=1 ack=1 len=48");
    peer.expects("ACK seq=49 ack=1 len=48");
  }

  @ParameterizedTest(name = "a window of {0}")
  @Order(2)
  @DisplayName("the peer's window is used to the last byte, and not beyond it")
  @ValueSource(ints = {1, 2, 100, 1459, 1460, 1461, 2920, 4000})
  void window(int window) {
    connected("mss=1460 win=" + window);
    writes(0, 2 * window);
    int sent = 0;
    for (int full = 0; full < window / 1460; full++) {
      peer.expects("ACK seq=%d ack=1 len=1460".formatted(1 + sent));
      sent += 1460;
    }
    if (sent > 0 && sent < window) {
      peer.expectsNothing(); // a small segment waits until nothing is on its way
      peer.sends("ACK seq=1 ack=%d win=%d".formatted(1 + sent, window - sent));
    }
    if (sent < window) {
      peer.expects("ACK seq=%d ack=1 len=%d".formatted(1 + sent, window - sent));
      sent = window;
    }
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=%d".formatted(1 + sent)); // all of it: the window opens again
    peer.expects("ACK seq=%d ack=1 len=%d".formatted(1 + sent, Math.min(window, 1460)));
    while (peer.peek() != null) {
      peer.poll();
    }
  }

  @Test
  @Order(3)
  @DisplayName("a window of zero from the start: nothing is sent until it opens")
  void windowOfZero() {
    connected("mss=1460 win=0");
    writes(0, 100);
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=6 ack=1 win=100");
    peer.expects("PSH,ACK seq=1 ack=6 len=100");
  }

  @Test
  @Order(4)
  @DisplayName("a mere window update lets more be sent")
  void windowUpdate() {
    connected("mss=100 win=100");
    writes(0, 300);
    peer.expects("ACK seq=1 ack=1 len=100");
    peer.sends("ACK seq=1 ack=1 win=250");
    peer.expects("ACK seq=101 ack=1 len=100");
    peer.expectsNothing(); // 50 more would fit in, but are small
    peer.sends("ACK seq=1 ack=1 win=300");
    peer.expects("PSH,ACK seq=201 ack=1 len=100");
  }

  @Test
  @Order(5)
  @DisplayName("a window that shrinks while segments are on their way: nothing more is sent")
  void windowShrinks() {
    connected("mss=100 win=1000");
    writes(0, 2000);
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK seq=%d ack=1 len=100".formatted(1 + 100 * i));
    }
    peer.sends("ACK seq=1 ack=101 win=100"); // 900 are on their way: 800 too many
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=901 win=100");
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=1001 win=100");
    peer.expects("ACK seq=1001 ack=1 len=100");
  }

  @Test
  @Order(6)
  @DisplayName("an older segment does not bring an old window back (SND.WL1)")
  void olderSegment() {
    connected("mss=100 win=100");
    exchange.batch(
        () -> {
          // On the wire the first one came before the second one.
          peer.sends("ACK seq=11 ack=1 win=100 len=10");
          peer.expects("ACK seq=1 ack=1");
          peer.sends("ACK seq=1 ack=1 win=5000 len=10");
        });
    peer.expects("ACK seq=1 ack=11");
    writes(0, 300);
    peer.expects("ACK seq=1 ack=11 len=100");
    peer.expectsNothing();
    peer.sends("ACK seq=11 ack=1 win=300"); // a newer one does
    peer.expects("ACK seq=101 ack=11 len=100");
    peer.expects("ACK seq=201 ack=11 len=100");
  }

  @Test
  @Order(7)
  @DisplayName("an older acknowledgment does not bring an old window back (SND.WL2)")
  void olderAcknowledgment() {
    connected("mss=100 win=200");
    writes(0, 1000);
    peer.expects("ACK seq=1 ack=1 len=100");
    peer.expects("ACK seq=101 ack=1 len=100");
    peer.sends("ACK seq=1 ack=201 win=100");
    peer.expects("ACK seq=201 ack=1 len=100");
    peer.sends("ACK seq=1 ack=101 win=65535"); // sent before the last one
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=201 win=200"); // the same again counts as new
    peer.expects("ACK seq=301 ack=1 len=100");
  }

  @Test
  @Order(22)
  @DisplayName("text sent again has an old number and a new window: the window counts")
  void windowOfTextSentOnceMore() {
    connected("mss=100 win=200");
    writes(0, 1000);
    peer.expects("ACK seq=1 ack=1 len=100");
    peer.expects("ACK seq=101 ack=1 len=100");
    peer.sends("ACK seq=11 ack=1 win=200 len=10"); // after a hole: SND.WL1 is 11 now
    peer.expects("ACK seq=201 ack=1");
    // What was missing, and later: all of ours has arrived, and nobody reads it. Our own SND.UNA
    // has moved by 200, so SND.WND must not stay.
    peer.sends("ACK seq=1 ack=201 win=0 len=10");
    peer.expects("ACK seq=201 ack=11");
    peer.expectsNothing();
    peer.sends("ACK seq=11 ack=201 win=100 len=10");
    peer.expects("ACK seq=201 ack=21 len=100");
  }

  @Test
  @Order(8)
  @Exercise("5.7")
  @DisplayName("the window of a segment that is not acceptable does not count")
  void windowOfAnUnacceptableSegment() {
    connected("mss=100 win=100");
    writes(0, 300);
    peer.expects("ACK seq=1 ack=1 len=100");
    peer.sends("ACK seq=70000 ack=101 win=65535");
    peer.expects("ACK seq=101 ack=1");
    peer.sends("ACK seq=0 ack=101 win=65535");
    peer.expects("ACK seq=101 ack=1");
    peer.sends("ACK seq=1 ack=102 win=65535"); // of what was never sent
    peer.expects("ACK seq=101 ack=1");
    peer.sends("ACK seq=1 ack=101");
    peer.expects("ACK seq=101 ack=1 len=100");
  }

  @Test
  @Order(9)
  @DisplayName("the window of a SYN counts, and that of a SYN-ACK's ACK after it")
  void windowOfTheHandshake() {
    exchange.serving(() -> application);
    peer.sends("SYN seq=0 mss=100 win=65535");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 win=100");
    writes(0, 1000);
    peer.expects("ACK seq=1 ack=1 len=100");
    peer.expectsNothing();
  }

  // --- Nagle (RFC 9293 section 3.7.4, SHLD-7).

  @Test
  @Order(10)
  @DisplayName("a little text waits while other text is on its way; then it goes out together")
  void nagle() {
    connected("mss=1460");
    writes(0, 1);
    peer.expects("PSH,ACK seq=1 ack=1 len=1");
    writes(1, 1);
    writes(2, 1);
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=2");
    peer.expects("PSH,ACK seq=2 ack=1 len=2");
  }

  @Test
  @Order(11)
  @DisplayName("a full segment does not wait")
  void nagleLetsFullSegmentsGo() {
    connected("mss=100");
    writes(0, 10);
    peer.expects("ACK seq=1 ack=1 len=10");
    writes(10, 99);
    peer.expectsNothing();
    writes(109, 1);
    peer.expects("ACK seq=11 ack=1 len=100");
    writes(110, 150);
    peer.expects("ACK seq=111 ack=1 len=100");
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=111"); // not all of it
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=211");
    peer.expects("ACK seq=211 ack=1 len=50");
  }

  @Test
  @Order(12)
  @DisplayName("Nagle's algorithm can be switched off (MUST-17)")
  void nagleSwitchedOff() {
    connected("mss=1460");
    exchange.application(() -> application.stream.options().setNagle(false));
    for (int i = 0; i < 5; i++) {
      writes(i, 1);
      peer.expects("PSH,ACK seq=%d ack=1 len=1".formatted(1 + i));
    }
    exchange.application(() -> application.stream.options().setNagle(true));
    writes(5, 1);
    peer.expectsNothing();
  }

  @Test
  @Order(13)
  @DisplayName("a FIN does not wait, and waiting text goes with it")
  void nagleLetsAFinGo() {
    connected("mss=1460");
    writes(0, 1);
    peer.expects("ACK seq=1 ack=1 len=1");
    writes(1, 1);
    peer.expectsNothing();
    exchange.application(() -> application.stream.close());
    peer.expects("FIN,PSH,ACK seq=2 ack=1 len=1");
  }

  // --- Silly windows, the sender's side (RFC 9293 section 3.8.6.2.1, MUST-38).

  @Test
  @Order(14)
  @DisplayName(
      "while text is on its way, a window that opens by a few bytes is not worth a segment")
  void sillyWindow() {
    connected("mss=1460 win=4000");
    writes(0, 10000);
    peer.expects("ACK seq=1 ack=1 len=1460");
    peer.expects("ACK seq=1461 ack=1 len=1460");
    peer.sends("ACK seq=1 ack=1461 win=1460");
    peer.sends("ACK seq=1 ack=1461 win=1461");
    peer.sends("ACK seq=1 ack=1461 win=2919");
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=1461 win=2920");
    peer.expects("ACK seq=2921 ack=1 len=1460");
  }

  @ParameterizedTest(name = "{0} of 1000: {1}")
  @Order(15)
  @DisplayName("without Nagle, half of the largest window is worth a segment")
  @CsvSource({"499, false", "500, true", "501, true"})
  void halfTheLargestWindow(int window, boolean worthIt) {
    connected("mss=1460 win=1000");
    exchange.application(() -> application.stream.options().setNagle(false));
    writes(0, 10000);
    peer.expects("ACK seq=1 ack=1 len=1000");
    peer.sends("ACK seq=1 ack=501 win=%d".formatted(500 + window));
    if (worthIt) {
      peer.expects("ACK seq=1001 ack=1 len=" + window);
    } else {
      peer.expectsNothing();
    }
  }

  @Test
  @Order(20)
  @DisplayName("a window that stays small does not stop us: each ACK lets out what it has room for")
  void windowStaysSmall() {
    connected("mss=1460 win=65535");
    peer.sends("ACK seq=1 ack=1 win=10"); // the peer has little memory left
    writes(0, 35);
    peer.expects("ACK seq=1 ack=1 len=10");
    peer.sends("ACK seq=1 ack=11 win=10");
    peer.expects("ACK seq=11 ack=1 len=10");
    peer.sends("ACK seq=1 ack=21 win=10");
    peer.expects("ACK seq=21 ack=1 len=10");
    peer.sends("ACK seq=1 ack=31 win=10");
    peer.expects("PSH,ACK seq=31 ack=1 len=5");
  }

  @Test
  @Order(16)
  @DisplayName("all that there is to send is worth a segment, however small")
  void allThatThereIs() {
    connected("mss=1460 win=4000");
    peer.sends("ACK seq=1 ack=1 win=3");
    writes(0, 3);
    peer.expects("PSH,ACK seq=1 ack=1 len=3");
  }

  @Test
  @Order(17)
  @DisplayName("PSH is set where there is no more to send (MUST-60, MUST-61)")
  void push() {
    connected("mss=100 win=1000");
    writes(0, 250);
    int first = peer.expects("ACK seq=1 ack=1 len=100").flags();
    int second = peer.expects("ACK seq=101 ack=1 len=100").flags();
    Told.assertIs("flags of the first segment", Script.flags(first), "ACK");
    Told.assertIs("flags of the second segment", Script.flags(second), "ACK");
    peer.sends("ACK seq=1 ack=201");
    peer.expects("PSH,ACK seq=201 ack=1 len=50");
  }

  // --- Back-pressure.

  @Test
  @Order(18)
  @DisplayName("the application can write only so much; the rest, when the peer has taken some")
  void roomForWriting() {
    connected("mss=1460 win=0");
    ByteBuffer all = ByteBuffer.wrap(Exchange.stream(0, 200_000));
    exchange.application(() -> application.stream.write(all));
    int room = all.position();
    Told.assertIs("bytes taken by write", room, 65535);
    exchange.application(
        () -> Told.assertIs("taken, without room", application.stream.write(all), 0));
    int calls = application.progressCalls;
    peer.sends("ACK seq=1 ack=1 win=1460");
    peer.expects("ACK seq=1 ack=1 len=1460");
    peer.sends("ACK seq=1 ack=1461 win=0");
    Told.assertIs("the application is called", application.progressCalls > calls, true);
    exchange.application(
        () -> Told.assertIs("taken, with room again", application.stream.write(all), 1460));
  }

  @Test
  @Order(19)
  @DisplayName("the segment size that the peer tells later does not count")
  void mssOfALaterSegment() {
    connected("mss=100");
    peer.sends("ACK seq=1 ack=1 mss=1460");
    writes(0, 300);
    for (int i = 0; i < 3; i++) {
      peer.expects("ACK seq=%d ack=1 len=100".formatted(1 + 100 * i));
    }
  }
}
