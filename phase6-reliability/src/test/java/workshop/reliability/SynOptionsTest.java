package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.Memory;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

/** The bytes are written down by hand, from RFC 9293 3.2, RFC 7323 2.2 and RFC 2018 2. */
@Order(13)
@Exercise("6.1")
@DisplayName("What the two sides agree upon in their SYNs")
class SynOptionsTest {
  private static final String MSS = "02 04 05 b4";
  private static final String SCALE = "01 03 03 02";
  private static final String SACK = "01 01 04 02";

  /** What our SYN has that answers one with these options. */
  private static ByteBuffer answer(ByteBuffer peer) {
    ReliableReceiver receiver =
        new ReliableReceiver(1460, new LoopClock(), Settings.DEFAULTS, new Memory(1 << 20));
    receiver.start(new SequenceNumber(0), peer);
    return receiver.synOptions();
  }

  private static ByteBuffer options(String hex) {
    return ByteBuffer.wrap(Hex.bytes(hex));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @DisplayName("the first SYN offers all three")
  void offered() {
    ReliableReceiver receiver =
        new ReliableReceiver(1460, new LoopClock(), Settings.DEFAULTS, new Memory(1 << 20));
    assertThat(receiver.synOptions(), sameBytes(Hex.bytes(MSS + SCALE + SACK)));
    assertThat(SynOptions.of(1460, true, 2, true), sameBytes(Hex.bytes(MSS + SCALE + SACK)));
    assertThat(
        SynOptions.of(65495, true, 14, true),
        sameBytes(Hex.bytes("02 04 ff d7 01 03 03 0e" + SACK)));
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @DisplayName("the answer has only what the peer's SYN has")
  @CsvSource({
    "all three, 02 04 05 b4 01 03 03 07 01 01 04 02, 02 04 05 b4 01 03 03 02 01 01 04 02",
    "as Linux writes them, 02 04 05 b4 04 02 08 0a 11 22 33 44 00 00 00 00 01 03 03 07,"
        + " 02 04 05 b4 01 03 03 02 01 01 04 02",
    "MSS alone, 02 04 05 b4, 02 04 05 b4",
    "no MSS, 01 03 03 00, 02 04 05 b4 01 03 03 02",
    "a scale, 02 04 05 b4 01 03 03 07, 02 04 05 b4 01 03 03 02",
    "SACK, 02 04 05 b4 01 01 04 02, 02 04 05 b4 01 01 04 02",
    "others, 08 0a 11 22 33 44 00 00 00 00 01 01, 02 04 05 b4",
    "a scale after the end of the list, 02 04 05 b4 00 03 03 07, 02 04 05 b4"
  })
  void answered(String name, String peer, String expected) {
    assertThat(answer(options(peer)), sameBytes(Hex.bytes(expected)));
  }

  @Test
  @Order(3)
  @DisplayName("to a peer without options, the answer is the MSS alone")
  void none() {
    assertThat(answer(ByteBuffer.allocate(0)), sameBytes(Hex.bytes(MSS)));
  }

  @ParameterizedTest(name = "{0} counts as {1}")
  @Order(4)
  @DisplayName("the peer's shift; more than 14 counts as 14 (RFC 7323 2.3)")
  @CsvSource({
    "0, 0", "1, 1", "7, 7", "13, 13", "14, 14", "15, 14", "127, 14", "128, 14", "255, 14"
  })
  void shift(int told, int expected) {
    ByteBuffer peer = ByteBuffer.wrap(new byte[] {1, 3, 3, (byte) told});
    assertThat("scales", SynOptions.scales(peer), equalTo(true));
    assertThat("shift", SynOptions.shift(peer), equalTo(expected));
  }

  @ParameterizedTest(name = "{0}")
  @Order(5)
  @DisplayName("a broken option is none, and neither is what stands after it")
  @ValueSource(
      strings = {
        "03", // no length
        "03 00", // shorter than its own two bytes
        "03 01",
        "03 03", // its data is missing
        "03 04 07 07", // two bytes of data
        "03 02 01 01", // none
        "02 04 05 b4 08 00 03 03 07 04 02", // the one before it is broken
        "08 ff 03 03 07 04 02"
      })
  void broken(String peer) {
    assertThat("scales", SynOptions.scales(options(peer)), equalTo(false));
    assertThat("shift", SynOptions.shift(options(peer)), equalTo(0));
    assertThat("permits SACK", SynOptions.permitsSack(options(peer)), equalTo(false));
    assertThat(answer(options(peer)), sameBytes(Hex.bytes(MSS)));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(6)
  @DisplayName("whatever bytes come: no exception, whole words, a shift from 0 to 14")
  @ValueSource(longs = {1, 2, 3})
  void anything(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(41)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(6));
      }
      ByteBuffer peer = ByteBuffer.wrap(bytes);
      int shift = SynOptions.shift(peer);
      assertThat(Hex.dump(bytes) + "shift", 0 <= shift && shift <= 14, equalTo(true));
      int expected = 4 + (SynOptions.scales(peer) ? 4 : 0) + (SynOptions.permitsSack(peer) ? 4 : 0);
      assertThat(Hex.dump(bytes), answer(peer).limit(), equalTo(expected));
    }
  }
}
