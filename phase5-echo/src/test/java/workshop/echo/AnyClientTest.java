package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

/**
 * A client that does all that it may, at random: small and large segments, duplicates, overlaps,
 * text out of order and beyond the window, ACKs of a part, windows of any size. The repetition is
 * the seed.
 */
@Order(42)
@Exercise("5.7")
@DisplayName("Whatever a client does within the rules, each byte comes back once")
class AnyClientTest {
  private static final int STEPS = 50_000;

  @RegisterExtension final Exchange exchange = new Exchange();
  private Random random;
  private Peer peer;
  private byte[] text;

  /** All counted from the initial numbers. */
  private int sent = 1;

  private int acknowledged = 1;
  private int edge;
  private int told = 1;
  private int window = 1000;
  private int ownEdge;
  private final ByteArrayOutputStream echoed = new ByteArrayOutputStream();
  private boolean finSent;
  private boolean finReceived;

  @RepeatedTest(value = 40, name = "seed {currentRepetition}")
  @DisplayName("a client that does all that is allowed gets every byte back, once")
  void anyClient(RepetitionInfo repetition) {
    random = new Random(repetition.getCurrentRepetition());
    text =
        Exchange.stream(0, random.nextInt(4) == 0 ? random.nextInt(50) : random.nextInt(300_000));
    peer = exchange.peer().initialSequenceNumber(nearTheWrap());
    exchange.initialSequenceNumber(peer, nearTheWrap());
    int[] sizes = {48, 100, 536, 1460};
    peer.connects("mss=" + sizes[random.nextInt(sizes.length)]);
    edge = 65536;
    ownEdge = 65536;
    int steps = 0;
    while (!finReceived) {
      exchange.batch(
          () -> {
            for (int i = random.nextInt(5); i >= 0; i--) {
              step();
            }
          });
      takeIn();
      steps++;
      if (steps > STEPS) {
        throw new AssertionError("it does not come to an end\n" + exchange);
      }
    }
    assertThat("the bytes that came", echoed.toByteArray(), sameBytes(text));
    assertThat("our end acknowledged", acknowledged, equalTo(text.length + 2));
    peer.sends(Script.ACK, text.length + 2, echoed.size() + 2, 0, new byte[0]);
    peer.expectsNothing();
    exchange.assertConnections(0);
  }

  private long nearTheWrap() {
    return (1L << 32) - random.nextInt(random.nextBoolean() ? 10 : 300_000);
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> send(Math.max(1, acknowledged - random.nextInt(2000)), random.nextInt(1461)); // old
      case 1 -> send(sent + 1 + random.nextInt(3000), random.nextInt(1461)); // after a hole
      case 2 -> send(edge - random.nextInt(1000), random.nextInt(1461)); // beyond the window
      case 3, 4 -> {
        window = random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 100 : 65536);
        ack();
      }
      case 5 -> sendNext(1 + random.nextInt(10));
      default -> sendNext(1460);
    }
  }

  private void sendNext(int most) {
    if (finSent) {
      ack();
      return;
    }
    int count = Math.min(Math.min(most, edge - sent), text.length + 1 - sent);
    if (sent + count == text.length + 1 && sent + count < edge && random.nextInt(3) == 0) {
      finSent = true;
      segment(Script.FIN | Script.ACK, sent, count);
      sent += count + 1;
    } else if (count > 0) {
      segment(Script.ACK, sent, count);
      sent += count;
    } else {
      window = 30_000; // nothing to send: the time to read
      ack();
    }
  }

  /** Something that the stack has had, or must not take. */
  private void send(int from, int most) {
    int count = Math.min(most, text.length + 1 - from);
    if (count > 0) {
      segment(Script.ACK, from, count);
    }
  }

  private void ack() {
    segment(Script.ACK, sent, 0);
  }

  private void segment(int flags, int from, int count) {
    int received = echoed.size() + 1 + (finReceived ? 1 : 0);
    told = random.nextInt(4) == 0 ? told + random.nextInt(received - told + 1) : received;
    ownEdge = Math.max(ownEdge, told + window); // a promise is kept
    int space = Math.min(65535, ownEdge - told);
    byte[] part = count == 0 ? new byte[0] : Arrays.copyOfRange(text, from - 1, from - 1 + count);
    peer.sends(flags, from, told, space, part);
  }

  private void takeIn() {
    for (TcpSegment answer = peer.poll(); answer != null; answer = peer.poll()) {
      echoed.writeBytes(Hex.bytes(answer.payload()));
      finReceived |= (answer.flags() & Script.FIN) != 0;
      int ack = (int) peer.relativeToPeer(answer.ack().value());
      acknowledged = Math.max(acknowledged, ack);
      // Text of the step "beyond the window" may have been taken: what counts is acknowledged.
      sent = Math.max(sent, acknowledged);
      edge = Math.max(edge, ack + answer.window());
    }
  }
}
