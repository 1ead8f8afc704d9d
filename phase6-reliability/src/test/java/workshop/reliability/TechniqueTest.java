package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.reliability.SenderBench.segments;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.Memory;
import workshop.echo.TcpStream;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

@Scenario
@ExtendWith(History.class)
@Order(57)
@Exercise("6.9")
@DisplayName("What a connection can do without")
class TechniqueTest {
  private static final int LARGE = 60_000;
  private static final int MSS = 1000;
  private static final long LONGEST = 600 * LossyWire.SECOND;
  private static final String ALL_OPTIONS = "02 04 03 e8 01 03 03 07 01 01 04 02";

  private static Settings without(Technique... techniques) {
    return new Settings(Settings.DEFAULTS.userTimeout(), 0, Set.of(techniques));
  }

  private static SenderBench bench(Technique... techniques) {
    return new SenderBench(without(techniques)).established(LARGE);
  }

  // --- Words.

  @ParameterizedTest
  @Order(1)
  @Given
  @DisplayName("each has a word for the command line")
  @CsvSource({
    "FAST_RETRANSMIT, fast-retransmit",
    "CONGESTION_CONTROL, congestion-control",
    "SACK, sack",
    "DELAYED_ACK, delayed-ack",
    "NAGLE, nagle"
  })
  void words(Technique technique, String word) {
    assertThat(technique.word(), equalTo(word));
    assertThat(Technique.of(word), equalTo(technique));
  }

  @ParameterizedTest(name = "without {0}")
  @Order(2)
  @Given
  @DisplayName("of any other word it says which ones there are")
  @ValueSource(strings = {"", "SACK", "fast_retransmit", "fast retransmit", "sacks", "none"})
  void unknown(String word) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Technique.of(word));
    assertThat(
        refused.getMessage(),
        equalTo(
            "none is called "
                + word
                + "; choose from fast-retransmit, congestion-control, sack, delayed-ack, nagle"));
  }

  @Test
  @Order(3)
  @Given
  @DisplayName("nothing is left out unless somebody wants it")
  void settings() {
    for (Technique technique : Technique.values()) {
      assertThat(technique.word(), Settings.DEFAULTS.uses(technique), equalTo(true));
      for (Technique other : Technique.values()) {
        assertThat(
            technique.word() + " without " + other.word(),
            without(other).uses(technique),
            equalTo(technique != other));
      }
    }
    assertThat(Settings.DEFAULTS.withoutWords(), equalTo(""));
    assertThat(
        without(Technique.NAGLE, Technique.FAST_RETRANSMIT, Technique.SACK).withoutWords(),
        equalTo("fast-retransmit, sack, nagle"));
  }

  // --- Each of them, really off.

  @Test
  @Order(4)
  @Exercise("6.6")
  @DisplayName("fast-retransmit: however many duplicates there are, the timer has to go off")
  void fastRetransmit() {
    for (Settings settings : new Settings[] {without(), without(Technique.FAST_RETRANSMIT)}) {
      SenderBench bench = new SenderBench(settings).established(LARGE).writes(10_000);
      bench.at(200).sends();
      for (int i = 0; i < 9; i++) {
        bench.at(300 + i).acknowledges(1, LARGE, 1001, 2001 + 1000 * i);
      }
      if (settings.uses(Technique.FAST_RETRANSMIT)) {
        assertThat("with it", bench.sends(), segments("1-1001"));
      } else {
        assertThat("without it", bench.sends(), segments());
        assertThat(bench.sender.figures().fastRetransmits(), equalTo(0L));
        assertThat("the timer", bench.at(bench.deadline()).sends(), segments("1-1001"));
        assertThat(bench.sender.figures().timeouts(), equalTo(1L));
      }
    }
  }

  @Test
  @Order(5)
  @Exercise("6.5")
  @DisplayName("fast-retransmit: without it, no limited transmit either (RFC 3042)")
  void limitedTransmit() {
    SenderBench bench = bench(Technique.FAST_RETRANSMIT).writes(30_000);
    bench.at(200).sends();
    assertThat("what it sends", bench.at(300).acknowledges(1, LARGE).sends(), segments());
    assertThat("what it sends", bench.at(301).acknowledges(1, LARGE).sends(), segments());
  }

  @Test
  @Order(6)
  @Exercise("6.5")
  @DisplayName("congestion-control: the peer's window is the only limit, also after a time-out")
  void congestionControl() {
    SenderBench bench = bench(Technique.CONGESTION_CONTROL).writes(80_000);
    assertThat("with it, ten", bench().writes(80_000).sends(), segments(10));
    assertThat("the peer's 60,000 bytes", bench.at(200).sends(), segments(60));
    assertThat("all of it again", bench.at(500).sends(), segments(60));
    assertThat(bench.sender.figures().congestionWindow(), equalTo(1 << 30));
  }

  @Test
  @Order(7)
  @Exercise("6.6")
  @DisplayName("sack: without it, all goes again, also what the peer has after a hole")
  void sackOfTheSender() {
    for (Settings settings : new Settings[] {without(), without(Technique.SACK)}) {
      SenderBench bench = new SenderBench(settings).established(LARGE).writes(3000);
      bench.at(200).sends();
      bench.at(300).acknowledges(1, LARGE, 1001, 2001);
      bench.at(bench.deadline()).sends();
      String next = settings.uses(Technique.SACK) ? "2001-3001 PSH" : "1001-2001";
      assertThat(bench.at(1000).acknowledges(1001, LARGE).sends().get(0), equalTo(next));
    }
  }

  @Test
  @Order(8)
  @DisplayName("sack: without it, our SYN does not offer it, and no block is told")
  void sackOfTheReceiver() {
    for (Settings settings : new Settings[] {without(), without(Technique.SACK)}) {
      boolean used = settings.uses(Technique.SACK);
      ReliableReceiver receiver =
          new ReliableReceiver(MSS, new LoopClock(), settings, new Memory(1 << 20));
      String offered = used ? "02 04 03 e8 01 03 03 02 01 01 04 02" : "02 04 03 e8 01 03 03 02";
      assertThat("our SYN", receiver.synOptions(), sameBytes(Hex.bytes(offered)));
      receiver.start(new SequenceNumber(0), ByteBuffer.wrap(Hex.bytes(ALL_OPTIONS)));
      assertThat("our SYN,ACK", receiver.synOptions(), sameBytes(Hex.bytes(offered)));
      receiver.text(new SequenceNumber(101), ByteBuffer.allocate(10));
      assertThat("bytes of options", receiver.options().limit(), equalTo(used ? 12 : 0));
    }
  }

  @Test
  @Order(9)
  @DisplayName("delayed-ack: without it, each segment is acknowledged at once")
  void delayedAck() {
    for (Settings settings : new Settings[] {without(), without(Technique.DELAYED_ACK)}) {
      ReliableReceiver receiver =
          new ReliableReceiver(MSS, new LoopClock(), settings, new Memory(1 << 20));
      receiver.start(new SequenceNumber(0), ByteBuffer.wrap(Hex.bytes(ALL_OPTIONS)));
      receiver.acknowledge();
      receiver.text(new SequenceNumber(1), ByteBuffer.allocate(10));
      assertThat("nothing is owed", receiver.isAckDue(), equalTo(false));
      receiver.oweAck();
      boolean waits = settings.uses(Technique.DELAYED_ACK);
      assertThat("due", receiver.isAckDue(), equalTo(!waits));
    }
  }

  @Test
  @Order(10)
  @DisplayName("nagle: without it, a little goes at once; the application may still choose")
  void nagle() {
    SenderBench bench = bench(Technique.NAGLE).writes(10);
    assertThat("what it sends", bench.sends(), segments("1-11 PSH"));
    assertThat("what it sends", bench.writes(10).sends(), segments("11-21 PSH"));
    TcpBench connection = new TcpBench(without(Technique.NAGLE)).established();
    connection.writes(10).writes(10);
    assertThat("on a connection", connection.sent(), hasSize(2));
    connection.application.stream.options().setNagle(true);
    connection.writes(10);
    assertThat("turned on by the application", connection.sent(), empty());
  }

  // --- On a wire.

  /** The same bytes over the same wire, and what it took. */
  private static final class Transfer {
    private static final int BYTES = 200_000;

    final LossyWire wire;
    final SenderFigures client;

    Transfer(Technique... without) throws Exception {
      wire = new LossyWire(new Faults(0.03, 0, 0, 0, 0, 0, 11), 1500, without(without), 1, 2);
      StreamEnd from = new StreamEnd(1, 0, BYTES, 0, false, false);
      StreamEnd to = new StreamEnd(2, 1, 0, BYTES, false, true);
      wire.connect(from, to);
      while (!from.hasAll() || !to.hasAll()) {
        wire.step(wire.now() + LONGEST);
        assertThat("it takes too long", wire.now(), lessThan(LONGEST));
      }
      client = wire.client.figures;
    }
  }

  /** Somebody who writes a hundred bytes every 5 ms; nothing is lost. */
  private static LossyWire dribble(Technique... without) throws Exception {
    LossyWire wire = new LossyWire(Faults.NONE, 1500, without(without), 1, 2);
    TcpStream stream = wire.connect(each -> {}, each -> each.consume(each.received().remaining()));
    for (int i = 0; i < 100; i++) {
      stream.write(ByteBuffer.allocate(100));
      long next = wire.now() + 5_000_000;
      while (wire.now() < next) {
        wire.step(next);
      }
    }
    return wire;
  }

  @ParameterizedTest
  @Order(11)
  @EnumSource
  @DisplayName("without any of them, and without all, everything arrives all the same")
  void allArrives(Technique technique) throws Exception {
    new Transfer(technique);
    new Transfer(Technique.values());
  }

  @Test
  @Order(12)
  @DisplayName("the same faults with and without each of them: the figures show what it buys")
  void figures() throws Exception {
    Transfer all = new Transfer();
    assertThat("it has something to show", all.client.fastRetransmits(), greaterThan(0L));

    Transfer noFast = new Transfer(Technique.FAST_RETRANSMIT);
    assertThat("fast retransmits", noFast.client.fastRetransmits(), equalTo(0L));
    assertThat("time-outs", noFast.client.timeouts(), greaterThan(all.client.timeouts()));
    assertThat("time", noFast.wire.now(), greaterThan(all.wire.now()));

    Transfer noControl = new Transfer(Technique.CONGESTION_CONTROL);
    assertThat("cwnd", noControl.client.congestionWindow(), equalTo(1 << 30));
    assertThat("cwnd", all.client.congestionWindow(), lessThan(1 << 30));

    Transfer noSack = new Transfer(Technique.SACK);
    assertThat(
        "sent again", noSack.client.retransmissions(), greaterThan(all.client.retransmissions()));
  }

  @Test
  @Order(13)
  @DisplayName("a little at a time: without Nagle more segments, without delay more ACKs")
  void littleAtATime() throws Exception {
    LossyWire all = dribble();
    long segments = all.client.figures.segments();
    LossyWire noDelay = dribble(Technique.DELAYED_ACK);
    assertThat("frames", noDelay.framesSent(), greaterThan(all.framesSent()));
    LossyWire noNagle = dribble(Technique.NAGLE);
    assertThat("each write for itself", noNagle.client.figures.segments(), equalTo(100L));
    assertThat("several in one", segments, lessThan(50L));
  }
}
