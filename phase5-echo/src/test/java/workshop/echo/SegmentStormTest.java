package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

/** Segments at random, most of them close to what would be right. The repetition is the seed. */
@Order(43)
@Exercise("5.8")
@DisplayName("Segments at random do no harm")
class SegmentStormTest {
  private static final int SEGMENTS = 4000;

  @RegisterExtension final Exchange exchange = new Exchange().failuresExpected();

  @RepeatedTest(value = 25, name = "seed {currentRepetition}")
  @DisplayName("whatever comes, the stack goes on, and answers as the RFC allows")
  void storm(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    exchange.serving(() -> random.nextInt(4) == 0 ? new Odd(random) : new Echo());
    Peer[] peers = new Peer[4];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = exchange.peer(50000 + i).initialSequenceNumber(random.nextInt()).lies();
    }
    // What each side has got to, as far as the storm knows, counted from the initial numbers.
    long[] next = new long[peers.length];
    long[] theirs = new long[peers.length];
    for (int i = 0; i < SEGMENTS; i++) {
      int at = random.nextInt(peers.length);
      Peer peer = peers[at];
      int flags = flags(random);
      peer.sends(
          flags,
          near(random, next[at]),
          near(random, theirs[at]),
          random.nextInt(3) == 0 ? random.nextInt(65536) : 65535,
          new byte[random.nextInt(4) == 0 ? random.nextInt(1461) : random.nextInt(3)]);
      for (TcpSegment answer = peer.poll(); answer != null; answer = peer.poll()) {
        boolean resetForReset = (flags & answer.flags() & Script.RST) != 0;
        assertThat(
            "a reset answers a reset\n" + (resetForReset ? exchange : ""),
            resetForReset,
            equalTo(false));
        if ((answer.flags() & Script.ACK) != 0) {
          next[at] = peer.relativeToPeer(answer.ack().value());
        }
        theirs[at] =
            peer.relativeToStack(answer.seq().value())
                + answer.payload().limit()
                + ((answer.flags() & (Script.SYN | Script.FIN)) != 0 ? 1 : 0);
      }
      if (random.nextInt(20) == 0) {
        exchange.later(random.nextDouble());
      }
    }
    assertThat("connections in the table", exchange.connections(), lessThanOrEqualTo(peers.length));

    exchange.tcp().listen(8080, Echo::new);
    Peer fresh = exchange.peer(40000).connects();
    fresh.sends("ACK seq=1 ack=1 len=1000");
    fresh.expects("ACK seq=1 ack=1001 len=1000");
    fresh.sends("FIN,ACK seq=1001 ack=1001");
    fresh.expects("FIN,ACK seq=1001 ack=1002");
    fresh.sends("ACK seq=1002 ack=1002");
    exchange.assertState(fresh, State.CLOSED);
  }

  private static int flags(Random random) {
    int[] usual = {
      Script.ACK,
      Script.ACK,
      Script.ACK,
      Script.SYN,
      Script.SYN | Script.ACK,
      Script.FIN | Script.ACK,
      Script.RST,
      Script.RST | Script.ACK,
      0,
      0x20 | Script.ACK
    };
    return random.nextInt(5) == 0 ? random.nextInt(256) : usual[random.nextInt(usual.length)];
  }

  private static long near(Random random, long number) {
    return switch (random.nextInt(8)) {
      case 0 -> number + random.nextInt(5) - 2;
      case 1 -> number + random.nextInt(131072) - 65536;
      case 2 -> random.nextInt();
      default -> number;
    };
  }

  /** An application that does anything. */
  private static final class Odd implements Application {
    private final Random random;

    Odd(Random random) {
      this.random = random;
    }

    @Override
    public void progress(TcpStream stream) {
      switch (random.nextInt(12)) {
        case 0 -> stream.close();
        case 1 -> stream.abort();
        case 2 -> throw new IllegalStateException("at random");
        case 3 -> stream.consume(random.nextInt(10)); // may be too much
        case 4 -> stream.options().setNagle(random.nextBoolean());
        case 5 -> {}
        default -> stream.consume(stream.write(stream.received()));
      }
    }

    @Override
    public void closed(TcpStream stream) {
      aborted(stream, "");
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      switch (random.nextInt(5)) {
        case 0 -> stream.abort();
        case 1 -> stream.close();
        case 2 -> stream.write(stream.received());
        case 3 -> throw new IllegalStateException("at random");
        default -> {}
      }
    }

    @Override
    public void urgent(TcpStream stream) {
      if (random.nextInt(3) == 0) {
        stream.abort();
      }
    }
  }
}
